import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ContainerServiceClient } from '@azure/arm-containerservice';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { ManagedIdentityCredential } from '@azure/identity';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type RunningAzure, startAzure } from '../../../sim/azure/server.ts';
import { trust } from './trust.ts';

const here = '5b111111-0000-4000-8000-000000000001';
const there = '5b222222-0000-4000-8000-000000000002';
const nowhere = '5b333333-0000-4000-8000-000000000003';

let azure: RunningAzure;
let now: Date;

beforeEach(async () => {
  azure.clearFaults();
  azure.setPageSize(100);
  azure.setSubscriptionRights(there, 'some');
  now = new Date();
});
beforeAll(async () => {
  azure = await startAzure({
    now: () => now,
    subscriptions: [{ id: here, displayName: 'Production' }, { id: there }],
    clusters: [
      { name: 'prod', subscription: here },
      {
        name: 'old',
        subscription: here,
        power: 'Stopped',
        osmAddon: false,
        private: true,
        authorizedIpRanges: ['10.0.0.0/8'],
        entra: false,
      },
      {
        name: 'new',
        subscription: here,
        osmAddon: 'neverOn',
        provisioningState: 'Creating',
        azureRbac: true,
      },
      { name: 'hidden', subscription: here, rights: 'none' },
      { name: 'look-only', subscription: here, rights: 'read' },
      { name: 'far', subscription: there, resourceGroup: 'Far-Away', location: 'northeurope' },
    ],
  });
  now = new Date();
  trust(azure.ca);
  Object.assign(process.env, azure.env());
});
afterAll(() => azure.close());

const options = () => ({ endpoint: azure.url, retryOptions: { maxRetries: 3, retryDelayInMs: 1 } });
const arm = (subscription = here) =>
  new ContainerServiceClient(new ManagedIdentityCredential(), subscription, options());

async function namesIn(subscription: string): Promise<(string | undefined)[]> {
  const names = [];
  for await (const cluster of arm(subscription).managedClusters.list()) names.push(cluster.name);
  return names;
}

async function subscriptions(): Promise<object[]> {
  const client = new SubscriptionClient(new ManagedIdentityCredential(), options());
  const all = [];
  for await (const { subscriptionId, displayName, state } of client.subscriptions.list()) {
    all.push({ subscriptionId, displayName, state });
  }
  return all;
}

describe('lists', () => {
  test.each([1, 2, 4, 100])(
    'clusters come in pages of %d, without those that may not be read',
    async (size) => {
      azure.setPageSize(size);
      const before = azure.requests.length;
      expect(await namesIn(here)).toEqual(['prod', 'old', 'new', 'look-only']);
      const asked = azure.requests.slice(before).filter(({ endpoint }) => endpoint === 'arm');
      expect(asked).toHaveLength(Math.ceil(4 / size));
      expect(asked[0]).toMatchObject({
        method: 'GET',
        status: 200,
        audience: 'https://management.azure.com',
        path: expect.stringMatching(/^\/subscriptions\/5b111111-.*\/managedClusters\?api-version=/),
      });
    },
  );

  test('subscriptions come in pages too, without those in which one has no rights', async () => {
    azure.setPageSize(1);
    expect(await subscriptions()).toEqual([
      { subscriptionId: here, displayName: 'Production', state: 'Enabled' },
      { subscriptionId: there, displayName: 'Subscription 2', state: 'Enabled' },
    ]);
    azure.setSubscriptionRights(there, 'none');
    expect(await subscriptions()).toHaveLength(1);
  });
});

