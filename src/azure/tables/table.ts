import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import type { StorageSettings } from '../../settings/settings.ts';
import { codeOf, statusOf, storageError } from '../storage-error.ts';
import { tableClient, timeLimit } from './clients.ts';
import type { Cell, Cells } from './packing.ts';

/** A row to write. The keys are encoded already. */
export interface Row {
  readonly partition: string;
  readonly key: string;
  readonly cells: Cells;
}

/** A row as it stands. */
export interface StoredRow extends Row {
  readonly etag: string;
}

/** One of up to 100 changes to rows of one partition that happen together. A removal does not ask for the etag. */
export type Change =
  | { readonly do: 'create' | 'put'; readonly row: Row }
  | { readonly do: 'replace'; readonly row: Row; readonly etag: string }
  | { readonly do: 'remove'; readonly row: Omit<Row, 'cells'> };

/** Which rows, and which of their cells (all when absent). */
export interface RowQuery {
  /** OData, of encoded keys and times only. */
  readonly filter: string;
  readonly only?: readonly string[];
  /** At most 1,000. */
  readonly pageSize?: number;
}

/** One table, made when it is first used. Everything may throw StorageError. */
export interface Table {
  readonly name: string;
  get(partition: string, key: string, only?: readonly string[]): Promise<StoredRow | undefined>;
  /** The new row's etag; undefined when there is one already. */
  create(row: Row): Promise<string | undefined>;
  /** The new etag; undefined when the row is no longer what had this etag. */
  replace(row: Row, etag: string): Promise<string | undefined>;
  /** Writes whatever stands there. */
  put(row: Row, withinMs?: number): Promise<void>;
  /** False when the row is no longer what had this etag, or gone. */
  remove(row: Omit<StoredRow, 'cells'>): Promise<boolean>;
  /** All or nothing; false when a row is not as the changes want it. */
  commit(changes: readonly Change[]): Promise<boolean>;
  /** Page by page in the order of the keys. A page may be empty with others to come. */
  pages(query: RowQuery): AsyncIterable<readonly StoredRow[]>;
}

/** A table of the storage account. */
export function tableOf(
  settings: StorageSettings,
  credential: TokenCredential | undefined,
  name: string,
): Table {
  const client = tableClient(settings, credential, name);
  const run = runner(client, settings.by);
  return {
    name,
    get: (partition, key, only) =>
      run.orUndefined('read', async (limit) => {
        const select = only === undefined ? {} : { queryOptions: { select: selected(only) } };
        return storedRow(await client.getEntity<Entity>(partition, key, { ...limit, ...select }));
      }),
    create: (row) =>
      run.orUndefined(
        'write to',
        async (limit) => (await client.createEntity(entity(row), limit)).etag ?? '',
      ),
    replace: (row, etag) =>
      run.orUndefined('write to', async (limit) => {
        const written = await client.updateEntity(entity(row), 'Replace', { ...limit, etag });
        return written.etag ?? '';
      }),
    put: (row, withinMs) =>
      run.always(
        'write to',
        async (limit) => {
          await client.upsertEntity(entity(row), 'Replace', limit);
        },
        withinMs,
      ),
    remove: async ({ partition, key, etag }) => {
      const done = run.orUndefined('delete from', (limit) =>
        client.deleteEntity(partition, key, { ...limit, etag }),
      );
      return (await done) !== undefined;
    },
    commit: async (changes) => {
      const done = run.orUndefined('write to', (limit) =>
        client.submitTransaction(changes.map(action), limit),
      );
      return (await done) !== undefined;
    },
    pages: (query) => pagesOf(client, run, query),
  };
}

type Limit = ReturnType<typeof timeLimit>;
type Entity = Record<string, unknown>;

interface Runner {
  always<T>(does: string, ask: (limit: Limit) => Promise<T>, withinMs?: number): Promise<T>;
  /** Undefined when a row is not as it was wanted. */
  orUndefined<T>(does: string, ask: (limit: Limit) => Promise<T>): Promise<T | undefined>;
}

/** Runs operations, makes the table when the first of them finds none, and turns errors into sentences. */
function runner(client: TableClient, by: StorageSettings['by']): Runner {
  const tell = (does: string, error: unknown): Error =>
    storageError(error, {
      does: `${does} the table ${client.tableName}`,
      by,
      role: 'Storage Table Data Contributor',
    });
  const withTable = async <T>(ask: (limit: Limit) => Promise<T>, withinMs?: number): Promise<T> => {
    try {
      return await ask(timeLimit(withinMs));
    } catch (error) {
      if (codeOf(error) !== 'TableNotFound') throw error;
    }
    await client.createTable(timeLimit()).catch((error: unknown) => {
      throw tell('create', error);
    });
    return await ask(timeLimit(withinMs));
  };
  return {
    always: (does, ask, withinMs) =>
      withTable(ask, withinMs).catch((error: unknown) => {
        throw tell(does, error);
      }),
    orUndefined: (does, ask) =>
      withTable(ask).catch((error: unknown) => {
        if (isConflict(error)) return undefined;
        throw tell(does, error);
      }),
  };
}

/** The row is there already, has changed, or is gone. */
function isConflict(error: unknown): boolean {
  const status = statusOf(error);
  if (status === 412) return true;
  const code = codeOf(error);
  return (
    (status === 409 && code === 'EntityAlreadyExists') || (status === 404 && code === 'ResourceNotFound')
  );
}

async function* pagesOf(client: TableClient, run: Runner, query: RowQuery): AsyncGenerator<StoredRow[]> {
  const { filter, only, pageSize = 1_000 } = query;
  const queryOptions = { filter, ...(only === undefined ? {} : { select: selected(only) }) };
  let continuationToken: string | undefined;
  do {
    const settings = {
      maxPageSize: pageSize,
      ...(continuationToken === undefined ? {} : { continuationToken }),
    };
    const page = await run.always('read', async (limit) => {
      const pages = client.listEntities<Entity>({ ...limit, queryOptions }).byPage(settings);
      return (await pages.next()).value;
    });
    yield (page ?? []).map(storedRow);
    continuationToken = page?.continuationToken;
  } while (continuationToken !== undefined);
}

function selected(only: readonly string[]): string[] {
  return ['partitionKey', 'rowKey', ...only];
}

function action(change: Change): TransactionAction {
  if (change.do === 'create') return ['create', entity(change.row)];
  if (change.do === 'put') return ['upsert', entity(change.row), 'Replace'];
  if (change.do === 'replace') return ['update', entity(change.row), 'Replace', { etag: change.etag }];
  return ['delete', { partitionKey: change.row.partition, rowKey: change.row.key }];
}

function entity({ partition, key, cells }: Row) {
  const written = Object.entries(cells).map(([name, cell]) => [name, cellValue(cell)]);
  return { partitionKey: partition, rowKey: key, ...Object.fromEntries(written) };
}

/** Said as base64 by us: the SDK would send the whole memory that a view of bytes looks into. */
function cellValue(cell: Cell): unknown {
  if (typeof cell === 'string') return cell.toWellFormed();
  if (typeof cell === 'number') return cell;
  return { type: 'Binary', value: Buffer.from(cell).toString('base64') };
}

function storedRow(found: Entity): StoredRow {
  const { partitionKey, rowKey, etag, timestamp: _timestamp, ...cells } = found;
  return { partition: String(partitionKey), key: String(rowKey), etag: String(etag), cells: cells as Cells };
}
