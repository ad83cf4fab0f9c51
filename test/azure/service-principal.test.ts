import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunningAzure } from '../../sim/azure/server.ts';
import type { FleetReading } from '../../src/model/fleet.ts';
import { readAzureSettings } from '../../src/settings/settings.ts';
import { fleetPort } from '../../src/wiring/read-fleet.ts';
import { inAzure } from './in-azure.ts';

const app = {
  clientId: 'c1000000-0000-4000-8000-0000000000aa',
  objectId: '0b000000-0000-4000-8000-0000000000aa',
  secret: 'the-secret-of-the-app',
};
let azure: RunningAzure;
beforeAll(async () => {
  azure = await inAzure({ apps: [app], clusters: [{ name: 'prod' }, { name: 'nobody', as: 'nobody' }] });
  for (const name of ['IDENTITY_ENDPOINT', 'IDENTITY_HEADER']) delete process.env[name];
});
afterAll(() => azure.close());

async function readAs(secret: string, name: string): Promise<FleetReading> {
  const { IDENTITY_ENDPOINT: _, IDENTITY_HEADER: __, ...place } = azure.env();
  const env = {
    ...place,
    AZURE_AUTHORITY_HOST: azure.url,
    AZURE_TENANT_ID: azure.tenant,
    AZURE_CLIENT_ID: app.clientId,
    AZURE_CLIENT_SECRET: secret,
  };
  Object.assign(process.env, env);
  const { resourceId } = azure.cluster(name);
  const fleet = fleetPort(readAzureSettings(env), env, () => new Date());
  const inputs = new Set(['apiServer', 'namespaces'] as const);
  return fleet.read({ name, resourceId }, { inputs, budgetMs: 15_000 });
}

describe('outside of Azure', () => {
  test('a service principal of the environment signs in, at the authority of the environment', async () => {
    expect((await readAs(app.secret, 'prod')).is).toBe('read');
    expect(azure.requests.some(({ endpoint }) => endpoint === 'entra')).toBe(true);
  });

  test('the manifest is for the identity that was signed in', async () => {
    expect(await readAs(app.secret, 'nobody')).toMatchObject({
      problem: { reason: 'noKubernetesRights', manifest: expect.stringContaining(`name: "${app.objectId}"`) },
    });
  });

  test("a wrong secret is told with Entra ID's code, and not repeated", async () => {
    const reading = await readAs('not-the-secret', 'prod');

    expect(reading).toMatchObject({
      is: 'closed',
      problem: {
        reason: 'noIdentity',
        says: expect.stringContaining('(AADSTS7000215)'),
        command: 'az login',
      },
    });
    expect(JSON.stringify(reading)).not.toContain('not-the-secret');
  });
});