describe('one cluster', () => {
  test('a healthy one', async () => {
    expect(await arm().managedClusters.get('mesh', 'prod')).toMatchObject({
      id: azure.cluster('prod').resourceId,
      name: 'prod',
      location: 'westeurope',
      provisioningState: 'Succeeded',
      powerState: { code: 'Running' },
      currentKubernetesVersion: '1.34.4',
      nodeResourceGroup: 'MC_mesh_prod_westeurope',
      fqdn: expect.stringMatching(/^prod-dns-[0-9a-f]{8}\.hcp\.westeurope\.azmk8s\.io$/),
      addonProfiles: { openServiceMesh: { enabled: true } },
      aadProfile: { managed: true, enableAzureRbac: false, tenantID: azure.tenant },
      disableLocalAccounts: true,
      apiServerAccessProfile: { enablePrivateCluster: false },
    });
  });

  test('a stopped private one without Entra and add-on', async () => {
    const old = await arm().managedClusters.get('mesh', 'old');
    expect(old).toMatchObject({
      powerState: { code: 'Stopped' },
      privateFqdn: expect.stringMatching(/^old-dns-[0-9a-f]{8}\.privatelink\.westeurope\.azmk8s\.io$/),
      addonProfiles: { openServiceMesh: { enabled: false } },
      disableLocalAccounts: false,
      apiServerAccessProfile: { enablePrivateCluster: true, authorizedIPRanges: ['10.0.0.0/8'] },
    });
    expect(old.aadProfile).toBeUndefined();
  });

  test('one that never had the add-on', async () => {
    const { addonProfiles, aadProfile, provisioningState } = await arm().managedClusters.get('mesh', 'new');
    expect({ addonProfiles, rbac: aadProfile?.enableAzureRbac, provisioningState }).toEqual({
      addonProfiles: undefined,
      rbac: true,
      provisioningState: 'Creating',
    });
  });

  test('names are matched without regard to case', async () => {
    const far = await arm(there.toUpperCase()).managedClusters.get('far-away', 'FAR');
    expect(far).toMatchObject({ name: 'far', location: 'northeurope' });
  });

  test('it changes while it runs', async () => {
    const prod = azure.cluster('prod');
    prod.change({ power: 'Stopped' });
    expect((await arm().managedClusters.get('mesh', 'prod')).powerState?.code).toBe('Stopped');
    prod.delete();
    await expect(arm().managedClusters.get('mesh', 'prod')).rejects.toMatchObject({
      code: 'ResourceNotFound',
    });
    expect(await namesIn(here)).not.toContain('prod');
    prod.restore();
    prod.change({ power: 'Running' });
    expect((await arm().managedClusters.get('mesh', 'prod')).powerState?.code).toBe('Running');
  });
});

const get = (subscription: string, group: string, name: string) => () =>
  arm(subscription).managedClusters.get(group, name);

test.each([
  [
    'a cluster',
    get(here, 'mesh', 'gone'),
    'ResourceNotFound',
    "The Resource 'Microsoft.ContainerService/managedClusters/gone' under resource group 'mesh' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
  ],
  [
    'a resource group',
    get(here, 'void', 'prod'),
    'ResourceGroupNotFound',
    "Resource group 'void' could not be found.",
  ],
  [
    'a subscription',
    get(nowhere, 'mesh', 'prod'),
    'SubscriptionNotFound',
    `The subscription '${nowhere}' could not be found.`,
  ],
])('%s that is not there', async (_, asking, code, message) => {
  await expect(asking()).rejects.toMatchObject({ statusCode: 404, code, message });
});

const denied = (action: string, scope: string): string =>
  `The client 'c1000000-0000-4000-8000-000000000001' with object id '${azure.objectId}' does not have authorization to perform action 'Microsoft.ContainerService/managedClusters/${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`;
const scopeOf = (name: string): string =>
  `/subscriptions/${here}/resourceGroups/mesh/providers/Microsoft.ContainerService/managedClusters/${name}`;

describe('rights', () => {
  test('a cluster that may not be read', async () => {
    await expect(arm().managedClusters.get('mesh', 'hidden')).rejects.toMatchObject({
      statusCode: 403,
      code: 'AuthorizationFailed',
      message: denied('read', scopeOf('hidden')),
    });
  });

  test('a cluster whose credentials may not be had', async () => {
    await expect(arm().managedClusters.listClusterUserCredentials('mesh', 'look-only')).rejects.toMatchObject(
      {
        statusCode: 403,
        message: denied('listClusterUserCredential/action', scopeOf('look-only')),
      },
    );
  });

  test('a cluster on which nobody can sign in', async () => {
    const old = azure.cluster('old');
    old.change({ localAccounts: false });
    await expect(arm().managedClusters.listClusterUserCredentials('mesh', 'old')).rejects.toMatchObject({
      statusCode: 400,
      message:
        'Getting static credential is not allowed because this cluster is set to disable local accounts.',
    });
    old.change({ localAccounts: true });
    const { kubeconfigs } = await arm().managedClusters.listClusterUserCredentials('mesh', 'old');
    expect(kubeconfigs).toHaveLength(1);
  });

  test('a subscription without any rights', async () => {
    azure.setSubscriptionRights(there, 'none');
    const scope = `/subscriptions/${there}`;
    // The client keeps ARM's code but drops its words when a list fails, so the words are looked up on the wire.
    await expect(namesIn(there)).rejects.toMatchObject({ statusCode: 403, code: 'AuthorizationFailed' });
    const path = `${scope}/providers/Microsoft.ContainerService/managedClusters?api-version=2026-06-01`;
    const headers = { Authorization: `Bearer ${azure.tokenFor('https://management.azure.com')}` };
    expect(await (await fetch(`${azure.url}${path}`, { headers })).json()).toEqual({
      error: { code: 'AuthorizationFailed', message: denied('read', scope) },
    });
  });
});

