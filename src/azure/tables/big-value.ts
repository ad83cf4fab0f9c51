import { randomUUID } from 'node:crypto';
import { StorageError } from '../storage-error.ts';
import { type Cells, pack, unpack } from './packing.ts';
import type { Change, Row, StoredRow, Table } from './table.ts';

/** Where a value stands: its first row has this key, further ones the key with `.1` to `.3`. */
export interface Spot {
  readonly partition: string;
  readonly key: string;
}

/** A value as it was read, with the cells of its first row. */
export interface BigValue {
  readonly value: unknown;
  readonly cells: Cells;
}

/** How often a value that is being replaced is read again. */
const readings = 8;

/**
 * Reads a value that may stand in several rows. All rows of one writing carry its random name, so what was half
 * replaced while it was read is seen, and read again. Throws StorageError when that does not end.
 */
export async function readBig(table: Table, spot: Spot): Promise<BigValue | undefined> {
  for (let reading = 0; reading < readings; reading += 1) {
    const [head, ...rest] = await rowsAt(table, spot);
    if (head?.key !== spot.key) return undefined;
    const rows = [head, ...rest].filter(({ cells }) => cells['writing'] === head.cells['writing']);
    if (rows.length === head.cells['rows']) {
      return { value: await unpack(rows.map(({ cells }) => cells)), cells: head.cells };
    }
  }
  throw new StorageError(
    `A value of the table ${table.name} is not whole: it is being replaced all the time.`,
  );
}

/** The first row without the value: to see what stands there, and to replace it. */
export function readHead(table: Table, spot: Spot, only: readonly string[]): Promise<StoredRow | undefined> {
  return table.get(spot.partition, spot.key, ['rows', 'writing', ...only]);
}

/**
 * Writes a value in one transaction: where there is none, or over the one whose first row is `over`. False, and nothing
 * is written, when that is not what stands there. Throws TooBigError.
 */
export async function writeBig(
  table: Table,
  spot: Spot,
  next: BigValue & { readonly what: string },
  over: StoredRow | undefined,
): Promise<boolean> {
  const packed = await pack(next.value, next.what);
  const writing = randomUUID();
  const [head, ...rest] = packed.map(
    (cells, index): Row => ({ ...rowAt(spot, index), cells: { ...cells, writing } }),
  );
  if (head === undefined) return false;
  const first: Row = { ...head, cells: { ...head.cells, ...next.cells, rows: packed.length } };
  const left = Number(over?.cells['rows'] ?? 0);
  return table.commit([
    over === undefined ? { do: 'create', row: first } : { do: 'replace', row: first, etag: over.etag },
    ...rest.map((row): Change => ({ do: 'put', row })),
    ...indexes(packed.length, left).map((index): Change => ({ do: 'remove', row: rowAt(spot, index) })),
  ]);
}

async function rowsAt(table: Table, { partition, key }: Spot): Promise<StoredRow[]> {
  const filter = `PartitionKey eq '${partition}' and RowKey ge '${key}' and RowKey le '${key}.9'`;
  const rows: StoredRow[] = [];
  for await (const page of table.pages({ filter })) rows.push(...page);
  return rows;
}

function rowAt({ partition, key }: Spot, index: number): Spot {
  return { partition, key: index === 0 ? key : `${key}.${index}` };
}

function indexes(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
