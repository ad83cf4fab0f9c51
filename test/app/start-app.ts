import { fileURLToPath } from 'node:url';
import { QueueServiceClient } from '@azure/storage-queue';
import { type RunningAzurite, startAzurite } from '../../sim/azure/azurite.ts';
import { type RunningAzure, startAzure } from '../../sim/azure/server.ts';
import { type RunningHost, startHost } from '../../sim/functions/host.ts';
import type { HostOptions } from '../../sim/functions/host-options.ts';
import { type EffectCounter, effectCounter, startCountingProxy } from '../../sim/proxy/counting-proxy.ts';
import { type RunningSlack, startSlack } from '../../sim/slack/server.ts';
import type { Job } from '../../src/model/job.ts';
import { jobQueue } from '../../src/model/queues.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Channels of the pretended workspace. */
export const channels = { digest: 'C0DIGEST01', alerts: 'C0ALERTS01', team: 'C0TEAM0001' } as const;

/** The whole app as it is shipped, and everything around it that can be pretended or is real. */
export interface RunningApp {
  readonly azure: RunningAzure;
  readonly slack: RunningSlack;
  /** Counts every effect of the app on storage and chat. */
  readonly counter: EffectCounter;
  /** The host that runs now; another one after `restart`. */
  host(): RunningHost;
  /** Log lines of all hosts that ran. */
  logs(): readonly string[];
  /** Starts a host anew; the one before must have ended. */
  restart(): Promise<void>;
  /** Puts jobs on the queue, as a door does. */
  send(jobs: readonly (Job | string)[]): Promise<void>;
  /** Messages on the queue of jobs, hidden ones too. */
  waiting(queue?: string): Promise<number>;
  close(): Promise<void>;
}

/** What an app is started with. */
export interface AppOptions {
  readonly clusters: Parameters<typeof startAzure>[0]['clusters'];
  readonly slack?: Partial<Parameters<typeof startSlack>[0]>;
  readonly env?: Readonly<Record<string, string>>;
  readonly host?: Partial<HostOptions>;
}

/** Starts everything: pretended Azure, Kubernetes and Slack, real Azurite, the built bundle in the local host. */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const counter = effectCounter();
  const [azurite, azure, slack] = await Promise.all([
    startAzurite(),
    startAzure({ clusters: options.clusters }),
    startSlack({ channels: Object.entries(channels).map(([name, id]) => ({ id, name })), ...options.slack }),
  ]);
  const proxies = await startProxies(azurite, slack, counter);
  const env: Record<string, string> = {
    ...azure.env(),
    ...slack.env(),
    AzureWebJobsStorage: proxies.connectionString,
    SLACK_API_URL: proxies.slackUrl,
    OSM_DIGEST_CHANNEL: channels.digest,
    OSM_ALERT_CHANNEL: channels.alerts,
    OSM_DIGEST_SCHEDULE: '0 0 7 * * *',
    PATH: process.env['PATH'] ?? '',
    ...options.env,
  };
  const hosts: RunningHost[] = [];
  const start = async () => {
    hosts.push(await startHost({ app: root, lockSeconds: 3, visibilitySeconds: 1, ...options.host, env }));
  };
  await start();
  const host = () => {
    const last = hosts.at(-1);
    if (last === undefined) throw new Error('No host was started.');
    return last;
  };
  // Not through the proxy: what a test puts on the queue is no effect of the app.
  const queues = QueueServiceClient.fromConnectionString(azurite.connectionString);
  return {
    azure,
    slack,
    counter,
    host,
    logs: () => hosts.flatMap(({ logs }) => logs),
    restart: start,
    send: async (jobs) => {
      const queue = queues.getQueueClient(jobQueue);
      await queue.createIfNotExists();
      for (const job of jobs) {
        const text = typeof job === 'string' ? job : JSON.stringify(job);
        await queue.sendMessage(Buffer.from(text).toString('base64'));
      }
    },
    waiting: async (name = jobQueue) => {
      const queue = queues.getQueueClient(name);
      if (!(await queue.exists())) return 0;
      return (await queue.getProperties()).approximateMessagesCount ?? 0;
    },
    close: async () => {
      await host().kill();
      await Promise.all([azure.close(), slack.close(), azurite.close(), proxies.close()]);
    },
  };
}

async function startProxies(azurite: RunningAzurite, slack: RunningSlack, counter: EffectCounter) {
  const writes = ({ method }: { method: string }) => method !== 'GET' && method !== 'HEAD';
  const originOf = (url: string) => new URL(url).origin;
  const [tables, queues, chat] = await Promise.all([
    startCountingProxy('table', originOf(azurite.tableUrl), counter, writes),
    startCountingProxy('queue', originOf(azurite.queueUrl), counter, writes),
    startCountingProxy('slack', originOf(slack.env()['SLACK_API_URL'] ?? ''), counter, ({ path }) =>
      /\/chat\./.test(path),
    ),
  ]);
  const connectionString = azurite.connectionString
    .replace(originOf(azurite.tableUrl), tables.url)
    .replace(originOf(azurite.queueUrl), queues.url);
  return {
    connectionString,
    slackUrl: (slack.env()['SLACK_API_URL'] ?? '').replace(
      originOf(slack.env()['SLACK_API_URL'] ?? ''),
      chat.url,
    ),
    close: () => Promise.all([tables.close(), queues.close(), chat.close()]),
  };
}

/** Waits until something is so; throws with what was seen last when it does not become so. */
export async function until<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  what: string,
  seconds = 30,
): Promise<T> {
  const end = Date.now() + seconds * 1_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`Not within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What stands in a channel itself, not in its threads. */
export function parentsIn(app: RunningApp, channel: string): string[] {
  return app.slack
    .messages(channel)
    .filter(({ threadTs }) => threadTs === undefined)
    .map(({ text }) => text);
}

/** Waits until nothing comes or goes on the queue any more: what is left waits for its time. */
export async function settled(app: RunningApp, restMs = 4_500): Promise<void> {
  let [count, since] = [-1, Date.now()];
  const look = async () => {
    const now = await app.waiting();
    if (now !== count) [count, since] = [now, Date.now()];
    return Date.now() - since > restMs;
  };
  await until(look, 'the queue to come to rest', 60 + restMs / 1_000);
}
