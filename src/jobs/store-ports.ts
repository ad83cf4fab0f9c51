import type { Comparison } from '../model/comparison.ts';
import type { Round, RoundPart } from '../model/digest.ts';
import type { Report } from '../model/report.ts';
import type { Posted } from './ports.ts';

/** Where posting under a key stands. `pending`: somebody began at `since` and has not told how it ended. */
export type Mark =
  | { readonly is: 'posted'; readonly at: Posted }
  | { readonly is: 'pending'; readonly since: string };

/** What came of a claim: one caller gets it, others see the mark that stands. `after` is the mark that was taken over. */
export type Claim =
  | { readonly is: 'mine'; readonly after?: Mark; readonly etag: string }
  | { readonly is: 'taken'; readonly mark: Mark };

/** Marks of what was posted, one a key. */
export interface Marks {
  read(key: string): Promise<Mark | undefined>;
  /**
   * Takes the right to post: of several at once exactly one gets it. Takes over a pending mark that was begun more than
   * `leaseMs` ago. A claim in hand is fresh: one that took seconds to get is given back, which throws.
   */
  claim(key: string, leaseMs: number, now: () => Date): Promise<Claim>;
  /** Records where the message stands. */
  record(key: string, at: Posted, now: Date): Promise<void>;
  /** Gives a claim back after a refusal. */
  release(key: string, etag: string): Promise<void>;
}

/** The report of a cluster that later ones are compared with, and the job that made it. */
export interface SavedReport {
  readonly jobId: string;
  readonly report: Report;
  /** Against the one that it was compared with. */
  readonly changes?: Comparison;
  /** The round of digests that it was judged for. */
  readonly round?: string;
}

/**
 * `latest`: of any full run. `digest`: of the last round that judged the cluster, whether or not its digest was posted.
 * `told`: of the last digest that stands in the chat and tells of the cluster.
 */
export type SavedKind = 'latest' | 'digest' | 'told';

/** A run in one line, for the trend. */
export interface RunLine {
  readonly jobId: string;
  /** ARM id. */
  readonly cluster: string;
  readonly at: string;
  readonly by: string;
  /** Absent when the cluster could not be read. */
  readonly state?: Report['state'];
  readonly because?: string;
  readonly coverage?: Report['coverage'];
  readonly counts?: Report['counts'];
  readonly measurements?: Report['measurements'];
  readonly durationMs?: number;
}

/** Reports and the trend, by ARM id. */
export interface Reports {
  saved(cluster: string, kind: SavedKind): Promise<SavedReport | undefined>;
  /**
   * Saves unless a later one stands, or one of the same job. Answers with the one that stands afterwards. `before` is
   * what `saved` gave: when another came in between, nothing is written and that one is the answer.
   */
  save(
    cluster: string,
    kind: SavedKind,
    next: SavedReport,
    before: SavedReport | undefined,
  ): Promise<SavedReport>;
  /** The same job writes the same line. */
  addRun(line: RunLine): Promise<void>;
  /** Latest first. */
  runs(cluster: string, limit: number): Promise<readonly RunLine[]>;
}

/** Rounds of digests. */
export interface Rounds {
  /** Creates the round; when it exists already, that one is the answer. */
  open(round: Round): Promise<Round>;
  read(id: string): Promise<Round | undefined>;
  /** Files a part; the first for a cluster stays. */
  file(round: string, part: RoundPart): Promise<void>;
  /** ARM ids, as keys (`resourceKey`), of the clusters whose part is filed. */
  filed(round: string): Promise<ReadonlySet<string>>;
  parts(round: string): Promise<readonly RoundPart[]>;
  /**
   * Fixes which clusters the digest tells of, by their keys: whoever comes first decides, and everybody gets that
   * answer. A part that is filed later is not told.
   */
  fix(round: string, keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** What was fixed, if it was. */
  fixed(round: string): Promise<ReadonlySet<string> | undefined>;
  /** The round opened last. */
  last(): Promise<Round | undefined>;
}

/** A check that is running, as others see it who would start the same. */
export interface RunningCheck {
  readonly jobId: string;
  /** RFC 3339. */
  readonly since: string;
  readonly by: string;
}

/** Checks that are running, one a key. */
export interface Running {
  /** Enters a check unless another one was entered after `staleBefore`; answers with the one that stands. */
  begin(key: string, check: RunningCheck, staleBefore: Date): Promise<RunningCheck>;
  /** Takes it out again; another job's entry stays. */
  end(key: string, jobId: string): Promise<void>;
}

/** A line of the audit: who asked what, from where, about which cluster. */
export interface AuditLine {
  readonly jobId: string;
  readonly at: string;
  readonly by: string;
  readonly team?: string;
  readonly channel?: string;
  readonly asked: string;
  readonly cluster?: string;
}

/** Kept for the security reviewer. */
export interface Audit {
  add(line: AuditLine): Promise<void>;
}

/** Deletes rows that are older. */
export type CleanUp = (before: Date) => Promise<number>;
