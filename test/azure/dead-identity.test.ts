import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { clusterId } from '../../src/model/resource-id.ts';
import { readAzureSettings } from '../../src/settings/settings.ts';
import { fleetPort } from '../../src/wiring/read-fleet.ts';

async function portThatIsFree(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('a managed identity endpoint at which nobody listens ends in its sentence, within the budget', async () => {
  const identity = {
    IDENTITY_ENDPOINT: `http://127.0.0.1:${await portThatIsFree()}/msi/token`,
    IDENTITY_HEADER: 'header',
  };
  Object.assign(process.env, identity);
  const env = { ...identity, OSM_ARM_ENDPOINT: 'https://127.0.0.1:1' };
  const fleet = fleetPort(readAzureSettings(env), env, () => new Date());
  const resourceId = clusterId({ subscription: 's', resourceGroup: 'g', name: 'prod' });
  const wanted = { inputs: new Set(['apiServer'] as const), budgetMs: 20_000 };
  const quick = { ...wanted, budgetMs: 300 };
  const [patient, hasty] = await Promise.all(
    [wanted, quick].map((one) => fleet.read({ name: 'prod', resourceId }, one)),
  );

  expect(patient).toMatchObject({
    is: 'closed',
    problem: { reason: 'noIdentity', says: expect.stringContaining('identity endpoint gives no answer') },
  });
  expect(hasty).toMatchObject({
    is: 'closed',
    problem: { reason: 'noIdentity', says: expect.stringContaining('no answer within') },
  });
});
