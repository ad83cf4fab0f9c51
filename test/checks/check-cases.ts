import type { KubernetesObject } from '../../sim/kubernetes/cluster.ts';
import type { Severity } from '../../src/model/check.ts';
import type { InputName, Inputs, ReadProblem } from '../../src/model/snapshot.ts';

/** A change to the objects of a cluster file, as data. */
export type Edit =
  /** JSON merge patch of `Kind namespace/name`. */
  | { readonly patch: string; readonly with: object }
  | { readonly remove: string }
  | { readonly add: KubernetesObject };

/** A small cluster: one of test/clusters with what matters to the case changed. */
export interface SmallCluster {
  /** What is special about it, in a few words; the test's name. */
  readonly name: string;
  /** File in test/clusters, without its ending; `healthy-1.2.4` unless told. */
  readonly cluster?: string;
  readonly edits?: readonly Edit[];
  /** Judge at this time instead of the cluster file's. RFC 3339. */
  readonly now?: string;
  /** Inputs of which only some came, to see that the check does not pass over them. */
  readonly incomplete?: readonly InputName[];
  /** Inputs that could not be read, and why. */
  readonly problems?: { readonly [K in InputName]?: ReadProblem };
  /** Inputs that no object of the cluster gives, such as what Azure says, where they differ from the ordinary. */
  readonly values?: Partial<Inputs>;
  /** How far the API server's clock is ahead of ours. */
  readonly skewSeconds?: number;
  /** As with `--since`: how MeshConfig differed in the earlier snapshot, as a JSON merge patch. */
  readonly earlier?: object;
  /** As with `--namespace`: only this namespace was read. */
  readonly namespace?: string;
}

/** What a check must find: problem slug, `Kind namespace/name`, and the severity where it matters. */
export type Expected = readonly [problem: string, on: string, severity?: Severity];

/** The specification of one check. Its unreadable case is tried for every input it needs, by the catalogue test. */
export interface CheckCases {
  readonly fires: readonly (SmallCluster & { readonly expect: readonly Expected[] })[];
  /** Near misses: like a fault, but none. */
  readonly passes: readonly SmallCluster[];
  readonly notApplicable?: readonly SmallCluster[];
  readonly unknown?: readonly SmallCluster[];
}
