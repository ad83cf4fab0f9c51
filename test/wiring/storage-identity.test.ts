import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RunningAzure } from '../../sim/azure/server.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { outsideOf } from '../../src/wiring/outside.ts';
import { inAzure } from '../azure/in-azure.ts';

const forClusters = 'c1000000-0000-4000-8000-0000000000c1';
const forStorage = 'c1000000-0000-4000-8000-0000000000c2';
let azure: RunningAzure;
beforeAll(async () => {
  azure = await inAzure({
    clusters: [],
    userAssigned: [forClusters, forStorage].map((clientId) => ({ clientId, objectId: clientId })),
  });
});
afterAll(() => azure?.close());

/** The client ids for which tokens were wanted when the storage account was to be reached. */
async function askedFor(env: Record<string, string>): Promise<(string | undefined)[]> {
  const before = azure.requests.length;
  const all = {
    ...azure.env(),
    SLACK_BOT_TOKEN: 'xoxb-simulated',
    SLACK_SIGNING_SECRET: 'simulated-signing-secret',
    AzureWebJobsStorage__tableServiceUri: 'https://127.0.0.1:1',
    AzureWebJobsStorage__queueServiceUri: 'https://127.0.0.1:1/acct',
    ...env,
  };
  const { queue } = await outsideOf(readSettings(all), all);
  await expect(queue.depth()).rejects.toThrow();
  const wanted = azure.requests.slice(before).filter(({ endpoint }) => endpoint === 'managedIdentity');
  return [...new Set(wanted.map(({ path }) => /client_id=([^&]+)/.exec(path)?.[1]))];
}

test.each([
  [
    'its own identity',
    { AzureWebJobsStorage__clientId: forStorage, AZURE_CLIENT_ID: forClusters },
    forStorage,
  ],
  ['that of the app, where it has none of its own', { AZURE_CLIENT_ID: forClusters }, forClusters],
])('the storage account is reached with %s', async (_name, env, clientId) => {
  expect(await askedFor(env)).toEqual([clientId]);
});
