import { partOf } from '../engine/summarise.ts';
import type { RoundPart } from '../model/digest.ts';
import type { FleetCluster } from '../model/fleet.ts';
import type { DigestPartJob } from '../model/job.ts';
import { resourceKey } from '../model/resource-id.ts';
import { closeIfComplete } from './close-round.ts';
import { saveForDigest } from './digest-baseline.ts';
import { runLine, savedByThis, saveReport } from './file-report.ts';
import { judgeCluster } from './judge-cluster.ts';
import type { JobRun } from './ports.ts';

/**
 * Judges one cluster for a round, files its part, and posts the digest if it was the last. The report is saved before
 * the part is filed, so that a second delivery after a crash finds it and files the same part.
 */
export async function judgeDigestPart(run: JobRun, job: DigestPartJob): Promise<void> {
  const { rounds, log } = run.ports;
  const round = await rounds.read(job.round);
  if (round === undefined)
    return log.warn(`The round ${job.round} is gone; ${job.cluster.name} is not judged.`);
  const filed = await rounds.filed(round.id);
  if (!filed.has(resourceKey(job.cluster.resourceId))) await rounds.file(round.id, await judgePart(run, job));
  await closeIfComplete(run, round);
}

async function judgePart(run: JobRun, job: DigestPartJob): Promise<RoundPart> {
  const { ports } = run;
  const before = await savedByThis(ports, job, job.cluster, 'digest');
  if (before !== undefined) return partOf(job.cluster, before.report, before.changes);
  const cluster = await clusterOf(run, job);
  const judged = await judgeCluster(run, cluster);
  await ports.reports.addRun(runLine(job, cluster, judged));
  if (judged.is === 'closed') {
    const { says, todo } = judged.problem;
    return { cluster: job.cluster, is: 'unread', says, todo };
  }
  const { report } = judged;
  await saveReport(ports, job, cluster, 'latest', report);
  const { changes, ...saved } = await saveForDigest(ports, job, report);
  return partOf(job.cluster, saved.report, changes);
}

/** As the fleet knows it now, or by its id alone when the list has lost it. */
async function clusterOf({ ports }: JobRun, { cluster }: DigestPartJob): Promise<FleetCluster> {
  const { clusters } = await ports.fleet.list();
  const key = resourceKey(cluster.resourceId);
  return clusters.find(({ resourceId }) => resourceKey(resourceId) === key) ?? cluster;
}
