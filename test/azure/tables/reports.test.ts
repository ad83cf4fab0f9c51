import { TableClient } from '@azure/data-tables';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningAzurite, startAzurite } from '../../../sim/azure/azurite.ts';
import { TooBigError } from '../../../src/azure/storage-error.ts';
import { tableNames } from '../../../src/azure/storage-names.ts';
import { tableStores } from '../../../src/azure/tables/index.ts';
import { encodeKey } from '../../../src/azure/tables/keys.ts';
import type { Reports } from '../../../src/jobs/ports.ts';
import { resourceKey } from '../../../src/model/resource-id.ts';
import { losingProxy } from './losing-proxy.ts';
import { freshCluster, noise, runLine, savedReport, settingsFor, upTo } from './samples.ts';

let azurite: RunningAzurite;
let reports: Reports;
beforeAll(async () => {
  azurite = await startAzurite();
  reports = instance();
});
afterAll(() => azurite.close());

/** The stores of another instance of the app. */
function instance(): Reports {
  return tableStores(settingsFor(azurite.connectionString)).reports;
}

const early = '2026-11-23T07:00:00.000Z';
const late = '2026-11-23T08:00:00.000Z';

describe('a report', () => {
  test('is not there before it is saved', async () => {
    expect(await reports.saved(freshCluster(), 'latest')).toBeUndefined();
  });

  test('comes back as it was, to an instance that was started anew, however the id is written', async () => {
    const cluster = freshCluster();
    const next = { ...savedReport('j1', early), changes: changes() };
    expect(await reports.save(cluster, 'latest', next, undefined)).toEqual(next);

    expect(await instance().saved(`${cluster.toUpperCase()}/`, 'latest')).toEqual(next);
  });

  test('of the digest and of any run do not touch each other', async () => {
    const cluster = freshCluster();
    const [ofDigest, ofAny] = [savedReport('d', early), savedReport('a', late)];
    await reports.save(cluster, 'digest', ofDigest, undefined);
    await reports.save(cluster, 'latest', ofAny, undefined);

    expect(await reports.saved(cluster, 'digest')).toEqual(ofDigest);
    expect(await reports.saved(cluster, 'latest')).toEqual(ofAny);
  });

  test.each<[string, number]>([
    ['300 KiB', 300 * 1024],
    ['3 MiB', 3 * 1024 * 1024],
  ])('of %s that hardly compress comes back whole, and gives way to a small one', async (_name, size) => {
    const cluster = freshCluster();
    const big = savedReport('big', early, noise(size));
    await reports.save(cluster, 'latest', big, undefined);
    expect(await reports.saved(cluster, 'latest')).toEqual(big);

    const small = savedReport('small', late);
    expect(await reports.save(cluster, 'latest', small, big)).toEqual(small);
    expect(await reports.saved(cluster, 'latest')).toEqual(small);
    expect(await rowKeys(cluster)).toEqual(['latest']);
  });

  test('of 12 MiB that compress well has room', async () => {
    const cluster = freshCluster();
    const next = savedReport('long', early, 'The pod has no sidecar. '.repeat(500_000));
    await reports.save(cluster, 'latest', next, undefined);

    expect(await reports.saved(cluster, 'latest')).toEqual(next);
  });

  test('that does not fit is refused by its name, and the old one stands', async () => {
    const cluster = freshCluster();
    const first = savedReport('first', early);
    await reports.save(cluster, 'latest', first, undefined);
    const saving = reports.save(cluster, 'latest', savedReport('huge', late, noise(5_000_000)), first);

    await expect(saving).rejects.toThrow(TooBigError);
    await expect(saving).rejects.toThrow(`The report of ${cluster} is too large to be stored`);
    expect(await reports.saved(cluster, 'latest')).toEqual(first);
  });

  test('with hostile text comes back as it was', async () => {
    const cluster = `${freshCluster()}/ä#?\\'%\u0000`;
    const next = savedReport("job/'\\#?%\u0001ü", early, '\u0000\u0007 \ufffe <script> \u202e "');
    await reports.save(cluster, 'latest', next, undefined);

    expect(await reports.saved(cluster, 'latest')).toEqual(next);
  });
});

