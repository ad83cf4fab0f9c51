import { checks } from '../checks/index.ts';
import { neededInputs } from '../engine/needed-inputs.ts';
import type { FleetCluster } from '../model/fleet.ts';
import type { CheckJob } from '../model/job.ts';
import type { Message } from '../model/message.ts';
import { resourceKey } from '../model/resource-id.ts';
import { accessMessage } from '../present/access-message.ts';
import { checkMessage } from '../present/check-message.ts';
import { joinedMessage, progressMessage } from '../present/progress-message.ts';
import { nameOfAsker, runLine, savedByThis, saveReport } from './file-report.ts';
import { findNamed } from './find-named.ts';
import { judgeCluster, type Wish, wishOf } from './judge-cluster.ts';
import type { JobRun, Posted, RunningCheck } from './ports.ts';
import { alreadyPosted, type Posting, postOnce, toAsker } from './post-once.ts';
import { areaProgress, type Progress, progressAt, progressIn, progressKey } from './progress.ts';
import { rewrite } from './rewrite.ts';

/** A second wish for a check that began less than this ago joins it. */
const joinMs = 60_000;

/**
 * Judges the cluster that somebody named: one message in the channel, which tells how far it is and then turns into the
 * answer. What is about the words alone is told to the person alone.
 */
export async function checkCluster(run: JobRun, job: CheckJob): Promise<void> {
  const { ports } = run;
  if ((await alreadyPosted(ports, job.id)) !== undefined) return;
  const named = await findNamed(run, job.cluster, job.answerTo);
  if (named.is === 'none') return tellWhyNot(run, job, named.message);
  const { cluster } = named;
  const key = runningKey(job, cluster);
  const now = ports.now();
  const mine = { jobId: job.id, since: now.toISOString(), by: nameOfAsker(job.by) };
  const running = await ports.running.begin(key, mine, new Date(now.getTime() - joinMs));
  if (await answersThisToo(run, job, running)) {
    return tellAsker(run, job, joinedMessage({ cluster: cluster.name, ...running }));
  }
  await answer(run, job, cluster);
  await ports.running.end(key, job.id);
}

/** The same wish, answered in the same place: an answer in another thread is none. */
function runningKey({ answerTo, only, namespace }: CheckJob, cluster: FleetCluster): string {
  const { channel, thread } = answerTo;
  return JSON.stringify([channel, thread, resourceKey(cluster.resourceId), only, namespace]);
}

/** Whether the check that stands as running is another one, whose answer is still to come and will do for this too. */
async function answersThisToo({ ports }: JobRun, job: CheckJob, running: RunningCheck): Promise<boolean> {
  if (running.jobId === job.id) return false;
  // Nobody else turns this one's own progress into an answer, should it stand there.
  if ((await ports.marks.read(progressKey(job))) !== undefined) return false;
  // Whoever has answered, or has failed for good, says nothing more.
  return (await alreadyPosted(ports, running.jobId)) === undefined;
}

/** To the person alone, unless the cluster was found before: then it takes the place of the progress that stands. */
async function tellWhyNot(run: JobRun, job: CheckJob, message: Message): Promise<void> {
  const at = await progressAt(run.ports, job);
  return at === undefined ? tellAsker(run, job, message) : finish(run, job, at, message);
}

/** To the person alone; where nobody typed it, to the place of the answer. */
async function tellAsker({ ports }: JobRun, job: CheckJob, message: Message): Promise<void> {
  const posting: Posting = { key: job.id, place: job.answerTo, message, notBefore: job.askedAt };
  await postOnce(ports, { ...posting, ...toAsker(job.by, 'caller') });
}

async function answer(run: JobRun, job: CheckJob, cluster: FleetCluster): Promise<void> {
  const { ports } = run;
  const wish = wishOf(job);
  const selected = wish.checks ?? checks;
  const messageFor = (areas: Parameters<typeof progressMessage>[0]['areas']) =>
    progressMessage({ cluster: cluster.name, by: job.by, areas });
  const { tiers } = run.options;
  const nothingYet = areaProgress(selected, tiers, [...neededInputs(selected, tiers)]);
  const at = await postOnce(ports, {
    key: progressKey(job),
    place: job.answerTo,
    message: messageFor(nothingYet),
    notBefore: job.askedAt,
  });
  const progress = at === undefined ? undefined : progressIn(run, job, at, messageFor, selected);
  const message = await messageAbout(run, job, cluster, wish, progress).finally(() => progress?.stop());
  await finish(run, job, at, message);
}

/**
 * Puts the answer in the place of the progress. Where that is gone it is posted anew; where the bot may not post at
 * all, it goes the way by which the command came.
 */
export async function finish(
  { ports }: JobRun,
  job: CheckJob,
  at: Posted | undefined,
  message: Message,
): Promise<void> {
  const standing = await alreadyPosted(ports, job.id);
  if (standing !== undefined) {
    // A worker that was given up on may come late. What stands is the answer, unless its progress stands beside it.
    if (at !== undefined && at.ts !== standing.ts) await rewrite(ports, at, message, job.id);
    return;
  }
  if (at !== undefined && (await rewrite(ports, at, message, job.id))) {
    await ports.marks.record(job.id, at, ports.now());
    return;
  }
  const posting: Posting = { key: job.id, place: job.answerTo, message, notBefore: job.askedAt };
  const posted = at === undefined ? undefined : await postOnce(ports, posting);
  if (posted === undefined) await postOnce(ports, { ...posting, ...toAsker(job.by, 'everybody') });
}

async function messageAbout(
  run: JobRun,
  job: CheckJob,
  cluster: FleetCluster,
  wish: Wish,
  progress: Progress | undefined,
): Promise<Message> {
  const { ports } = run;
  const whole = wish.checks === undefined && wish.namespace === undefined;
  const before = whole ? await savedByThis(ports, job, cluster, 'latest') : undefined;
  if (before !== undefined) return checkMessage({ ...before, by: job.by, now: ports.now() });
  const judged = await judgeCluster(
    run,
    cluster,
    progress === undefined ? wish : { ...wish, onRead: progress.onRead },
  );
  if (whole) await ports.reports.addRun(runLine(job, cluster, judged));
  if (judged.is === 'closed') {
    return accessMessage({ cluster: cluster.name, problem: judged.problem, by: job.by });
  }
  const saved = whole
    ? await saveReport(ports, job, cluster, 'latest', judged.report)
    : { report: judged.report };
  return checkMessage({ ...saved, by: job.by, now: ports.now() });
}
