import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { TooBigError } from '../storage-error.ts';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** A cell of a row. */
export type Cell = string | number | Uint8Array;

/** The cells of a row by name. */
export type Cells = Readonly<Record<string, Cell>>;

/**
 * Limits of the service: 64 KiB a cell, 1 MiB a row, 4 MiB a transaction. Azurite measures rows, and the service
 * measures transactions, as they are sent: in base64, a third larger. Eleven cells and four rows stay under both.
 * Source: learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model.
 */
const bytesPerCell = 64 * 1024;
const cellsPerRow = 11;
const rowsPerValue = 4;
const bytesPerRow = bytesPerCell * cellsPerRow;

/** Nothing that we store unpacks to more. */
const mostUnpacked = 256 * 1024 * 1024;

/** A JSON value, compressed, as the cells of one to four rows. Throws TooBigError. */
export async function pack(value: unknown, what: string): Promise<readonly Cells[]> {
  return packInto(rowsPerValue, value, what);
}

/** A JSON value, compressed, as the cells of one row. Throws TooBigError. */
export async function packRow(value: unknown, what: string): Promise<Cells> {
  const [cells = {}] = await packInto(1, value, what);
  return cells;
}

/** The value of rows that `pack` or `packRow` made, in their order. */
export async function unpack(rows: readonly Cells[]): Promise<unknown> {
  const pieces = rows.flatMap((cells) => cellNames.map((name) => cells[name]));
  const bytes = pieces.filter((piece) => piece instanceof Uint8Array);
  return JSON.parse((await unzip(Buffer.concat(bytes), { maxOutputLength: mostUnpacked })).toString());
}

async function packInto(rows: number, value: unknown, what: string): Promise<readonly Cells[]> {
  const bytes = await zip(JSON.stringify(value));
  if (bytes.length > rows * bytesPerRow) {
    throw new TooBigError(
      `${what} is too large to be stored: ${kib(bytes.length)} KiB compressed, of at most ${kib(rows * bytesPerRow)} KiB.`,
    );
  }
  return slices(bytes, bytesPerRow).map((row) =>
    Object.fromEntries(slices(row, bytesPerCell).map((piece, index) => [`v${index}`, piece])),
  );
}

const cellNames = Array.from({ length: cellsPerRow }, (_, index) => `v${index}`);

function slices(bytes: Buffer, size: number): Buffer[] {
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

function kib(bytes: number): number {
  return Math.ceil(bytes / 1024);
}