describe('which report stands', () => {
  const a = savedReport('a', early);
  const b = savedReport('b', late);

  test('the next one, over the one that it was compared with', async () => {
    const cluster = freshCluster();
    await reports.save(cluster, 'latest', a, undefined);

    expect(await reports.save(cluster, 'latest', b, a)).toEqual(b);
    expect(await reports.saved(cluster, 'latest')).toEqual(b);
  });

  test('a later one', async () => {
    const cluster = freshCluster();
    await reports.save(cluster, 'latest', b, undefined);

    expect(await reports.save(cluster, 'latest', a, b)).toEqual(b);
    expect(await reports.saved(cluster, 'latest')).toEqual(b);
  });

  test('the first of the same job', async () => {
    const cluster = freshCluster();
    await reports.save(cluster, 'latest', a, undefined);
    const again = savedReport('a', late, 'second delivery');

    expect(await reports.save(cluster, 'latest', again, a)).toEqual(a);
    expect(await reports.saved(cluster, 'latest')).toEqual(a);
  });

  test('one that came where the caller saw none', async () => {
    const cluster = freshCluster();
    await reports.save(cluster, 'latest', a, undefined);

    expect(await reports.save(cluster, 'latest', b, undefined)).toEqual(a);
  });

  test('one that replaced what the caller saw', async () => {
    const cluster = freshCluster();
    const between = savedReport('between', early);
    await reports.save(cluster, 'latest', a, undefined);
    await reports.save(cluster, 'latest', between, a);

    expect(await reports.save(cluster, 'latest', b, a)).toEqual(between);
    expect(await reports.saved(cluster, 'latest')).toEqual(between);
  });

  test.each(upTo(6))('one winner of ten at once, which all are told, round %d', async (n) => {
    const cluster = freshCluster();
    const first = savedReport('first', early);
    if (n % 2 === 1) await reports.save(cluster, 'latest', first, undefined);
    const contenders = upTo(10).map((index) => savedReport(`c${index}`, late, noise(1_000 * 2 ** index)));
    const told = await Promise.all(
      contenders.map((next) => instance().save(cluster, 'latest', next, n % 2 === 1 ? first : undefined)),
    );

    const standing = await reports.saved(cluster, 'latest');
    expect(contenders).toContainEqual(standing);
    expect(told).toEqual(told.map(() => standing));
  });

  test('mine, when the answer to saving it was lost', async () => {
    const proxy = await losingProxy(azurite.connectionString);
    try {
      const cluster = freshCluster();
      const behind = tableStores(settingsFor(proxy.connectionString)).reports;
      proxy.loseNext('POST');
      expect(await behind.save(cluster, 'latest', a, undefined)).toEqual(a);
      proxy.loseNext('POST');
      expect(await behind.save(cluster, 'latest', b, a)).toEqual(b);
      expect(await reports.saved(cluster, 'latest')).toEqual(b);
    } finally {
      await proxy.close();
    }
  });
});

describe('a reader beside a writer', () => {
  test('sees the old or the new one, never a mixture', async () => {
    const cluster = freshCluster();
    const versions = [
      savedReport('big', early, noise(2_800_000)),
      savedReport('small', early, noise(40_000)),
      savedReport('middle', early, noise(1_500_000)),
    ];
    let before = versions[0];
    if (before !== undefined) await reports.save(cluster, 'latest', before, undefined);
    let writing = true;
    const reader = async () => {
      while (writing) expect(versions).toContainEqual(await instance().saved(cluster, 'latest'));
    };
    const readers = [reader(), reader()];
    for (const n of upTo(9)) {
      const next = versions[(n + 1) % versions.length];
      if (next !== undefined) before = await reports.save(cluster, 'latest', next, before);
    }
    writing = false;
    await Promise.all(readers);
  });

  test('gets nothing rather than rows of two writings', async () => {
    const cluster = freshCluster();
    await reports.save(cluster, 'latest', savedReport('big', early, noise(2_000_000)), undefined);
    const table = clientOf(tableNames.reports);
    const partitionKey = encodeKey(resourceKey(cluster));
    await table.updateEntity({ partitionKey, rowKey: 'latest.1', writing: 'another' }, 'Merge');
    await expect(reports.saved(cluster, 'latest')).rejects.toThrow('is not whole');

    await table.deleteEntity(partitionKey, 'latest.1');
    await expect(reports.saved(cluster, 'latest')).rejects.toThrow('is not whole');
  });
});

describe('runs', () => {
  test('come latest first, as many as asked for, of that cluster', async () => {
    const [cluster, other] = [freshCluster(), freshCluster()];
    const lines = upTo(5).map((n) => runLine(cluster, `j${n}`, `2026-11-2${n}T07:00:00.000Z`));
    await Promise.all([...lines, runLine(other, 'x', late)].map((line) => reports.addRun(line)));

    expect(await reports.runs(cluster.toLowerCase(), 3)).toEqual(lines.toReversed().slice(0, 3));
    expect(await reports.runs(cluster, 100)).toEqual(lines.toReversed());
    expect(await reports.runs(cluster, 0)).toEqual([]);
    expect(await reports.runs(freshCluster(), 10)).toEqual([]);
  });

  test('the same job writes its line again', async () => {
    const cluster = freshCluster();
    await reports.addRun(runLine(cluster, 'same', early));
    const again = { ...runLine(cluster, 'same', early), because: 'It is stopped.' };
    await reports.addRun(again);
    await reports.addRun(runLine(cluster, 'other', early));

    const found = await reports.runs(cluster, 10);
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(again);
  });

  test('more than a page holds', async () => {
    const cluster = freshCluster();
    const at = (n: number) => new Date(Date.parse(early) + n * 60_000).toISOString();
    const lines = upTo(1_100).map((n) => runLine(cluster, `j${n}`, at(n)));
    for (const part of upTo(11)) {
      await Promise.all(lines.slice(part * 100, part * 100 + 100).map((line) => reports.addRun(line)));
    }

    expect(await reports.runs(cluster, 1_050)).toEqual(lines.toReversed().slice(0, 1_050));
  });
});

function changes() {
  return {
    since: early,
    stateWas: 'healthy',
    appeared: [],
    fixed: [],
    worse: [],
    still: [],
    unseen: [],
  } as const;
}

function clientOf(table: string): TableClient {
  return TableClient.fromConnectionString(azurite.connectionString, table, { allowInsecureConnection: true });
}

async function rowKeys(cluster: string): Promise<string[]> {
  const filter = `PartitionKey eq '${encodeKey(resourceKey(cluster))}'`;
  const keys: string[] = [];
  for await (const row of clientOf(tableNames.reports).listEntities({ queryOptions: { filter } })) {
    keys.push(String(row.rowKey));
  }
  return keys;
}
