import type { Rounds } from '../../jobs/ports.ts';
import type { Round, RoundPart } from '../../model/digest.ts';
import { resourceKey } from '../../model/resource-id.ts';
import { StorageError } from '../storage-error.ts';
import { readBig, type Spot, writeBig } from './big-value.ts';
import { decodeKey, encodeKey, timeKey } from './keys.ts';
import { packRow, unpack } from './packing.ts';
import type { StoredRow, Table } from './table.ts';

/** How often opening looks again when something changes under its hands. */
const tries = 10;

/** The row that names the round opened last. Its partition sorts after all times, so clean-up passes it by. */
const pointer = { partition: 'last', key: 'round' } as const;

/** Rounds in a table: a partition a round, with a row for the round and one for each part. */
export function roundsIn(table: Table): Rounds {
  const read = async (id: string) => (await readBig(table, spotOf(id)))?.value as Round | undefined;
  return {
    open: async (round) => {
      const what = `The round ${round.id} of ${round.clusters.length} clusters`;
      const created = await writeBig(table, spotOf(round.id), { value: round, cells: {}, what }, undefined);
      const standing = created ? round : ((await read(round.id)) ?? round);
      await pointTo(table, standing);
      return standing;
    },
    read,
    file: async (round, part) => {
      const key = resourceKey(part.cluster.resourceId);
      const cells = await packRow(part, `What ${part.cluster.name} adds to the round ${round}`);
      // The key itself too, for ids so long that their row key is a hash.
      await table.create({
        partition: encodeKey(round),
        key: `${partPrefix}${encodeKey(key)}`,
        cells: { ...cells, of: key },
      });
    },
    filed: async (round) => {
      const keys = new Set<string>();
      for await (const page of table.pages({ filter: partsOf(round), only: ['of'] })) {
        for (const row of page) keys.add(clusterOf(row));
      }
      return keys;
    },
    parts: async (round) => {
      const parts: RoundPart[] = [];
      for await (const page of table.pages({ filter: partsOf(round) })) {
        parts.push(
          ...(await Promise.all(page.map(async ({ cells }) => (await unpack([cells])) as RoundPart))),
        );
      }
      return parts;
    },
    fix: async (round, keys) => {
      const what = `The clusters that the digest ${round} tells of`;
      const created = await writeBig(
        table,
        toldSpot(round),
        { value: [...keys], cells: {}, what },
        undefined,
      );
      return created ? new Set(keys) : ((await told(table, round)) ?? new Set(keys));
    },
    fixed: (round) => told(table, round),
    last: async () => {
      const found = await table.get(pointer.partition, pointer.key);
      return found === undefined ? undefined : read(String(found.cells['id']));
    },
  };
}

const partPrefix = 'part-';

function spotOf(round: string): Spot {
  return { partition: encodeKey(round), key: 'round' };
}

function toldSpot(round: string): Spot {
  return { partition: encodeKey(round), key: 'told' };
}

async function told(table: Table, round: string): Promise<ReadonlySet<string> | undefined> {
  const found = await readBig(table, toldSpot(round));
  return found === undefined ? undefined : new Set(found.value as string[]);
}

/** The parts of a round; `.` is the character after the dash of the prefix. */
function partsOf(round: string): string {
  return `PartitionKey eq '${encodeKey(round)}' and RowKey ge '${partPrefix}' and RowKey lt 'part.'`;
}

function clusterOf({ key, cells }: StoredRow): string {
  return decodeKey(key.slice(partPrefix.length)) ?? String(cells['of']);
}

/** Points to a round unless one opened later is pointed to. Done at every opening, since the first may have died before it. */
async function pointTo(table: Table, round: Round): Promise<void> {
  const row = { ...pointer, cells: { id: round.id, openedAt: timeKey(round.openedAt) } };
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const found = await table.get(pointer.partition, pointer.key);
    if (found !== undefined && String(found.cells['openedAt']) >= row.cells.openedAt) return;
    const etag = found === undefined ? await table.create(row) : await table.replace(row, found.etag);
    if (etag !== undefined) return;
  }
  throw new StorageError(
    `The last round could not be noted in the table ${table.name}: it changes all the time.`,
  );
}
