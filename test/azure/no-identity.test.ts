import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RunningAzure } from '../../sim/azure/server.ts';
import { fleetIn, inAzure } from './in-azure.ts';

let azure: RunningAzure;
beforeAll(async () => {
  azure = await inAzure({ systemAssigned: false, clusters: [{ name: 'prod' }] });
});
afterAll(() => azure.close());

test('an app without a managed identity is told to turn it on', async () => {
  const { resourceId } = azure.cluster('prod');
  const wanted = { inputs: new Set(['apiServer'] as const), budgetMs: 20_000 };
  const reading = await fleetIn(azure).read({ name: 'prod', resourceId }, wanted);

  expect(reading).toEqual({
    is: 'closed',
    problem: {
      reason: 'noIdentity',
      says: 'prod could not be opened, because there is no usable identity. The managed identity endpoint gives no token.',
      todo: expect.stringContaining('AZURE_CLIENT_ID'),
      passing: true,
    },
  });
});

test('the list of clusters says so too, and still has those of the settings', async () => {
  const { resourceId } = azure.cluster('prod');
  const fleet = await fleetIn(azure, { OSM_CLUSTERS: `prod=${resourceId}` }).list();

  expect(fleet.clusters).toHaveLength(1);
  expect(fleet.problems).toEqual([expect.stringContaining('The managed identity endpoint gives no token.')]);
});
