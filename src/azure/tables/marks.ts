import { createHash, randomUUID } from 'node:crypto';
import type { Claim, Mark, Marks } from '../../jobs/ports.ts';
import { StorageError } from '../storage-error.ts';
import { encodeKey, timeKey } from './keys.ts';
import { persist } from './persist.ts';
import type { Row, StoredRow, Table } from './table.ts';

/** How often a claim looks again when the mark changes under its hands. */
const tries = 10;

/** Milliseconds that the write which wins a claim may take: its lease counts from before. */
const freshMs = 5_000;

/** Marks in a table. A mark is spread over partitions by its key; clean-up goes by `at`. */
export function marksIn(table: Table): Marks {
  const read = (key: string) => {
    const { partition, key: row } = place(key);
    return table.get(partition, row);
  };
  return {
    read: async (key) => markOf(await read(key)),
    claim: async (key, leaseMs, now) => {
      // The SDK asks again when an answer is lost: the name of the claim tells that what stands there is its own.
      const claim = randomUUID();
      let before: StoredRow | undefined;
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const found = await read(key);
        if (found?.cells['claim'] === claim) return inHand(table, found, before, now);
        const at = now();
        const mark = markOf(found);
        if (mark !== undefined && !isStale(mark, at.getTime() - leaseMs)) return { is: 'taken', mark };
        before = found;
        const row: Row = { ...place(key), cells: { is: 'pending', at: timeKey(at), claim } };
        const etag = found === undefined ? await table.create(row) : await table.replace(row, found.etag);
        if (etag !== undefined) return inHand(table, { ...row, etag }, before, now);
      }
      throw new StorageError(
        `A mark in the table ${table.name} could not be claimed: it changes all the time.`,
      );
    },
    record: (key, at, now) => {
      const cells = { is: 'posted', at: timeKey(now), channel: at.channel, ts: at.ts };
      return persist((withinMs) => table.put({ ...place(key), cells }, withinMs));
    },
    release: async (key, etag) => {
      await table.remove({ ...place(key), etag });
    },
  };
}

function place(key: string): Omit<Row, 'cells'> {
  const partition = createHash('sha256').update(key).digest('hex').slice(0, 2);
  return { partition, key: encodeKey(key) };
}

/** The claim that was won, unless winning it took so long that its lease would end in the middle of the work. */
async function inHand(
  table: Table,
  won: StoredRow,
  before: StoredRow | undefined,
  now: () => Date,
): Promise<Claim> {
  const { partition, key, etag } = won;
  if (now().getTime() - Date.parse(String(won.cells['at'])) <= freshMs) {
    const after = markOf(before);
    return after === undefined ? { is: 'mine', etag } : { is: 'mine', after, etag };
  }
  // What was taken over must be found again: whoever began it may have posted.
  if (before === undefined) await table.remove(won);
  else
    await table.replace({ partition, key, cells: { is: 'pending', at: String(before.cells['at']) } }, etag);
  throw new StorageError(
    `A mark in the table ${table.name} took too long to claim: the storage account is slow.`,
  );
}

function isStale(mark: Mark, staleBefore: number): boolean {
  return mark.is === 'pending' && Date.parse(mark.since) < staleBefore;
}

function markOf(row: StoredRow | undefined): Mark | undefined {
  if (row === undefined) return undefined;
  const { is, at, channel, ts } = row.cells;
  return is === 'posted'
    ? { is: 'posted', at: { channel: String(channel), ts: String(ts) } }
    : { is: 'pending', since: String(at) };
}
