import { compareReports } from '../engine/compare-reports.ts';
import type { FleetCluster } from '../model/fleet.ts';
import type { Asker, Job } from '../model/job.ts';
import type { Judged } from './judge-cluster.ts';
import type { Ports, RunLine, SavedKind, SavedReport } from './ports.ts';

/** What an earlier delivery of this job has saved: the cluster need not be read again. */
export async function savedByThis(
  { reports }: Ports,
  job: Job,
  cluster: FleetCluster,
  kind: SavedKind,
): Promise<SavedReport | undefined> {
  const saved = await reports.saved(cluster.resourceId, kind);
  return saved?.jobId === job.id ? saved : undefined;
}

/**
 * Saves a report with what changed since the one before it. When a delivery of the same job was quicker, that one's is
 * the answer, so that both tell the same.
 */
export async function saveReport(
  { reports, log }: Ports,
  job: Job,
  cluster: FleetCluster,
  kind: SavedKind,
  report: SavedReport['report'],
): Promise<SavedReport> {
  const before = await reports.saved(cluster.resourceId, kind);
  if (before?.jobId === job.id) return before;
  const next: SavedReport = {
    jobId: job.id,
    report,
    ...(before === undefined ? {} : { changes: compareReports(before.report, report) }),
  };
  const standing = await saveUnlessTooBig({ reports, log }, cluster.resourceId, kind, next, before);
  return standing?.jobId === job.id ? standing : next;
}

/** Saves a report; one that is too large to be kept is still an answer. */
export async function saveUnlessTooBig(
  { reports, log }: Pick<Ports, 'reports' | 'log'>,
  id: string,
  kind: SavedKind,
  next: SavedReport,
  before: SavedReport | undefined,
): Promise<SavedReport | undefined> {
  try {
    return await reports.save(id, kind, next, before);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'TooBigError') throw error;
    log.warn(error.message);
    return undefined;
  }
}

/** One line about this run, for the trend. */
export function runLine(job: Job, cluster: FleetCluster, judged: Judged): RunLine {
  const head = { jobId: job.id, cluster: cluster.resourceId, at: job.askedAt, by: nameOfAsker(job.by) };
  if (judged.is === 'closed') return { ...head, because: judged.problem.says };
  const { state, coverage, counts, measurements, durationMs } = judged.report;
  return { ...head, state, coverage, counts, measurements, durationMs };
}

/** Who asked, in a word: a Slack user id, `timer`, or the rule of an alert. */
export function nameOfAsker(by: Asker): string {
  switch (by.is) {
    case 'person':
      return by.user;
    case 'timer':
      return 'timer';
    case 'alert':
      return `alert ${by.rule}`;
  }
}
