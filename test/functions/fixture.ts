import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { type RunningAzurite, startAzurite } from '../../sim/azure/azurite.ts';
import { type RunningHost, type StartHostOptions, startHost } from '../../sim/functions/host.ts';

/** What the fixture app does with a message: fails so often, takes so long. */
export interface Work {
  readonly id: string;
  readonly fails?: number;
  readonly ms?: number;
  readonly failsAsPoison?: boolean;
}

/** Queues of one test, and hosts of the fixture app that work on them. */
export interface Bench {
  readonly work: QueueClient;
  readonly poison: QueueClient;
  send(...work: readonly (Work | string)[]): Promise<void>;
  start(options?: Partial<StartHostOptions>): Promise<RunningHost>;
}

const folder = fileURLToPath(new URL('fixture-app', import.meta.url));

/** One Azurite for the tests of a file; hosts that a test started are ended after it. */
export function fixture(): () => Bench {
  let azurite: RunningAzurite;
  let hosts: RunningHost[] = [];
  beforeAll(async () => {
    azurite = await startAzurite();
  });
  afterEach(async () => {
    await Promise.all(hosts.map((host) => host.kill()));
    hosts = [];
  });
  afterAll(() => azurite?.close());

  return () => {
    const name = `work-${randomUUID()}`.slice(0, 30).replace(/-$/, '');
    const account = QueueServiceClient.fromConnectionString(azurite.connectionString);
    const work = account.getQueueClient(name);
    return {
      work,
      poison: account.getQueueClient(`${name}-poison`),
      async send(...messages) {
        await work.createIfNotExists();
        for (const message of messages) {
          const text = typeof message === 'string' ? message : JSON.stringify(message);
          await work.sendMessage(Buffer.from(text).toString('base64'));
        }
      },
      async start({ env = {}, ...options } = {}) {
        const host = await startHost({
          app: folder,
          env: {
            AzureWebJobsStorage: azurite.connectionString,
            WORK_QUEUE: name,
            TICK_SCHEDULE: '* * * * * *',
            ...env,
          },
          visibilitySeconds: 0,
          ...options,
        });
        hosts.push(host);
        return host;
      },
    };
  };
}

/** The log's lines that match, as the first group. */
export function found(host: RunningHost, pattern: RegExp): string[] {
  return host.logs.flatMap((line) => pattern.exec(line)?.[1] ?? []);
}

/** How many messages a queue holds, seen and hidden. */
export async function depth(queue: QueueClient): Promise<number> {
  return (await queue.getProperties()).approximateMessagesCount ?? 0;
}
