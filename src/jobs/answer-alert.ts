import { clustersOfAlert } from '../alerts/clusters-of-alert.ts';
import { findingsOfAlert } from '../alerts/findings-of-alert.ts';
import { alertJobId } from '../alerts/receive-alert.ts';
import type { AlertAnswer } from '../model/alert.ts';
import type { FleetCluster } from '../model/fleet.ts';
import type { AlertJob } from '../model/job.ts';
import { alertMessages } from '../present/alert-message.ts';
import { runLine } from './file-report.ts';
import { judgeCluster } from './judge-cluster.ts';
import { listAnew } from './list-anew.ts';
import type { JobRun, Posted } from './ports.ts';
import { alreadyPosted, postOnce } from './post-once.ts';
import { detailsKey, postThread } from './post-thread.ts';
import { rewrite } from './rewrite.ts';
import { TryAgain } from './try-again.ts';

/** Judges the clusters that an alert is about and says which findings explain it. */
export async function answerAlert(run: JobRun, job: AlertJob): Promise<void> {
  const { ports, options } = run;
  const { alert } = job;
  if (options.alertChannel === undefined)
    return ports.log.warn('An alert came, but OSM_ALERT_CHANNEL is not set.');
  if (await isAnswered(run, job)) return;
  const { clusters, leftOut } = await clustersFor(run, job, options.alertChannel);
  if (clusters.length === 0) {
    return ports.log.warn(
      `Alert "${alert.rule}" is about no cluster that may be told about in its channel: ${alert.targets.slice(0, 3).join(', ')}`,
    );
  }
  const fired = await firedAnswer(run, job);
  const answers = await Promise.all(clusters.map((cluster) => answerFor(run, job, cluster)));
  const messages = alertMessages({ alert, answers, leftOut, now: ports.now() });
  const posting = { key: job.id, notBefore: job.askedAt };
  if (fired === undefined) {
    await postThread(ports, { ...posting, place: { channel: options.alertChannel } }, messages);
    return;
  }
  // The parent says how it is now; what is told in the thread notifies those who follow it.
  // It keeps its key: whoever looks for the note in the thread must not find its parent.
  await rewrite(ports, fired, messages.parent, alertJobId(alert.id, 'Fired'));
  const place = { channel: fired.channel, thread: fired.ts };
  await postOnce(ports, { ...posting, place, message: messages.details ?? messages.parent });
}

/** A fired alert has an answer when its thread has one too. */
async function isAnswered({ ports }: JobRun, { id, alert }: AlertJob): Promise<boolean> {
  const key = alert.condition === 'Fired' ? detailsKey(id) : id;
  return (await alreadyPosted(ports, key)) !== undefined;
}

/** The clusters that an alert is about and that may be told about where alerts are answered. */
async function clustersFor({ ports, options, attempt }: JobRun, { alert }: AlertJob, channel: string) {
  const known = clustersOfAlert(alert, await ports.fleet.list());
  const fleet = known.clusters.length > 0 ? undefined : await listAnew(ports);
  const { clusters, leftOut } = fleet === undefined ? known : clustersOfAlert(alert, fleet);
  if (clusters.length === 0 && fleet !== undefined && fleet.problems.length > 0 && attempt < 4) {
    throw new TryAgain(
      `The cluster of the alert "${alert.rule}" may be among those that could not be listed: ${fleet.problems[0]}`,
    );
  }
  return { clusters: clusters.filter((cluster) => options.mayAnswerIn(channel, cluster)), leftOut };
}

/** How long the answer to a fired alert may take to appear, before its resolution is answered on its own. */
const firedAnswerMs = 180_000;

/** Where a resolved alert was answered when it fired. */
async function firedAnswer({ ports, attempt }: JobRun, { alert }: AlertJob): Promise<Posted | undefined> {
  if (alert.condition === 'Fired') return undefined;
  const fired = await ports.marks.read(alertJobId(alert.id, 'Fired'));
  if (fired?.is === 'posted') return fired.at;
  const age = ports.now().getTime() - Date.parse(alert.firedAt);
  if (attempt < 3 && (fired?.is === 'pending' || age < firedAnswerMs)) {
    throw new TryAgain(`The answer to the fired alert "${alert.rule}" is still on its way.`);
  }
  return undefined;
}

async function answerFor(run: JobRun, job: AlertJob, cluster: FleetCluster): Promise<AlertAnswer> {
  const judged = await judgeCluster(run, cluster);
  await run.ports.reports.addRun(runLine(job, cluster, judged));
  if (judged.is === 'closed') return { cluster, problem: judged.problem };
  return { cluster, report: judged.report, explained: findingsOfAlert(job.alert, judged.report) };
}
