import { fileURLToPath } from 'node:url';
import { QueueServiceClient } from '@azure/storage-queue';
import { type RunningAzurite, startAzurite } from '../../sim/azure/azurite.ts';
import { type RunningAzure, startAzure } from '../../sim/azure/server.ts';
import { type RunningHost, startHost } from '../../sim/functions/host.ts';
import type { HostOptions } from '../../sim/functions/host-options.ts';
import { type EffectCounter, effectCounter, startCountingProxy } from '../../sim/proxy/counting-proxy.ts';
import { type RunningSlack, startSlack } from '../../sim/slack/server.ts';
import type { SlackMessage } from '../../sim/slack/workspace.ts';
import type { Job } from '../../src/model/job.ts';
import { object } from '../../src/model/json.ts';
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
  /** The environment that every host is started with. */
  env(): Readonly<Record<string, string>>;
  /** The host that was started last. */
  host(): RunningHost;
  /** Log lines of all hosts that ran. */
  logs(): readonly string[];
  /** Starts one more host over the same storage; those before go on unless they were ended. */
  start(more?: Partial<HostOptions>): Promise<RunningHost>;
  /** Puts jobs on the queue, as a door does. */
  send(jobs: readonly (Job | string)[]): Promise<void>;
  /** Takes what can be seen on the queue of jobs, as text: nobody else gets it any more. */
  take(): Promise<string[]>;
  /** Messages on the queue of jobs, hidden ones too. */
  waiting(queue?: string): Promise<number>;
  /** Messages there that wait for the deadline of a digest. */
  closing(): number;
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
    OSM_CHAT_SECONDS: '1',
    PATH: process.env['PATH'] ?? '',
    ...options.env,
  };
  const hosts: RunningHost[] = [];
  const start = async (more: Partial<HostOptions> = {}) => {
    const usual = { app: root, lockSeconds: 3, visibilitySeconds: 1 };
    const started = await startHost({ ...usual, ...options.host, ...more, env });
    hosts.push(started);
    return started;
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
    env: () => env,
    host,
    logs: () => hosts.flatMap(({ logs }) => logs),
    start,
    send: async (jobs) => {
      const queue = queues.getQueueClient(jobQueue);
      await queue.createIfNotExists();
      for (const job of jobs) {
        const text = typeof job === 'string' ? job : JSON.stringify(job);
        await queue.sendMessage(Buffer.from(text).toString('base64'));
      }
    },
    take: async () => {
      const queue = queues.getQueueClient(jobQueue);
      const texts: string[] = [];
      for (;;) {
        const { receivedMessageItems: taken } = await queue.receiveMessages({ numberOfMessages: 32 });
        if (taken.length === 0) return texts;
        for (const { messageId, popReceipt, messageText } of taken) {
          await queue.deleteMessage(messageId, popReceipt);
          texts.push(Buffer.from(messageText, 'base64').toString());
        }
      }
    },
    closing: () => counter.effects.filter(({ what, query }) => isPut(what) && delayOf(query) > 60).length,
    waiting: async (name = jobQueue) => {
      const queue = queues.getQueueClient(name);
      if (!(await queue.exists())) return 0;
      return (await queue.getProperties()).approximateMessagesCount ?? 0;
    },
    close: async () => {
      await Promise.all(hosts.map((one) => one.kill()));
      await Promise.all([azure.close(), slack.close(), azurite.close(), proxies.close()]);
    },
  };
}

const isPut = (what: string) => /^POST queue .*\/osm-jobs\/messages$/.test(what);
/** Seconds for which a message that is put on a queue stays hidden. */
const delayOf = (query: string) => Number(new URLSearchParams(query).get('visibilitytimeout'));

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
  slack.setPublicUrl(chat.url);
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

/** Waits until something is so; throws when it does not become so, also when looking itself never ends. */
export async function until<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  what: string,
  seconds = 30,
): Promise<T> {
  const late = AbortSignal.timeout(seconds * 1_000);
  const error = () => new Error(`Not within ${seconds} s: ${what}`);
  const ended = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () => reject(error()));
  });
  for (;;) {
    const seen = await Promise.race([look(), ended]);
    if (seen !== undefined && seen !== false) return seen;
    if (late.aborted) throw error();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What stands in a channel under a key of the app, as in the metadata of the message. */
export function postedUnder(app: RunningApp, channel: string, key: string): SlackMessage[] {
  return app.slack
    .messages(channel)
    .filter(({ metadata }) => object(object(metadata)['event_payload'])['key'] === key);
}

/** What stands in a channel itself, not in its threads. */
export function parentsIn(app: RunningApp, channel: string): string[] {
  return app.slack
    .messages(channel)
    .filter(({ threadTs }) => threadTs === undefined)
    .map(({ text }) => text);
}

/** Waits until every job is done: only those are left that wait for the deadline of a digest. */
export async function settled(app: RunningApp, seconds = 60): Promise<void> {
  let since = Date.now();
  const look = async () => {
    if ((await app.waiting()) > app.closing()) since = Date.now();
    // What runs without a message any more, after another one has done its work, gets time to do harm.
    return Date.now() - since > 400;
  };
  await until(look, 'the queue to be empty but for closing jobs', seconds);
}
