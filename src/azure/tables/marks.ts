import { createHash, randomUUID } from 'node:crypto';
import type { Claim, Mark, Marks } from '../../jobs/ports.ts';
import { StorageError } from '../storage-error.ts';
import { encodeKey, timeKey } from './keys.ts';
import type { Cells } from './packing.ts';
import type { Row, StoredRow, Table } from './table.ts';

/** How often a claim looks again when the mark changes under its hands. */
const tries = 10;

/** Marks in a table. A mark is spread over partitions by its key; clean-up goes by `at`. */
export function marksIn(table: Table): Marks {
  const read = (key: string) => {
    const { partition, key: row } = place(key);
    return table.get(partition, row);
  };
  return {
    read: async (key) => markOf(await read(key)),
    claim: async (key, now, staleBefore) => {
      // The SDK asks again when an answer is lost: the name of the claim tells that what stands there is its own.
      const claim = randomUUID();
      const row: Row = { ...place(key), cells: { is: 'pending', at: timeKey(now), claim } };
      let after: Mark | undefined;
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const found = await read(key);
        const mark = markOf(found);
        if (found?.cells['claim'] === claim) return mine(found.etag, after);
        if (mark !== undefined && !isStale(mark, staleBefore)) return { is: 'taken', mark };
        after = mark;
        const etag = found === undefined ? await table.create(row) : await table.replace(row, found.etag);
        if (etag !== undefined) return mine(etag, after);
      }
      throw new StorageError(
        `A mark in the table ${table.name} could not be claimed: it changes all the time.`,
      );
    },
    record: (key, at, now) => {
      const cells: Cells = { is: 'posted', at: timeKey(now), channel: at.channel, ts: at.ts };
      return table.put({ ...place(key), cells });
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

function mine(etag: string, after: Mark | undefined): Claim {
  return after === undefined ? { is: 'mine', etag } : { is: 'mine', after, etag };
}

function isStale(mark: Mark, staleBefore: Date): boolean {
  return mark.is === 'pending' && Date.parse(mark.since) < staleBefore.getTime();
}

function markOf(row: StoredRow | undefined): Mark | undefined {
  if (row === undefined) return undefined;
  const { is, at, channel, ts } = row.cells;
  return is === 'posted'
    ? { is: 'posted', at: { channel: String(channel), ts: String(ts) } }
    : { is: 'pending', since: String(at) };
}
