import type { Running, RunningCheck } from '../../jobs/ports.ts';
import { StorageError } from '../storage-error.ts';
import { encodeKey, timeKey } from './keys.ts';
import type { Row, StoredRow, Table } from './table.ts';

/** How often a check is entered anew when the row changes under its hands. */
const tries = 5;

/** Checks that are running, in a table: a row a key, in the one partition `running`. Clean-up goes by `since`. */
export function runningIn(table: Table): Running {
  const place = (key: string) => ({ partition: 'running', key: encodeKey(key) });
  return {
    begin: async (key, check, staleBefore) => {
      const row: Row = { ...place(key), cells: { ...check, since: timeKey(check.since) } };
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const found = await table.get('running', encodeKey(key));
        const standing = checkOf(found);
        if (standing !== undefined && Date.parse(standing.since) >= staleBefore.getTime()) return standing;
        const etag = found === undefined ? await table.create(row) : await table.replace(row, found.etag);
        if (etag !== undefined) return check;
      }
      throw new StorageError(
        `A check could not be entered in the table ${table.name}: it changes all the time.`,
      );
    },
    end: async (key, jobId) => {
      const found = await table.get('running', encodeKey(key));
      if (found !== undefined && checkOf(found)?.jobId === jobId)
        await table.remove({ ...place(key), etag: found.etag });
    },
  };
}

function checkOf(row: StoredRow | undefined): RunningCheck | undefined {
  if (row === undefined) return undefined;
  const { jobId, since, by } = row.cells;
  return { jobId: String(jobId), since: String(since), by: String(by) };
}
