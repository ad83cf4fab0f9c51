import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunningAzure } from '../../sim/azure/server.ts';
import type { Fleet } from '../../src/model/fleet.ts';
import { fleetIn, inAzure } from './in-azure.ts';

const [first, second] = ['5b000000-0000-4000-8000-000000000001', '5b000000-0000-4000-8000-000000000002'];
const id = (subscription: string, group: string, name: string): string =>
  `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.ContainerService/managedClusters/${name}`;

let azure: RunningAzure;
beforeAll(async () => {
  azure = await inAzure({
    subscriptions: [{ id: first }, { id: second }],
    pageSize: 2,
    clusters: [
      ...['a', 'b', 'c', 'd', 'e'].map((name) => ({ name, subscription: first })),
      { name: 'a', subscription: first, resourceGroup: 'other' },
      { name: 'plain', subscription: first, osmAddon: false },
      { name: 'z', subscription: second, power: 'Stopped' as const },
    ],
  });
});
afterEach(() => {
  azure.clearFaults();
  azure.setSubscriptionRights(first, 'some');
  azure.setSubscriptionRights(second, 'some');
});
afterAll(() => azure.close());

const names = ({ clusters }: Fleet): string[] => clusters.map(({ name }) => name);
const armRequests = (): number => azure.requests.filter(({ endpoint }) => endpoint === 'arm').length;
const visible = { OSM_SUBSCRIPTIONS: '' };

describe('the fleet', () => {
  test('is every cluster with the add-on, page by page, in all subscriptions that can be seen', async () => {
    const fleet = await fleetIn(azure, visible).list();

    expect(fleet.problems).toEqual([]);
    expect(names(fleet)).toEqual(['a', 'a', 'b', 'c', 'd', 'e', 'z']);
    expect(fleet.clusters.at(-1)?.seen).toEqual({
      nodeResourceGroup: 'MC_mesh_z_westeurope',
      location: 'westeurope',
      kubernetesVersion: expect.stringMatching(/^1\./),
      osmAddon: true,
      running: false,
    });
  });

  test('is every cluster when the settings say so', async () => {
    expect(names(await fleetIn(azure, { OSM_ALL_CLUSTERS: 'true' }).list())).toContain('plain');
  });

  test('is looked for in the subscriptions of the settings alone', async () => {
    expect(names(await fleetIn(azure, { OSM_SUBSCRIPTIONS: second }).list())).toEqual(['z']);
  });

  test('takes the names of the settings: for what is found, what is off, and what is elsewhere', async () => {
    const far = id('5b000000-0000-4000-8000-00000000dead', 'g', 'far');
    const OSM_CLUSTERS = [
      `prod=${id(first, 'MESH', 'B')}`,
      `main=${id(first, 'mesh', 'b')}`,
      `byhand=${id(first, 'mesh', 'plain')}`,
      `far-away=${far}`,
    ].join(';');
    const { clusters } = await fleetIn(azure, { OSM_CLUSTERS }).list();
    const named = clusters.filter(({ aliases }) => aliases !== undefined);

    expect(clusters).toHaveLength(9);
    expect(named).toMatchObject([
      { name: 'byhand', seen: { osmAddon: false } },
      { name: 'far-away', resourceId: far },
      { name: 'prod', aliases: ['prod', 'main'], seen: { osmAddon: true } },
    ]);
    expect(named[1]).not.toHaveProperty('seen');
  });

  test('is told without asking Azure when the settings say where everything is', async () => {
    const before = azure.requests.length;
    const OSM_CLUSTERS = `prod=${id(first, 'mesh', 'b')}`;

    expect(names(await fleetIn(azure, { OSM_CLUSTERS, OSM_SUBSCRIPTIONS: 'none' }).list())).toEqual(['prod']);
    expect(azure.requests.length).toBe(before);
  });
});

