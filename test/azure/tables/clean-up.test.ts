import { TableClient } from '@azure/data-tables';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type RunningAzurite, startAzurite } from '../../../sim/azure/azurite.ts';
import { tableNames } from '../../../src/azure/storage-names.ts';
import { type TableStores, tableStores } from '../../../src/azure/tables/index.ts';
import type { AuditLine } from '../../../src/jobs/ports.ts';
import { freshCluster, noise, round, runLine, savedReport, settingsFor, unread, upTo } from './samples.ts';

let azurite: RunningAzurite | undefined;
let stores: TableStores;
/** Every test begins with an empty account: clean-up works on all of it. */
beforeEach(async () => {
  if (azurite === undefined) azurite = await startAzurite();
  await Promise.all(Object.values(tableNames).map(async (name) => emptied(name)));
  stores = instance();
});
afterAll(() => azurite?.close());

function instance(): TableStores {
  return tableStores(settingsFor(azurite?.connectionString ?? ''), undefined, () => new Date(today));
}

function client(name: string): TableClient {
  return TableClient.fromConnectionString(azurite?.connectionString ?? '', name, {
    allowInsecureConnection: true,
  });
}

async function emptied(name: string): Promise<void> {
  await client(name).deleteTable();
  await client(name).createTable();
}

/** All rows of a table. */
async function rowsOf(name: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for await (const row of client(name).listEntities()) rows.push(row);
  return rows;
}

function line(jobId: string, at: string): AuditLine {
  return { jobId, at, by: 'U1', team: 'T1', channel: 'C1', asked: 'check aks' };
}

const old = '2026-08-01T07:00:00.000Z';
const before = new Date('2026-08-25T12:00:00.000Z');
const justBefore = '2026-08-25T11:59:59.999Z';
const justThen = '2026-08-25T12:00:00.000Z';
const young = '2026-11-23T07:00:00.000Z';
const today = '2026-11-24T07:00:00.000Z';
const there = { channel: 'C1', ts: '1' };

