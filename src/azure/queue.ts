import type { TokenCredential } from '@azure/identity';
import { QueueClient } from '@azure/storage-queue';
import type { Queue } from '../jobs/ports.ts';
import { jobQueue, keptQueue, poisonQueue } from '../model/queues.ts';
import type { StorageSettings } from '../settings/settings.ts';
import { inParallel } from './in-parallel.ts';
import { codeOf, storageError, TooBigError } from './storage-error.ts';

/** About how many messages wait. */
export interface QueueDepth {
  readonly jobs: number;
  readonly poison: number;
  readonly kept: number;
}

/** The queue of jobs, and what the status page tells of it. */
export interface JobQueue extends Queue {
  /** A queue that does not exist yet holds none. */
  depth(): Promise<QueueDepth>;
}

/** Milliseconds that one operation may take with all its retries. */
const operationMs = 10_000;

/** Requests at once. */
const width = 16;

/** Of JSON: in base64 it is a third more, and the service takes 64 KiB. */
const mostBytes = 48 * 1024;

const mostDelay = 7 * 86_400;

/**
 * The queues of the storage account; `credential` where they are reached by identity. Makes the clients and asks nothing
 * yet. Messages are base64 of JSON, as the Functions host expects them by default. Throws StorageError, and TooBigError
 * before anything is sent.
 */
export function jobQueueOf(settings: StorageSettings, credential?: TokenCredential): JobQueue {
  const client = (name: string) => queueClient(settings, credential, name);
  const [jobs, poison, kept] = [client(jobQueue), client(poisonQueue), client(keptQueue)];
  const run = <T>(does: string, queue: QueueClient, ask: (limit: Limit) => Promise<T>): Promise<T> =>
    ask({ abortSignal: AbortSignal.timeout(operationMs) }).catch((error: unknown) => {
      if (isMissing(error)) throw error;
      const attempt = `${does} the queue ${queue.name}`;
      throw storageError(error, { does: attempt, by: settings.by, role: 'Storage Queue Data Contributor' });
    });
  const put = async (queue: QueueClient, message: string, times: Times) => {
    const send = () => run('write to', queue, (limit) => queue.sendMessage(message, { ...limit, ...times }));
    await send().catch(async (error: unknown) => {
      if (!isMissing(error)) throw error;
      await run('create', queue, (limit) => queue.createIfNotExists(limit));
      await send();
    });
  };
  const count = (queue: QueueClient) =>
    run(
      'read',
      queue,
      async (limit) => (await queue.getProperties(limit)).approximateMessagesCount ?? 0,
    ).catch((error: unknown) => {
      if (isMissing(error)) return 0;
      throw error;
    });
  return {
    send: async (toSend, delaySeconds = 0) => {
      const messages = toSend.map((job) => encoded(JSON.stringify(job), `The job ${job.id} (${job.do})`));
      const times = delayed(delaySeconds);
      await inParallel(messages, width, (message) => put(jobs, message, times));
    },
    keep: async (message) =>
      put(kept, encoded(message, 'A message that is to be kept'), { messageTimeToLive: -1 }),
    depth: async () => {
      const [ofJobs, ofPoison, ofKept] = await Promise.all([count(jobs), count(poison), count(kept)]);
      return { jobs: ofJobs, poison: ofPoison, kept: ofKept };
    },
  };
}

type Limit = { readonly abortSignal: AbortSignal };
type Times = { readonly visibilityTimeout?: number; readonly messageTimeToLive: number };

/** The SDK's client of one queue; asks nothing yet. */
export function queueClient(
  settings: StorageSettings,
  credential: TokenCredential | undefined,
  name: string,
): QueueClient {
  const options = { retryOptions: { maxTries: 4, retryDelayInMs: 200, maxRetryDelayInMs: 2_000 } };
  if (settings.by === 'connectionString') return new QueueClient(settings.connectionString, name, options);
  if (credential === undefined) throw new Error('Queues reached by identity need a credential.');
  return new QueueClient(`${settings.queueUrl.replace(/\/$/, '')}/${name}`, credential, options);
}

function isMissing(error: unknown): boolean {
  return codeOf(error) === 'QueueNotFound';
}

function encoded(message: string, what: string): string {
  const bytes = Buffer.from(message);
  if (bytes.length > mostBytes) {
    const kib = Math.ceil(bytes.length / 1024);
    throw new TooBigError(
      `${what} is too large for the queue: ${kib} KiB, of at most ${mostBytes / 1024} KiB.`,
    );
  }
  return bytes.toString('base64');
}

/** A message must not expire before it can be seen: it has the usual seven days from then on. */
function delayed(seconds: number): Times {
  if (!(seconds <= mostDelay)) throw new RangeError(`A job can wait seven days at most, not ${seconds} s.`);
  const visibilityTimeout = Math.max(0, Math.ceil(seconds));
  return { visibilityTimeout, messageTimeToLive: visibilityTimeout + mostDelay };
}
