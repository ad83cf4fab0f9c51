import type { Check, Severity } from '../../model/check.ts';
import type { AccessProblem } from '../../model/fleet.ts';
import type { Report } from '../../model/report.ts';

/** What the exit code says of a run: see `src/cli/exit-codes.ts`. Only `clean` may look green anywhere. */
export type Verdict = 'clean' | 'findings' | 'unreadable' | 'incomplete';

/** What the catalogue says of a check, beside what became of it. */
export type Rule = Pick<
  Check,
  'id' | 'name' | 'area' | 'severity' | 'title' | 'failTitle' | 'why' | 'remedy' | 'source'
>;

/** One cluster in a document. */
export interface Chapter {
  /** What people call the cluster; no two of a document have the same. */
  readonly title: string;
  readonly report: Report;
  readonly verdict: Verdict;
  /** Why it could not be opened; every check of the report is unknown then. */
  readonly closed?: AccessProblem;
}

/** All that a report in a file is made of: one cluster, or a fleet. */
export interface ReportDocument {
  readonly toolVersion: string;
  /** RFC 3339. */
  readonly takenAt: string;
  readonly is: 'cluster' | 'fleet';
  /** Worst first. */
  readonly chapters: readonly Chapter[];
  /** Of the whole run: a fleet is also unreadable when a subscription could not be listed. */
  readonly verdict: Verdict;
  /** Sentences about what kept us from seeing other clusters. */
  readonly problems: readonly string[];
  /** The checks that ran. */
  readonly rules: readonly Rule[];
  readonly failOn: Severity;
  /** Address of the page about a check (`https://…`), where the pages stand somewhere. */
  readonly pageOf?: (id: string) => string;
}

/** Why the fleet may be larger than the document, in sentences; none for one cluster. */
export function unlisted({ is, chapters, problems }: ReportDocument): readonly string[] {
  if (is === 'fleet' && chapters.length + problems.length === 0) return ['No cluster was found.'];
  return problems;
}
