import type { Severity } from './check.ts';
import type { ComparedFinding, Comparison } from './comparison.ts';
import type { Report } from './report.ts';

/** A round of digests: which clusters it is about, and when it closes. */
export interface Round {
  /** The time it was due, RFC 3339 in UTC: two timers that fire for the same time open the same round. */
  readonly id: string;
  readonly openedAt: string;
  readonly deadline: string;
  readonly channel: string;
  readonly clusters: readonly { readonly name: string; readonly resourceId: string }[];
  /** Clusters that are not told about in this channel, by the settings. */
  readonly withheld?: number;
  /** Sentences about what could not be listed, or is listed no more. */
  readonly problems: readonly string[];
}

/** What a report says of a cluster, short enough for a digest. */
export interface ReportSummary {
  readonly takenAt: string;
  readonly state: Report['state'];
  readonly coverage: Report['coverage'];
  readonly osmVersion?: string;
  readonly kubernetesVersion?: string;
  /** Findings by severity. */
  readonly found: Readonly<Record<Severity, number>>;
  /** The worst findings above info, at most ten. */
  readonly worst: readonly ComparedFinding[];
}

/** What one cluster adds to a round. The findings of `changes` are cut to a few; `counts` are whole. */
export type RoundPart = { readonly cluster: { readonly name: string; readonly resourceId: string } } & (
  | {
      readonly is: 'judged';
      readonly summary: ReportSummary;
      /** Absent the first time a cluster is judged. */
      readonly changes?: Comparison;
      readonly changeCounts?: Readonly<Record<'appeared' | 'fixed' | 'worse' | 'still' | 'unseen', number>>;
    }
  /** It could not be read, and why, in a sentence and what to do. */
  | { readonly is: 'unread'; readonly says: string; readonly todo: string }
);
