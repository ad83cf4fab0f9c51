import type { FactName, Facts } from './facts.ts';
import type { ObjectRef, RemedyIntent } from './remedy.ts';
import type { InputName, Inputs } from './snapshot.ts';

/** Areas of the catalogue in the order of their digit. */
export const areas = [
  'tool',
  'control-plane',
  'admission',
  'certificates',
  'mesh-config',
  'injection',
  'data-plane',
  'policy',
  'gateway',
  'lifecycle',
] as const;

/** Area of the catalogue; its place in `areas` is the first digit of the id. */
export type Area = (typeof areas)[number];

/** Severities from worst to mildest. */
export const severities = ['critical', 'error', 'warning', 'info'] as const;

/** How bad it is. `critical`: traffic or pod creation fails now. `info`: a fact worth knowing, not a fault. */
export type Severity = (typeof severities)[number];

/** All that a check may look at. */
export type Sources = Inputs & Facts;

/** Name of an input or a fact. */
export type SourceName = InputName | FactName;

/** Something that is wrong with one object. */
export interface Problem {
  /** Slug that names the kind of problem within its check: tests assert it, fingerprints contain it. */
  readonly what: string;
  readonly on: ObjectRef;
  /** One sentence: what was seen. */
  readonly says: string;
  /** Where it differs from the check's own severity. */
  readonly severity?: Severity;
  /** What to do, in the order to do it. */
  readonly mend?: readonly RemedyIntent[];
}

/** An empty list is healthy. `unknown`: all was read, yet the answer lies elsewhere; the sentence says where. */
export type Verdict = readonly Problem[] | { readonly notApplicable: string } | { readonly unknown: string };

/** What a run may do beyond reading lists, each by its own consent. */
export const tiers = ['deep', 'probe'] as const;

/** One of them: `deep` asks programs in pods, `probe` tries to make a pod. */
export type Tier = (typeof tiers)[number];

/** One check: metadata and a pure judgement over what it declares to read. */
export interface Check<K extends SourceName = SourceName> {
  readonly id: `OSM${number}`;
  /** Kebab-case, as the file is named. */
  readonly name: string;
  readonly area: Area;
  readonly severity: Severity;
  /** A sentence that is true when the check passes. */
  readonly title: string;
  /** A sentence that is true when it fails. */
  readonly failTitle: string;
  /** Why anybody should care, in a line or two. */
  readonly why: string;
  /** What to do in general; findings carry the exact commands. */
  readonly remedy: string;
  /** Where the facts come from: OSM file and version, or a document. */
  readonly source: string;
  /** How whoever means it that way makes the check pass; without it the finding goes only with its cause. */
  readonly accept?: string;
  /**
   * `deep` reads through `pods/proxy`, `probe` tries to make a pod in a dry run: both are off unless asked for, and
   * need rights of their own. Without a tier a check belongs to every run.
   */
  readonly tier?: Tier;
  /** Ids of checks whose failure, where they fail in the same run, explains this one's. */
  readonly explainedBy?: readonly string[];
  /** Points of Microsoft's troubleshooting article that this check covers. */
  readonly article?: readonly number[];
  readonly reads: readonly K[];
  /**
   * Lists among `reads` whose items can be judged one by one: when such a list came only in part the check may
   * still fail on what came. Over any other incomplete list it is unknown, since absence proves nothing there.
   */
  readonly itemwise?: readonly NoInfer<K>[];
  /** Lists among `reads` of kinds that a release or cluster may lack: where discovery has no such kind, they are empty. */
  readonly ifInstalled?: readonly NoInfer<K>[];
  /** A method, so that checks with different `reads` fit one list. */
  run(seen: Pick<Sources, K>, now: Date): Verdict;
}

/** Defines a check; makes using an input that `reads` does not list a compile error. */
export function defineCheck<const K extends SourceName>(check: Check<K>): Check<K> {
  return check;
}
