import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningAzurite, startAzurite } from '../../sim/azure/azurite.ts';
import type { RunningAzure } from '../../sim/azure/server.ts';
import type { Log } from '../../src/jobs/ports.ts';
import { jobRun } from '../../src/wiring/job-run.ts';
import { statusOf } from '../../src/wiring/status.ts';
import { inAzure } from '../azure/in-azure.ts';

let azurite: RunningAzurite;
let azure: RunningAzure;
let env: Record<string, string>;
beforeAll(async () => {
  azurite = await startAzurite();
  azure = await inAzure({ clusters: [{ name: 'aks-prod' }] });
  env = {
    ...azure.env(),
    AzureWebJobsStorage: azurite.connectionString,
    SLACK_BOT_TOKEN: 'xoxb-simulated',
    SLACK_SIGNING_SECRET: 'simulated-signing-secret',
    OSM_ASK_WHOM: 'the mesh team',
    OSM_CLUSTER_CHANNELS: 'aks-prod=C0123456789; aks-prd=C0123456789',
  };
});
afterAll(async () => {
  await azure?.close();
  await azurite?.close();
});

const warned: string[] = [];
const log: Log = { info: () => {}, warn: (says) => void warned.push(says), error: () => {} };

describe('the status page and the jobs', () => {
  test('share one list of the fleet, and Azure is asked for it once', async () => {
    const first = await statusOf(env);
    const asked = azure.requests.length;
    const { ports } = await jobRun(env, 1, log);
    const listed = await ports.fleet.list();
    const second = await statusOf(env);

    expect(asked).toBeGreaterThan(0);
    expect(azure.requests).toHaveLength(asked);
    expect(first).toMatchObject({ clusters: { count: 1, names: ['aks-prod'], listedAt: listed.listedAt } });
    expect(second).toEqual(first);
  });

  test('name entries of OSM_CLUSTER_CHANNELS that bind no cluster, the log once for each list', async () => {
    expect(await statusOf(env)).toMatchObject({ clusters: { channelsForNoCluster: ['aks-prd'] } });
    expect(warned).toEqual([expect.stringMatching(/^OSM_CLUSTER_CHANNELS restricts nothing by aks-prd: /)]);

    const [one, another] = [await jobRun(env, 1, log), await jobRun(env, 2, log)];
    await one.ports.fleet.list();
    await another.ports.fleet.list();
    expect(warned).toHaveLength(1);
    await another.ports.fleet.list({ fresh: true });
    expect(warned).toHaveLength(2);
  });

  test('jobs know whom people are to ask', async () => {
    expect((await jobRun(env, 1, log)).options.askWhom).toBe('the mesh team');
  });
});
