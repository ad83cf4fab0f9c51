import type { Area, Severity } from './check.ts';
import type { ObjectRef, Remedy } from './remedy.ts';
import type { ClusterRef, ReadProblem, ReadRecord } from './snapshot.ts';

/** A problem with its commands and its identity over runs. */
export interface Finding {
  readonly problem: string;
  readonly severity: Severity;
  readonly on: ObjectRef;
  readonly says: string;
  /** Same cluster, check, problem and object: same fingerprint. */
  readonly fingerprint: string;
  readonly remedies: readonly Remedy[];
}

/**
 * How a check ended. `failed` may carry `unseen` when part of a list did not come. `unknown` could not look.
 * `broken` is a mistake of ours. `unknown` and `broken` never count as healthy.
 */
export type Outcome =
  | { readonly is: 'passed' }
  | { readonly is: 'failed'; readonly findings: readonly Finding[]; readonly unseen?: readonly ReadProblem[] }
  | { readonly is: 'notApplicable'; readonly because: string }
  | { readonly is: 'unknown'; readonly because: readonly ReadProblem[] }
  | { readonly is: 'broken'; readonly error: string };

/** What became of one check. */
export interface Result {
  readonly id: string;
  readonly name: string;
  readonly area: Area;
  readonly severity: Severity;
  readonly title: string;
  readonly failTitle: string;
  /** Checks that failed in this run and explain why this one did: what they suggest comes first. */
  readonly explainedBy?: readonly string[];
  readonly outcome: Outcome;
}

/** The answer to "is my mesh healthy". */
export type State = 'failing' | 'unknown' | 'degraded' | 'healthy';

/** One run over one cluster. */
export interface Report {
  readonly cluster: ClusterRef & { readonly kubernetesVersion?: string; readonly osmVersion?: string };
  /** The one namespace that was looked at, if not the whole cluster. */
  readonly namespace?: string;
  readonly takenAt: string;
  readonly durationMs: number;
  readonly state: State;
  /** Checks that saw all that they needed, of those that apply. */
  readonly coverage: { readonly judged: number; readonly total: number };
  readonly counts: Readonly<Record<Outcome['is'], number>>;
  readonly reads: readonly ReadRecord[];
  /** Numbers that later runs compare. */
  readonly measurements: Readonly<Record<string, number>>;
  readonly results: readonly Result[];
}
