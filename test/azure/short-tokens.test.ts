import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { RunningAzure } from '../../sim/azure/server.ts';
import { fleetIn, inAzure } from './in-azure.ts';

const lifetimeSeconds = 3;
const inputs = new Set(['apiServer', 'namespaces'] as const);
let azure: RunningAzure;
beforeAll(async () => {
  azure = await inAzure({ tokenLifetimeSeconds: lifetimeSeconds, clusters: [{ name: 'prod' }] });
});
afterAll(() => azure.close());

const tokensAskedFor = (): number =>
  azure.requests.filter(({ endpoint }) => endpoint === 'managedIdentity').length;

test('tokens are used again while they last, and renewed before they end', async () => {
  const fleet = fleetIn(azure);
  const read = async (): Promise<string> => {
    const { resourceId } = azure.cluster('prod');
    return (await fleet.read({ name: 'prod', resourceId }, { inputs, budgetMs: 15_000 })).is;
  };

  expect([await read(), await read()]).toEqual(['read', 'read']);
  expect(tokensAskedFor()).toBe(2);
  await wait(lifetimeSeconds * 1_000 + 100);
  expect(await read()).toBe('read');
  expect(tokensAskedFor()).toBe(4);
});

test('a reading that takes longer than a token lasts goes on with the next one', async () => {
  const fleet = fleetIn(azure);
  const { resourceId, kubernetes } = azure.cluster('prod');
  const isNamespaces = ({ path }: { path: string }): boolean => path.startsWith('/api/v1/namespaces?');
  kubernetes.addFault({
    on: isNamespaces,
    times: 1,
    is: { kind: 'status', status: 429, retryAfterSeconds: 4 },
  });
  const reading = await fleet.read({ name: 'prod', resourceId }, { inputs, budgetMs: 20_000 });

  expect(reading).toMatchObject({ is: 'read', snapshot: { inputs: { namespaces: { ok: true } } } });
});