describe('what cannot be listed', () => {
  test('a forbidden subscription is told and hides no other', async () => {
    azure.setSubscriptionRights(first, 'none');
    const fleet = await fleetIn(azure).list();

    expect(names(fleet)).toEqual(['z']);
    expect(fleet.problems).toEqual([
      expect.stringMatching(new RegExp(`subscription ${first} could not be listed.*Cluster User Role`)),
    ]);
  });

  test.each([
    ['throttled', 429, /asks to wait 4 min/],
    ['failing', 503, /could not answer \(503\)/],
    ['refusing', 401, /refused the sign-in/],
  ] as const)('a %s subscription', async (_name, status, says) => {
    azure.addFault({
      on: ({ path }) => path.includes(second),
      is: { kind: 'status', status, ...(status === 429 ? { retryAfterSeconds: 240 } : {}) },
    });
    const fleet = await fleetIn(azure).list();

    expect(names(fleet)).toHaveLength(6);
    expect(fleet.problems).toEqual([expect.stringMatching(says)]);
  });

  test('no subscription at all', async () => {
    azure.setSubscriptionRights(first, 'none');
    azure.setSubscriptionRights(second, 'none');
    const OSM_CLUSTERS = `prod=${id(first, 'mesh', 'b')}`;
    const fleet = await fleetIn(azure, { ...visible, OSM_CLUSTERS }).list();

    expect(names(fleet)).toEqual(['prod']);
    expect(fleet.problems).toEqual([expect.stringContaining('sees no subscription')]);
  });

  test('a list of subscriptions that fails', async () => {
    azure.addFault({ is: { kind: 'status', status: 403 } });
    const { problems } = await fleetIn(azure, visible).list();

    expect(problems).toEqual([expect.stringContaining('subscriptions could not be listed')]);
  });
});

describe('the list is kept', () => {
  let time = Date.parse('2026-05-01T08:00:00Z');
  const now = (): Date => new Date(time);
  const later = (seconds: number): void => {
    time += seconds * 1_000;
  };

  test('for its time, with its age', async () => {
    const fleet = fleetIn(azure, { OSM_CLUSTER_CACHE: '60' }, now);
    const { listedAt } = await fleet.list();
    later(59);
    const before = armRequests();

    expect((await fleet.list()).listedAt).toBe(listedAt);
    expect(armRequests()).toBe(before);
    later(2);
    expect((await fleet.list()).listedAt).toBe(now().toISOString());
    expect(armRequests()).toBeGreaterThan(before);
  });

  test('unless a fresh one is wanted', async () => {
    const fleet = fleetIn(azure, {}, now);
    await fleet.list();
    const before = armRequests();
    await fleet.list({ fresh: true });

    expect(armRequests()).toBeGreaterThan(before);
  });

  test('and asked for once, however many want it', async () => {
    const fleet = fleetIn(azure, { OSM_SUBSCRIPTIONS: second }, now);
    const before = armRequests();
    await Promise.all([fleet.list(), fleet.list({ fresh: true }), fleet.list()]);

    expect(armRequests()).toBe(before + 1);
  });

  test('and goes on to count for what cannot be listed again, which is told', async () => {
    const fleet = fleetIn(azure, { OSM_CLUSTER_CACHE: '600' }, now);
    const { listedAt } = await fleet.list();
    azure.setSubscriptionRights(first, 'none');
    later(601);
    const partly = await fleet.list();

    expect(names(partly)).toEqual(['a', 'a', 'b', 'c', 'd', 'e', 'z']);
    expect(partly.problems).toEqual([expect.stringContaining(`last list: ${listedAt}`)]);
    expect(partly.listedAt).toBe(now().toISOString());
    azure.setSubscriptionRights(second, 'none');
    later(601);
    const wholly = await fleet.list();

    expect(names(wholly)).toHaveLength(7);
    expect(wholly.problems).toHaveLength(2);
    expect(wholly.listedAt).toBe(partly.listedAt);
  });

  test('and not so long when it has problems', async () => {
    azure.setSubscriptionRights(first, 'none');
    const fleet = fleetIn(azure, { OSM_CLUSTER_CACHE: '600' }, now);
    await fleet.list();
    azure.setSubscriptionRights(first, 'some');
    later(31);

    expect((await fleet.list()).problems).toEqual([]);
  });
});