describe('tokens', () => {
  const ask = (token?: string): Promise<Response> =>
    fetch(`${azure.url}/subscriptions?api-version=2022-12-01`, {
      headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    });

  test.each<[string, () => string | undefined, string, string]>([
    ['none', () => undefined, 'AuthenticationFailed', "The 'Authorization' header is missing"],
    ['an invented one', () => 'a.b.c', 'InvalidAuthenticationToken', 'The access token is invalid'],
    [
      'one for a cluster',
      () => azure.tokenFor('6dae42f8-4368-4678-94ff-3960e28e3630'),
      'InvalidAuthenticationTokenAudience',
      "wrong audience or resource '6dae42f8-4368-4678-94ff-3960e28e3630'. It should exactly match with one of the allowed audiences",
    ],
  ])('%s is refused', async (_, token, code, message) => {
    const answer = await ask(token());
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain(`${azure.tenant}", error="invalid_token"`);
    expect(await answer.json()).toMatchObject({ error: { code, message: expect.stringContaining(message) } });
  });

  test('one that is too old is refused', async () => {
    now = new Date('2026-06-02T08:39:47Z');
    const token = azure.tokenFor('https://management.azure.com/');
    expect((await ask(token)).status).toBe(200);
    now = new Date('2026-06-03T18:39:47Z');
    const answer = await ask(token);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({
      error: {
        code: 'ExpiredAuthenticationToken',
        message:
          "The access token expiry UTC time '6/3/2026 8:39:47 AM' is earlier than current UTC time '6/3/2026 6:39:47 PM'.",
      },
    });
  });
});

test('another process finds its way by the environment alone', async () => {
  const program = `
    import { ContainerServiceClient } from '@azure/arm-containerservice';
    import { ManagedIdentityCredential } from '@azure/identity';
    const { OSM_ARM_ENDPOINT: endpoint, OSM_SUBSCRIPTIONS: subscriptions } = process.env;
    for (const subscription of subscriptions.split(',')) {
      const client = new ContainerServiceClient(new ManagedIdentityCredential(), subscription, { endpoint });
      for await (const { name } of client.managedClusters.list()) process.stdout.write(name + ' ');
    }`;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], {
    env: azure.env(),
  });
  expect(stdout).toBe('prod old new look-only far ');
});

describe('faults', () => {
  const slowDown = { kind: 'status', status: 429, retryAfterSeconds: 0 } as const;

  test('the client waits out a short throttling', async () => {
    azure.addFault({ times: 2, is: slowDown });
    const before = azure.requests.length;
    expect(await namesIn(here)).toHaveLength(4);
    const statuses = azure.requests
      .slice(before)
      .flatMap((one) => (one.endpoint === 'arm' ? [one.status] : []));
    expect(statuses).toEqual([429, 429, 200]);
  });

  test('it gives up on one that does not end', async () => {
    azure.addFault({ is: slowDown });
    await expect(namesIn(here)).rejects.toMatchObject({
      statusCode: 429,
      code: 'SubscriptionRequestsThrottled',
    });
  });

  test.each([500, 503] as const)('%d lasts until it is cleared', async (status) => {
    azure.addFault({ is: { kind: 'status', status } });
    await expect(namesIn(here)).rejects.toMatchObject({ statusCode: status });
    azure.clearFaults();
    expect(await namesIn(here)).toHaveLength(4);
  });

  test('a fault may choose its requests, and hang', async () => {
    azure.addFault({ on: ({ path }) => path.includes('/prod?'), is: { kind: 'hang' } });
    const abortSignal = AbortSignal.timeout(200);
    await expect(arm().managedClusters.get('mesh', 'prod', { abortSignal })).rejects.toThrow('aborted');
    expect(await namesIn(here)).toHaveLength(4);
  });

  test('a connection is reset', async () => {
    azure.addFault({ is: { kind: 'reset' } });
    await expect(namesIn(here)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});
