import { clustersMessage } from '../commands/ask/clusters-answer.ts';
import { configAnswer, configInputs } from '../commands/ask/config-answer.ts';
import { explainMessage } from '../commands/ask/explain-answer.ts';
import { helpMessage } from '../commands/ask/help-answer.ts';
import { namespacesAnswer, namespacesInputs } from '../commands/ask/namespaces-answer.ts';
import type { Told } from '../model/asked.ts';
import type { Fleet, FleetCluster } from '../model/fleet.ts';
import type { TellJob } from '../model/job.ts';
import type { Message } from '../model/message.ts';
import type { ClusterSnapshot, InputName } from '../model/snapshot.ts';
import { accessMessage } from '../present/access-message.ts';
import type { ReportFile } from '../present/report-file.ts';
import { wholeReport } from '../present/whole-report.ts';
import { findNamed } from './find-named.ts';
import { judgeCluster, wishOf } from './judge-cluster.ts';
import type { JobRun, RunLine } from './ports.ts';

/** What to say, and to whom. */
export interface Said {
  readonly is: 'said';
  readonly messages: readonly Message[];
  readonly seenBy: 'caller' | 'thread';
}

/** The answer to what somebody asked for. A file is for a thread: everybody there sees it. */
export type Reply = Said | ({ readonly is: 'file' } & ReportFile);

/** The answer to anything but a check. */
export async function replyTo(run: JobRun, job: TellJob): Promise<Reply> {
  const { asked } = job;
  const inThread = job.answerTo.thread === undefined ? 'caller' : 'thread';
  switch (asked.is) {
    case 'help':
      return toCaller(helpMessage({ clusters: namesOf(await fleetHere(run, job)) }));
    case 'explain':
      return toCaller(explainMessage(asked.topic));
    case 'clusters':
      return toCaller(await clustersReply(run, job));
    case 'namespaces':
      return withCluster(run, job, asked.cluster, async (cluster) =>
        toCaller(
          await aboutSnapshot(run, job, cluster, namespacesInputs, (seen) =>
            namespacesAnswer(seen, run.ports.now()),
          ),
        ),
      );
    case 'config':
      return withCluster(run, job, asked.cluster, async (cluster) => ({
        is: 'said',
        messages: [
          await aboutSnapshot(run, job, cluster, configInputs, (seen) =>
            configAnswer(seen, asked.key, asked.value),
          ),
        ],
        seenBy: inThread,
      }));
    case 'showAll':
      return withCluster(run, job, asked.cluster, (cluster) =>
        wholeReply(run, job, cluster, asked, inThread),
      );
  }
}

function toCaller(message: Message): Said {
  return { is: 'said', messages: [message], seenBy: 'caller' };
}

async function withCluster(
  run: JobRun,
  job: TellJob,
  words: string | undefined,
  reply: (cluster: FleetCluster) => Promise<Reply>,
): Promise<Reply> {
  const named = await findNamed(run, words ?? '', job.answerTo);
  return named.is === 'cluster' ? reply(named.cluster) : toCaller(named.message);
}

async function aboutSnapshot(
  { ports, options }: JobRun,
  job: TellJob,
  cluster: FleetCluster,
  inputs: ReadonlySet<InputName>,
  answer: (snapshot: ClusterSnapshot) => Message,
): Promise<Message> {
  const reading = await ports.fleet.read(cluster, { inputs, budgetMs: options.budgetMs });
  if (reading.is === 'read') return answer(reading.snapshot);
  return accessMessage({ cluster: cluster.name, problem: reading.problem, by: job.by });
}

/** The clusters that may be named where the answer goes. */
async function fleetHere({ ports, options }: JobRun, job: TellJob): Promise<Fleet> {
  const fleet = await ports.fleet.list();
  const clusters = fleet.clusters.filter((cluster) => options.mayAnswerIn(job.answerTo.channel, cluster));
  return { ...fleet, clusters };
}

function namesOf({ clusters }: Fleet): string[] {
  return clusters.map(({ name }) => name);
}

/** Clusters whose last run is looked up: beyond them the list is cut anyway. */
const mostRuns = 50;

async function clustersReply(run: JobRun, job: TellJob): Promise<Message> {
  const { ports } = run;
  const fleet = await fleetHere(run, job);
  const entries = await Promise.all(
    fleet.clusters.slice(0, mostRuns).map(async ({ resourceId }) => {
      const [last] = await ports.reports.runs(resourceId, 1);
      return [resourceId, last] as const;
    }),
  );
  const seen = entries.filter((entry): entry is readonly [string, RunLine] => entry[1] !== undefined);
  return clustersMessage({ fleet, lastRuns: new Map(seen), now: ports.now() });
}

/** A saved report older than this is not shown as how things are. */
const staleMs = 3_600_000;

/** The latest report, which says when it was taken; judged again when there is none or it is old. */
async function wholeReply(
  run: JobRun,
  job: TellJob,
  cluster: FleetCluster,
  asked: Extract<Told, { readonly is: 'showAll' }>,
  seenBy: Said['seenBy'],
): Promise<Reply> {
  const { ports } = run;
  const wish = wishOf(asked);
  const whole = wish.checks === undefined && wish.namespace === undefined;
  const saved = whole ? await ports.reports.saved(cluster.resourceId, 'latest') : undefined;
  const fresh = saved !== undefined && ports.now().getTime() - Date.parse(saved.report.takenAt) < staleMs;
  const judged = !fresh
    ? await judgeCluster(run, cluster, wish)
    : ({ is: 'judged', report: saved.report } as const);
  if (judged.is === 'closed') {
    const message = accessMessage({ cluster: cluster.name, problem: judged.problem, by: job.by });
    return { is: 'said', messages: [message], seenBy };
  }
  const all = wholeReport(judged.report);
  if ('messages' in all) return { is: 'said', messages: all.messages, seenBy };
  // Nobody can be shown a file alone: outside of a thread the whole channel would see it.
  return seenBy === 'thread' ? { is: 'file', ...all } : toCaller(all.instead);
}
