import { compareReports } from '../engine/compare-reports.ts';
import type { DigestPartJob } from '../model/job.ts';
import type { Report } from '../model/report.ts';
import { resourceKey } from '../model/resource-id.ts';
import { digestKey } from './digest-key.ts';
import { saveUnlessTooBig } from './file-report.ts';
import type { Ports, SavedReport } from './ports.ts';
import { alreadyPosted } from './post-once.ts';

/**
 * Saves the report of a cluster for a round, compared with what the last digest told of it. A report that was judged
 * for a digest that nobody read, or that came after its deadline, is no baseline: its findings are still news.
 */
export async function saveForDigest(ports: Ports, job: DigestPartJob, report: Report): Promise<SavedReport> {
  const id = job.cluster.resourceId;
  const judgedLast = await ports.reports.saved(id, 'digest');
  if (judgedLast?.jobId === job.id) return judgedLast;
  const baseline = await toldOf(ports, id, judgedLast);
  const next: SavedReport = {
    jobId: job.id,
    round: job.round,
    report,
    ...(baseline === undefined ? {} : { changes: compareReports(baseline.report, report) }),
  };
  const standing = await saveUnlessTooBig(ports, id, 'digest', next, judgedLast);
  return standing?.jobId === job.id ? standing : next;
}

/** What the last digest told of a cluster; moved on here when the last judged one was told since. */
async function toldOf(
  ports: Ports,
  id: string,
  judgedLast: SavedReport | undefined,
): Promise<SavedReport | undefined> {
  const told = await ports.reports.saved(id, 'told');
  if (judgedLast?.round === undefined || judgedLast.jobId === told?.jobId) return told;
  if (!(await wasTold(ports, judgedLast.round, id))) return told;
  await saveUnlessTooBig(ports, id, 'told', judgedLast, told);
  return judgedLast;
}

async function wasTold(ports: Ports, round: string, id: string): Promise<boolean> {
  const fixed = await ports.rounds.fixed(round);
  return fixed?.has(resourceKey(id)) === true && (await alreadyPosted(ports, digestKey(round))) !== undefined;
}
