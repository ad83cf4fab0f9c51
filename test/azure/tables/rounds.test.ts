import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningAzurite, startAzurite } from '../../../sim/azure/azurite.ts';
import { tableStores } from '../../../src/azure/tables/index.ts';
import type { Rounds } from '../../../src/jobs/ports.ts';
import type { Round } from '../../../src/model/digest.ts';
import { resourceKey } from '../../../src/model/resource-id.ts';
import { losingProxy } from './losing-proxy.ts';
import { freshCluster, round, settingsFor, unread, upTo } from './samples.ts';

let azurite: RunningAzurite;
let rounds: Rounds;
beforeAll(async () => {
  azurite = await startAzurite();
  rounds = instance();
});
afterAll(() => azurite.close());

/** The stores of another instance of the app. */
function instance(): Rounds {
  return tableStores(settingsFor(azurite.connectionString)).rounds;
}

/** The keys of a round's clusters. */
function keysOf({ clusters }: Round): Set<string> {
  return new Set(clusters.map(({ resourceId }) => resourceKey(resourceId)));
}

test('there is no last round, nor any other, before one is opened', async () => {
  expect(await rounds.last()).toBeUndefined();
  expect(await rounds.read('2026-01-01T07:00:00.000Z')).toBeUndefined();
  expect(await rounds.filed('2026-01-01T07:00:00.000Z')).toEqual(new Set());
  expect(await rounds.parts('2026-01-01T07:00:00.000Z')).toEqual([]);
});

describe('opening', () => {
  test('the first stays, and comes back to an instance that was started anew', async () => {
    const first = round('2026-02-01T07:00:00.000Z', 3);
    expect(await rounds.open(first)).toEqual(first);

    expect(await rounds.open({ ...round(first.id, 5), channel: 'C9' })).toEqual(first);
    expect(await instance().read(first.id)).toEqual(first);
  });

  test.each(upTo(4))('of twenty at once all get the same, round %d', async (n) => {
    const id = `2026-02-02T07:00:0${n}.000Z`;
    const opened = await Promise.all(upTo(20).map((index) => instance().open(round(id, index + 1))));

    expect(opened).toEqual(opened.map(() => opened[0]));
    expect(await rounds.read(id)).toEqual(opened[0]);
  });

  test('is answered with the own round when the answer was lost', async () => {
    const proxy = await losingProxy(azurite.connectionString);
    try {
      const behind = tableStores(settingsFor(proxy.connectionString)).rounds;
      const own = round('2026-02-03T07:00:00.000Z', 2);
      proxy.loseNext('POST');
      expect(await behind.open(own)).toEqual(own);
    } finally {
      await proxy.close();
    }
  });
});

describe('the last round', () => {
  test('is the one opened last, also when an earlier one is opened again', async () => {
    const [one, two] = [round('2026-03-01T07:00:00.000Z', 1), round('2026-03-02T07:00:00.000Z', 2)];
    await rounds.open(one);
    expect(await rounds.last()).toEqual(one);
    await rounds.open(two);
    await rounds.open(one);

    expect(await rounds.last()).toEqual(two);
  });

  test('is the latest of twenty opened at once', async () => {
    const opened = upTo(20).map((n) =>
      round(new Date(Date.parse('2026-04-01T07:00:00Z') + n * 1_000).toISOString(), 1),
    );
    await Promise.all(opened.map((one) => instance().open(one)));

    expect(await rounds.last()).toEqual(opened.at(-1));
  });
});

describe('parts', () => {
  test('the first for a cluster stays, however its id is written', async () => {
    const opened = await rounds.open(round('2026-05-01T07:00:00.000Z', 2));
    const [one, two] = opened.clusters;
    if (one === undefined || two === undefined) throw new Error('two clusters');
    await rounds.file(opened.id, unread(one, 'first'));
    await rounds.file(opened.id, unread({ ...one, resourceId: one.resourceId.toUpperCase() }, 'second'));
    expect(await rounds.filed(opened.id)).toEqual(new Set([resourceKey(one.resourceId)]));
    await instance().file(opened.id, unread(two));

    expect(await instance().filed(opened.id)).toEqual(keysOf(opened));
    expect(await rounds.parts(opened.id)).toEqual([unread(one, 'first'), unread(two)]);
  });

  test('of twenty at once for one cluster one stays', async () => {
    const opened = await rounds.open(round('2026-05-02T07:00:00.000Z', 1));
    const [cluster = { name: '', resourceId: '' }] = opened.clusters;
    const parts = upTo(20).map((n) => unread(cluster, `says ${n}`));
    await Promise.all(parts.map((part) => instance().file(opened.id, part)));

    const standing = await rounds.parts(opened.id);
    expect(standing).toHaveLength(1);
    expect(parts).toContainEqual(standing[0]);
  });

  test('of other rounds do not show', async () => {
    const [one, two] = ['2026-05-03T07:00:00.000Z', '2026-05-03T07:00:00.001Z'] as const;
    await rounds.open(round(one, 1));
    await rounds.open(round(two, 1));
    await rounds.file(one, unread({ name: 'aks', resourceId: freshCluster() }));

    expect((await rounds.filed(two)).size).toBe(0);
  });

  test.each<[string, string]>([
    ['what tables refuse', "/x/ä#?\\'%\u0000\u007f"],
    ['an id too long for a key', `/subscriptions/${'é'.repeat(600)}`],
  ])('%s', async (name, resourceId) => {
    const id = `2026-05-04 ${name} #?/\\`;
    await rounds.open({ ...round('2026-05-04T07:00:00.000Z', 1), id });
    await rounds.file(id, unread({ name, resourceId }));

    expect(await rounds.filed(id)).toEqual(new Set([resourceKey(resourceId)]));
    expect(await rounds.parts(id)).toEqual([unread({ name, resourceId })]);
  });

  test('a thousand and more clusters', async () => {
    const opened = await rounds.open(round('2026-06-01T07:00:00.000Z', 1_100));
    for (const part of upTo(11)) {
      const some = opened.clusters.slice(part * 100, part * 100 + 100);
      await Promise.all(some.map((cluster) => rounds.file(opened.id, unread(cluster))));
    }

    expect(await instance().read(opened.id)).toEqual(opened);
    expect(await rounds.filed(opened.id)).toEqual(keysOf(opened));
    const parts = await rounds.parts(opened.id);
    expect(new Set(parts.map(({ cluster }) => resourceKey(cluster.resourceId)))).toEqual(keysOf(opened));
    expect(parts).toHaveLength(1_100);
  });
});
