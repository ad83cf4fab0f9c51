import type { Severity } from './check.ts';
import type { ObjectRef } from './remedy.ts';
import type { State } from './report.ts';

/** A finding, reduced to what a comparison tells of it. */
export interface ComparedFinding {
  readonly id: string;
  readonly failTitle: string;
  readonly severity: Severity;
  readonly on: ObjectRef;
  readonly says: string;
  readonly fingerprint: string;
}

/**
 * What changed between two reports of one cluster. A finding is `fixed` only when its check could look again and did
 * not find it; when the check could not look, it is `unseen`. Where the same check now finds something else on the same
 * object, the one goes on as the other, which is told alone: `worse` or `still`. `info` findings take no part.
 */
export interface Comparison {
  /** RFC 3339: when the earlier report was taken. */
  readonly since: string;
  readonly stateWas: State;
  readonly appeared: readonly ComparedFinding[];
  readonly fixed: readonly ComparedFinding[];
  /** Still there, with a higher severity. */
  readonly worse: readonly ComparedFinding[];
  /** Still there, with the same or a lower severity. */
  readonly still: readonly ComparedFinding[];
  readonly unseen: readonly ComparedFinding[];
}