describe('clean-up', () => {
  test('in an empty account deletes nothing', async () => {
    expect(await stores.cleanUp(before)).toBe(0);
  });

  test('deletes runs that are older, to the millisecond', async () => {
    const cluster = freshCluster();
    const lines = [old, justBefore, justThen, young].map((at) => runLine(cluster, '~', at));
    for (const one of lines) await stores.reports.addRun(one);

    expect(await stores.cleanUp(before)).toBe(2);
    expect(await stores.reports.runs(cluster, 10)).toEqual(lines.slice(2).reverse());
  });

  test('deletes audit lines that are older, to the millisecond', async () => {
    for (const at of [old, justBefore, justThen, young]) await stores.audit.add(line('j', at));

    expect(await stores.cleanUp(before)).toBe(2);
    expect((await rowsOf(tableNames.audit)).map(({ at }) => at)).toEqual([justThen, young]);
  });

  test('deletes marks that are older, pending and posted', async () => {
    for (const at of [old, justBefore, justThen, young]) {
      await stores.marks.claim(`pending ${at}`, 0, () => new Date(at));
      await stores.marks.record(`posted ${at}`, there, new Date(at));
    }

    expect(await stores.cleanUp(before)).toBe(4);
    expect(await stores.marks.read(`posted ${justBefore}`)).toBeUndefined();
    expect(await stores.marks.read(`posted ${justThen}`)).toEqual({ is: 'posted', at: there });
    expect(await stores.marks.read(`pending ${justThen}`)).toEqual({ is: 'pending', since: justThen });
  });

  test('deletes running checks that were left behind a day ago, whatever the retention', async () => {
    const started = ['2026-11-23T06:59:59.999Z', '2026-11-23T08:00:00.000+01:00', today];
    for (const since of started) {
      await stores.running.begin(since, { jobId: 'j', since, by: 'U1' }, new Date(0));
    }

    expect(await stores.cleanUp(before)).toBe(1);
    expect((await rowsOf(tableNames.running)).map(({ since }) => since)).toEqual([young, today]);
  });

  test('deletes rounds that are older with their parts, and keeps the last', async () => {
    const [gone, kept] = [await stores.rounds.open(round(old, 3)), await stores.rounds.open(round(young, 3))];
    for (const { id, clusters } of [gone, kept]) {
      for (const cluster of clusters) await stores.rounds.file(id, unread(cluster));
    }

    expect(await stores.cleanUp(before)).toBe(4);
    expect(await stores.rounds.read(old)).toBeUndefined();
    expect(await stores.rounds.parts(old)).toEqual([]);
    expect(await stores.rounds.last()).toEqual(kept);
    expect((await stores.rounds.filed(young)).size).toBe(3);
  });

  test('when even the last round is gone there is no last round', async () => {
    await stores.rounds.open(round(old, 1));
    await stores.cleanUp(before);

    expect(await stores.rounds.last()).toBeUndefined();
  });

  test('never deletes the last reports', async () => {
    const cluster = freshCluster();
    const saved = savedReport('j', old, noise(1_500_000));
    await stores.reports.save(cluster, 'latest', saved, undefined);
    await stores.reports.save(cluster, 'digest', saved, undefined);

    expect(await stores.cleanUp(new Date('2099-01-01T00:00:00Z'))).toBe(0);
    expect(await stores.reports.saved(cluster, 'latest')).toEqual(saved);
    expect(await stores.reports.saved(cluster, 'digest')).toEqual(saved);
  });

  test('by four at once, over many pages: each row is counted once and all are gone', async () => {
    const cluster = freshCluster();
    const at = (n: number) => new Date(Date.parse(old) + n * 1_000).toISOString();
    await Promise.all(upTo(5).map((n) => stores.marks.record(`m${n}`, there, new Date(old))));
    for (const part of upTo(12)) {
      const some = upTo(100).map((n) => part * 100 + n);
      await Promise.all(some.map((n) => stores.audit.add(line(`j${n}`, at(n)))));
      await Promise.all(some.map((n) => stores.reports.addRun(runLine(cluster, `j${n}`, at(n)))));
    }
    await stores.audit.add(line('young', young));

    const deleted = await Promise.all(upTo(4).map(() => instance().cleanUp(before)));

    expect(deleted.reduce((sum, count) => sum + count, 0)).toBe(2_405);
    expect(await stores.cleanUp(before)).toBe(0);
    expect(await rowsOf(tableNames.audit)).toHaveLength(1);
    expect(await stores.reports.runs(cluster, 10)).toEqual([]);
  });
});

describe('the audit', () => {
  test('has a line a job, in plain cells, in the order of time', async () => {
    await stores.audit.add(line('b', '2026-11-23T09:00:00+01:00'));
    await stores.audit.add(line('a', '2026-11-23T08:30:00Z'));
    await instance().audit.add(line('b', '2026-11-23T09:00:00+01:00'));

    expect(await rowsOf(tableNames.audit)).toMatchObject([
      { partitionKey: '2026-11-23', jobId: 'b', by: 'U1', team: 'T1', channel: 'C1', asked: 'check aks' },
      { partitionKey: '2026-11-23', jobId: 'a' },
    ]);
  });

  test('takes hostile words', async () => {
    const asked = `check \u0000/\\#?'"\ud800 ${'x'.repeat(100_000)}`;
    await stores.audit.add({ jobId: "j/\\#?'", at: young, by: 'alert <x>', asked });

    const [row] = await rowsOf(tableNames.audit);
    expect(row).toMatchObject({ jobId: "j/\\#?'", by: 'alert <x>' });
    expect(String(row?.['asked'])).toMatch(/^check .{3,8000}$/su);
  });

  test('refuses what is no time', async () => {
    await expect(stores.audit.add(line('j', 'yesterday'))).rejects.toThrow(RangeError);
  });
});
