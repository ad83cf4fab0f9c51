/** The object a finding or a remedy is about: always the one that a person would change. */
export interface ObjectRef {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** How far a command reaches. */
export type Risk = 'readOnly' | 'changesCluster' | 'restartsPods' | 'cutsTraffic';

/** A value that changed, at a path of the object. */
export interface Change {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/**
 * How it is known that the API server takes a command. `dryRun`: it answered a dry run and would store just this.
 * `liveSchema`: the cluster's own schema allows it; `because` says why there was no dry run, or how one failed.
 * `none` says why nothing is claimed.
 */
export type Proof =
  | { readonly by: 'dryRun'; readonly at: string; readonly changed: readonly Change[] }
  | {
      readonly by: 'liveSchema';
      readonly at: string;
      readonly changed: readonly Change[];
      readonly because: string;
    }
  | { readonly by: 'none'; readonly because: string };

/** A command to type, with everything one needs to know before typing it. */
export interface Remedy {
  readonly does: string;
  readonly risk: Risk;
  readonly command: string;
  readonly undo?: string;
  readonly takesEffect: 'atOnce' | 'newPods' | 'controlPlaneRestart';
  readonly proof: Proof;
}

/** An operation of RFC 6902; `path` is a JSON pointer such as `/spec/ports/0/appProtocol`. */
export type JsonPatchOperation =
  | { readonly op: 'test' | 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string };

/** What should be done, as data; `src/remedies` turns it into a command. */
export type RemedyIntent =
  /** Look closer; changes nothing. `args` are kubectl's. */
  | { readonly do: 'look'; readonly does: string; readonly args: readonly string[] }
  /** Roll the pods of a workload. `cutsTraffic` where old and new pods cannot talk to each other meanwhile. */
  | {
      readonly do: 'restart';
      readonly workload: ObjectRef;
      readonly does?: string;
      readonly cutsTraffic?: boolean;
    }
  /** Set (or with null remove) a label or an annotation. `was` is the value found, for the undo. */
  | {
      readonly do: 'label' | 'annotate';
      readonly on: ObjectRef;
      readonly key: string;
      readonly value: string | null;
      readonly was?: string;
      readonly does: string;
      readonly takesEffect?: Remedy['takesEffect'];
      readonly risk?: Risk;
    }
  /** Delete an object that is left over or that its owner will create anew. */
  | { readonly do: 'delete'; readonly object: ObjectRef; readonly does: string; readonly risk: Risk }
  /** JSON merge patch of an object; `undo` is the merge patch that restores what was found. */
  | {
      readonly do: 'patch';
      readonly object: ObjectRef;
      readonly patch: object;
      readonly undo?: object;
      readonly does: string;
      readonly takesEffect?: Remedy['takesEffect'];
      readonly risk?: Risk;
    }
  /**
   * JSON patch of an object, for one item of a list that a merge patch could only replace whole: a Service's port has
   * fields (nodePort) that are not read. It begins with a `test` of the item, so that a list that changed meanwhile
   * is refused instead of spoilt; so does `undo`.
   */
  | {
      readonly do: 'jsonPatch';
      readonly object: ObjectRef;
      readonly patch: readonly JsonPatchOperation[];
      readonly undo?: readonly JsonPatchOperation[];
      readonly does: string;
      readonly takesEffect?: Remedy['takesEffect'];
      readonly risk?: Risk;
    };
