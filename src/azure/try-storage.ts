import { randomUUID } from 'node:crypto';
import type { TokenCredential } from '@azure/identity';
import { jobQueue } from '../model/queues.ts';
import type { StorageSettings } from '../settings/settings.ts';
import { jobQueueOf, type QueueDepth, queueClient } from './queue.ts';
import { codeOf, StorageError, storageError } from './storage-error.ts';
import { tableNames } from './storage-names.ts';
import { timeKey } from './tables/keys.ts';
import { type Table, tableOf } from './tables/table.ts';

/** Where rows are put to try writing: no reader looks there. */
const partition = 'self-check';

/** Milliseconds after which such a row is one that a crash left: nobody tries for so long. */
const leftMs = 3_600_000;

/**
 * Writes a row into each table of the app and takes it away again, with those that others left an hour ago, for clean-up
 * does not find them in each table; makes the tables that are not there yet. Throws StorageError.
 */
export async function tryTables(
  settings: StorageSettings,
  credential: TokenCredential | undefined,
  now: Date,
): Promise<readonly string[]> {
  const names = Object.values(tableNames);
  const tried = await Promise.allSettled(
    names.map((name) => tryTable(tableOf(settings, credential, name), now)),
  );
  for (const one of tried) if (one.status === 'rejected') throw one.reason;
  return names;
}

async function tryTable(table: Table, now: Date): Promise<void> {
  const key = randomUUID();
  const cells = { at: timeKey(now), since: timeKey(now) };
  // Nobody else has this key: where it is taken, a request of ours was tried again that had been done.
  const etag = (await table.create({ partition, key, cells })) ?? '*';
  if (!(await table.remove({ partition, key, etag }))) {
    throw new StorageError(`The row that was written to the table ${table.name} was not there any more.`);
  }
  const before = timeKey(new Date(now.getTime() - leftMs));
  const left = table.pages({ filter: `PartitionKey eq '${partition}' and at lt '${before}'`, only: [] });
  for await (const page of left) for (const row of page) await table.remove(row);
}

/** Seconds for which the message stays: it is hidden for all but the last, so that no job is made of it. */
const staysSeconds = 60;

/** Should somebody take it in that second, it is put aside as no job of ours. */
const nobodysJob = Buffer.from(JSON.stringify(partition)).toString('base64');

/**
 * Puts a hidden message on the queue of jobs and takes it away again; makes the queue when it is not there yet. Gives
 * how many messages wait. Throws StorageError.
 */
export async function tryQueue(
  settings: StorageSettings,
  credential: TokenCredential | undefined,
): Promise<QueueDepth> {
  const queue = queueClient(settings, credential, jobQueue);
  const limit = { abortSignal: AbortSignal.timeout(10_000) };
  const times = { visibilityTimeout: staysSeconds - 1, messageTimeToLive: staysSeconds };
  const send = () => queue.sendMessage(nobodysJob, { ...limit, ...times });
  try {
    const sent = await send().catch(async (error: unknown) => {
      if (codeOf(error) !== 'QueueNotFound') throw error;
      await queue.createIfNotExists(limit);
      return send();
    });
    await queue.deleteMessage(sent.messageId, sent.popReceipt, limit);
  } catch (error) {
    const does = `write to the queue ${jobQueue}`;
    throw storageError(error, { does, by: settings.by, role: 'Storage Queue Data Contributor' });
  }
  return jobQueueOf(settings, credential).depth();
}
