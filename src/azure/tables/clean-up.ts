import type { CleanUp } from '../../jobs/ports.ts';
import { inParallel } from '../in-parallel.ts';
import { latestFirstKey, timeKey } from './keys.ts';
import type { StoredRow, Table } from './table.ts';

/** The tables that clean-up goes through; reports are not among them. */
export interface CleanedTables {
  readonly runs: Table;
  readonly rounds: Table;
  readonly marks: Table;
  readonly audit: Table;
  readonly running: Table;
}

/** Rows that one transaction takes. */
const batchSize = 100;

/** Milliseconds after which a check that was entered does not run any more: no job takes so long. */
const dayMs = 86_400_000;

/** Requests at once. */
const width = 8;

/**
 * Deletes page by page what is older, each table by the time that its rows carry: runs by when they were asked for,
 * rounds by when they were due, audit lines by theirs, marks by when they were last written. Running checks that
 * their jobs left behind go after a day.
 */
export function cleanUpOf(tables: CleanedTables, now: () => Date): CleanUp {
  const { runs, rounds, marks, audit, running } = tables;
  return async (before) => {
    const time = timeKey(before);
    const dayAgo = timeKey(new Date(now().getTime() - dayMs));
    return (
      (await sweep(runs, `RowKey ge '${latestFirstKey(new Date(before.getTime() - 1))}'`, removeTogether)) +
      (await sweep(rounds, `PartitionKey lt '${time}'`, removeTogether)) +
      (await sweep(audit, `PartitionKey le '${time.slice(0, 10)}' and RowKey lt '${time}'`, removeTogether)) +
      (await sweep(marks, `at lt '${time}'`, removeSingly)) +
      (await sweep(running, `since lt '${dayAgo}'`, removeSingly))
    );
  };
}

type Remove = (table: Table, rows: readonly StoredRow[]) => Promise<number>;

async function sweep(table: Table, filter: string, remove: Remove): Promise<number> {
  let gone = 0;
  for await (const page of table.pages({ filter, only: [] })) {
    await inParallel(batchesOf(page), width, async (batch) => {
      const removed = await remove(table, batch);
      gone += removed;
    });
  }
  return gone;
}

function batchesOf(rows: readonly StoredRow[]): StoredRow[][] {
  const partitions = Map.groupBy(rows, ({ partition }) => partition);
  return [...partitions.values()].flatMap((of) =>
    Array.from({ length: Math.ceil(of.length / batchSize) }, (_, index) =>
      of.slice(index * batchSize, (index + 1) * batchSize),
    ),
  );
}

/** When another clean-up has taken one of the rows, the transaction fails as a whole; then they go one by one. */
async function removeTogether(table: Table, rows: readonly StoredRow[]): Promise<number> {
  const done = await table.commit(rows.map((row) => ({ do: 'remove', row })));
  return done ? rows.length : removeSingly(table, rows);
}

/** By etag: a mark that was written again since it was listed stays. Transactions of the SDK delete without looking. */
async function removeSingly(table: Table, rows: readonly StoredRow[]): Promise<number> {
  let gone = 0;
  await inParallel(rows, width, async (row) => {
    if (await table.remove(row)) gone += 1;
  });
  return gone;
}
