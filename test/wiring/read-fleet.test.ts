import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { ClusterDeclaration } from '../../sim/azure/managed-cluster.ts';
import type { AzureFault, RunningAzure } from '../../sim/azure/server.ts';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import type { AccessProblem, AccessReason, FleetReading } from '../../src/model/fleet.ts';
import type { InputName } from '../../src/model/snapshot.ts';
import { fleetIn, inAzure } from '../azure/in-azure.ts';
import { clusterFile } from '../cli/run-cli.ts';

const inputs: ReadonlySet<InputName> = new Set([
  'apiServer',
  'clock',
  'servedKinds',
  'namespaces',
  'meshConfigs',
]);
const elsewhere = '5b000000-0000-4000-8000-00000000dead';

const silent = { apiServer: 'silent' } as const;
const declared: readonly ClusterDeclaration[] = [
  { name: 'prod', cluster: loadCluster(clusterFile('healthy-1.2.4')) },
  { name: 'updating', provisioningState: 'Updating' },
  { name: 'stopped', power: 'Stopped' },
  { name: 'gone' },
  { name: 'going', provisioningState: 'Deleting' },
  { name: 'hidden', rights: 'none' },
  { name: 'creating', provisioningState: 'Creating' },
  { name: 'no-addon', osmAddon: false },
  { name: 'never-addon', osmAddon: 'neverOn' },
  { name: 'no-role', rights: 'read' },
  { name: 'no-entra', entra: false },
  { name: 'nobody-in', entra: false, localAccounts: false },
  { name: 'private', private: true, apiServer: 'unresolvable' },
  { name: 'private-silent', private: true, ...silent },
  { name: 'private-reached', private: true },
  { name: 'ranges', authorizedIpRanges: ['203.0.113.0/24', '198.51.100.7/32'], ...silent },
  { name: 'refusing', apiServer: 'refusing' },
  { name: 'silent', ...silent },
  { name: 'unresolvable', apiServer: 'unresolvable' },
  { name: 'nobody', as: 'nobody', azureRbac: true },
];

let azure: RunningAzure;
beforeAll(async () => {
  azure = await inAzure({ clusters: declared });
  azure.cluster('gone').delete();
});
afterEach(() => azure.clearFaults());
afterAll(() => azure.close());

interface Settings {
  readonly [name: string]: string;
}

async function read(name: string, settings: Settings = {}, budgetMs = 15_000): Promise<FleetReading> {
  const resourceId = name.startsWith('/') ? name : azure.cluster(name).resourceId;
  const called = resourceId.split('/').at(-1) ?? '';
  return fleetIn(azure, settings).read({ name: called, resourceId }, { inputs, budgetMs });
}

async function problemOf(reading: Promise<FleetReading>): Promise<AccessProblem> {
  const came = await reading;
  if (came.is === 'read') throw new Error('It was read.');
  return came.problem;
}

interface Case {
  readonly name: string;
  readonly cluster: string;
  readonly reason: AccessReason;
  /** Part of what is said. */
  readonly says: RegExp;
  /** Part of what is to be done: words, command, manifest. */
  readonly todo: RegExp;
  readonly passing?: true;
  readonly fault?: AzureFault;
  /** Status with which the API server answers everything. */
  readonly answers?: 401 | 403 | 503;
  readonly settings?: Settings;
  readonly budgetMs?: number;
}

const failures: readonly Case[] = [
  {
    name: 'stopped',
    cluster: 'stopped',
    reason: 'stopped',
    says: /^stopped is stopped/,
    todo: /az aks start --subscription 5b0\S+ --resource-group mesh --name stopped$/m,
  },
  {
    name: 'deleted',
    cluster: 'gone',
    reason: 'deleted',
    says: /gone does not exist \(any more\)/,
    todo: /OSM_CLUSTERS/,
  },
  {
    name: 'being deleted',
    cluster: 'going',
    reason: 'deleted',
    says: /is being deleted/,
    todo: /take its name/,
  },
  {
    name: 'not visible to the identity',
    cluster: 'hidden',
    reason: 'notVisible',
    says: /cannot be seen by our identity \(object id 0b000000-0000-4000-8000-000000000001\)/,
    todo: /az role assignment create --assignee-object-id 0b000000-0000-4000-8000-000000000001 --assignee-principal-type ServicePrincipal --role 4abbcc35-e782-43d8-92c5-2d3f1bd2253f --scope \/subscriptions\/\S+\/hidden$/m,
  },
  {
    name: 'in a subscription that cannot be seen',
    cluster: `/subscriptions/${elsewhere}/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/far`,
    reason: 'notVisible',
    says: /^far cannot be seen/,
    todo: /Cluster User Role/,
  },
  {
    name: 'being made',
    cluster: 'creating',
    reason: 'notReady',
    says: /still creating it/,
    todo: /Ask again/,
    passing: true,
  },
  {
    name: 'add-on off',
    cluster: 'no-addon',
    reason: 'addonOff',
    says: /add-on is off on no-addon/,
    todo: /OSM_ALL_CLUSTERS[\s\S]*az aks enable-addons .*--addons open-service-mesh/,
  },
  { name: 'add-on never on', cluster: 'never-addon', reason: 'addonOff', says: /is off/, todo: /OSM_ALL/ },
  {
    name: 'no Cluster User role',
    cluster: 'no-role',
    reason: 'noClusterUserRole',
    says: /can be seen, but .* may not ask for its address/,
    todo: /"Azure Kubernetes Service Cluster User Role"[\s\S]*--role 4abbcc35-/,
  },
  {
    name: 'Entra integration off, local accounts on',
    cluster: 'no-entra',
    reason: 'entraOff',
    says: /cluster admins, so osm-doctor does not use them/,
    todo: /az aks update .*--name no-entra --enable-aad/,
  },
  {
    name: 'Entra integration and local accounts off',
    cluster: 'nobody-in',
    reason: 'entraAndLocalAccountsOff',
    says: /Nobody can sign in/,
    todo: /--enable-aad/,
  },
  {
    name: 'token refused',
    cluster: 'prod',
    answers: 401,
    reason: 'tokenRefused',
    says: /API server of prod refused the token .* \(401\)/,
    todo: /tenant/,
  },
  {
    name: 'private, its name unknown here',
    cluster: 'private',
    reason: 'privateUnreachable',
    says: /private cluster.*can't be resolved/,
    todo: /virtual network integration/,
  },
  {
    name: 'private, no answer',
    cluster: 'private-silent',
    budgetMs: 2_000,
    reason: 'privateUnreachable',
    says: /private cluster/,
    todo: /private DNS zone/,
  },
  {
    name: 'private and reached, but failing',
    cluster: 'private-reached',
    answers: 503,
    reason: 'unreachable',
    says: /answered 503/,
    todo: /Ask again/,
    passing: true,
  },
  {
    name: 'authorised IP ranges',
    cluster: 'ranges',
    budgetMs: 2_000,
    reason: 'ipRanges',
    says: /lets in 2 address ranges only/,
    todo: /--api-server-authorized-ip-ranges 203.0.113.0\/24,198.51.100.7\/32,OUTBOUND-ADDRESS\/32/,
  },
  {
    name: 'nothing listens',
    cluster: 'refusing',
    reason: 'unreachable',
    says: /refused/,
    todo: /az aks show/,
    passing: true,
  },
  {
    name: 'no answer',
    cluster: 'silent',
    budgetMs: 2_000,
    reason: 'unreachable',
    says: /budget of \d(\.\d)? s ran out/,
    todo: /outbound network/,
    passing: true,
  },
  {
    name: 'no such name',
    cluster: 'unresolvable',
    reason: 'unreachable',
    says: /can't be resolved/,
    todo: /./,
    passing: true,
  },
  {
    name: 'no Kubernetes rights',
    cluster: 'nobody',
    settings: { OSM_ALL_CLUSTERS: 'true' },
    reason: 'noKubernetesRights',
    says: /Signing in to nobody works, but our identity \(object id 0b0\S+\) may read nothing/,
    todo: /name: "0b000000-0000-4000-8000-000000000001"/,
  },
  {
    name: 'no Kubernetes rights, not even to ask for the version',
    cluster: 'prod',
    answers: 403,
    reason: 'noKubernetesRights',
    says: /every read was forbidden/,
    todo: /kubectl apply -f FILE[\s\S]*\[meshconfigs\]/,
  },
  {
    name: 'throttled for long',
    cluster: 'prod',
    fault: { is: { kind: 'status', status: 429, retryAfterSeconds: 240 } },
    reason: 'throttled',
    says: /asks to wait 4 min/,
    todo: /Wait that long/,
    passing: true,
  },
  {
    name: 'throttled in every try',
    cluster: 'prod',
    fault: { is: { kind: 'status', status: 429, retryAfterSeconds: 0 } },
    reason: 'throttled',
    says: /429 to every try/,
    todo: /ask again/,
    passing: true,
  },
  {
    name: 'Azure fails',
    cluster: 'prod',
    fault: { is: { kind: 'status', status: 500 } },
    budgetMs: 8_000,
    reason: 'azureFailed',
    says: /Azure could not answer \(500\)/,
    todo: /status\.azure\.com/,
    passing: true,
  },
  {
    name: 'a proxy stands in between',
    cluster: 'prod',
    fault: { is: { kind: 'status', status: 403, html: true } },
    reason: 'azureFailed',
    says: /Azure could not answer \(403\)/,
    todo: /outbound network/,
    passing: true,
  },
  {
    name: 'Azure hangs',
    cluster: 'prod',
    fault: { is: { kind: 'hang' } },
    budgetMs: 600,
    reason: 'azureFailed',
    says: /no answer within/,
    todo: /./,
    passing: true,
  },
  {
    name: 'Azure gives no kubeconfig',
    cluster: 'prod',
    fault: { on: ({ method }) => method === 'POST', is: { kind: 'hang' } },
    budgetMs: 600,
    reason: 'azureFailed',
    says: /no answer within/,
    todo: /./,
    passing: true,
  },
];

describe('every way to fail has its sentence', () => {
  test.each(failures)('$name', async ({ cluster, settings, budgetMs, fault, answers, ...wanted }) => {
    if (fault !== undefined) azure.addFault(fault);
    if (answers !== undefined) {
      azure.cluster(cluster).kubernetes.addFault({ is: { kind: 'status', status: answers } });
    }
    const problem = await problemOf(read(cluster, settings, budgetMs));
    if (answers !== undefined) azure.cluster(cluster).kubernetes.clearFaults();

    expect(problem.reason).toBe(wanted.reason);
    expect(problem.says).toMatch(wanted.says);
    expect([problem.todo, problem.command, problem.manifest].join('\n')).toMatch(wanted.todo);
    expect(problem.passing).toBe(wanted.passing === true);
    const told = JSON.stringify(problem);
    expect(azure.secrets.filter((secret) => told.includes(secret))).toEqual([]);
    expect(azure.secrets.length).toBeGreaterThan(1);
  });

  test('the sign-in has the whole list of reasons in this table or beside it', () => {
    const beside: AccessReason[] = ['noIdentity'];
    const all: { readonly [R in AccessReason]: true } = {
      noIdentity: true,
      deleted: true,
      notVisible: true,
      stopped: true,
      notReady: true,
      addonOff: true,
      noClusterUserRole: true,
      entraOff: true,
      entraAndLocalAccountsOff: true,
      tokenRefused: true,
      privateUnreachable: true,
      ipRanges: true,
      unreachable: true,
      noKubernetesRights: true,
      throttled: true,
      azureFailed: true,
    };

    expect([...new Set([...failures.map(({ reason }) => reason), ...beside])].sort()).toEqual(
      Object.keys(all).sort(),
    );
  });
});

describe('what is read', () => {
  test('a cluster under its name and ARM id', async () => {
    const reading = await read('prod');

    expect(reading).toMatchObject({
      is: 'read',
      snapshot: {
        cluster: { name: 'prod', resourceId: azure.cluster('prod').resourceId },
        inputs: { apiServer: { ok: true }, namespaces: { ok: true }, meshConfigs: { ok: true } },
      },
    });
  });

  test('a cluster that is being updated', async () => {
    expect((await read('updating')).is).toBe('read');
  });

  test('a private cluster within reach', async () => {
    expect((await read('private-reached')).is).toBe('read');
  });

  test('a cluster without the add-on, when all are wanted', async () => {
    expect((await read('no-addon', { OSM_ALL_CLUSTERS: 'true' })).is).toBe('read');
  });

  test('a cluster of which some things are forbidden: that is for the report', async () => {
    const { kubernetes } = azure.cluster('prod');
    kubernetes.addFault({
      on: ({ path }) => path.startsWith('/api/v1/namespaces?'),
      is: { kind: 'status', status: 403 },
    });
    const reading = await read('prod');
    kubernetes.clearFaults();

    expect(reading).toMatchObject({ is: 'read', snapshot: { inputs: { namespaces: { ok: false } } } });
  });

  test('a cluster of which nothing was wanted that needs a right', async () => {
    const { resourceId } = azure.cluster('nobody');
    const wanted = { inputs: new Set(['apiServer', 'servedKinds'] as const), budgetMs: 15_000 };

    expect((await fleetIn(azure).read({ name: 'nobody', resourceId }, wanted)).is).toBe('read');
  });

  test('one namespace, as it was asked for, with progress', async () => {
    const { resourceId } = azure.cluster('prod');
    const open: number[] = [];
    const onRead = (left: readonly InputName[]): number => open.push(left.length);
    const wanted = { inputs, namespace: 'osm-system', budgetMs: 15_000, onRead };
    const reading = await fleetIn(azure).read({ name: 'prod', resourceId }, wanted);

    expect(reading).toMatchObject({
      snapshot: {
        asked: { namespace: 'osm-system' },
        inputs: { meshConfigs: { problem: { reason: 'notAsked' } } },
      },
    });
    expect(open.at(-1)).toBe(0);
  });

  test('after a short throttling, without a word', async () => {
    azure.addFault({ times: 2, is: { kind: 'status', status: 429, retryAfterSeconds: 0 } });

    expect((await read('prod')).is).toBe('read');
  });

  test('an address that is no managed cluster at all ends in a sentence', async () => {
    const problem = await problemOf(
      fleetIn(azure).read({ name: 'odd', resourceId: 'odd' }, { inputs, budgetMs: 500 }),
    );

    expect(problem.reason).toBe('azureFailed');
  });
});

test('sockets to the API server are kept between runs', async () => {
  const fleet = fleetIn(azure);
  const cluster = { name: 'prod', resourceId: azure.cluster('prod').resourceId };
  const { port } = new URL(azure.cluster('prod').kubernetes.url);
  const opened: number[] = [];
  const listen = (message: unknown): void => {
    const { request } = message as { request: { getHeader(name: string): unknown; reusedSocket: boolean } };
    if (String(request.getHeader('host')).endsWith(`:${port}`)) opened.push(Number(!request.reusedSocket));
  };
  const newSockets = async (): Promise<number> => {
    opened.length = 0;
    subscribe('http.client.response.finish', listen);
    await fleet.read(cluster, { inputs, budgetMs: 15_000 });
    unsubscribe('http.client.response.finish', listen);
    return opened.reduce((sum, one) => sum + one, 0);
  };

  expect(await newSockets()).toBeGreaterThan(0);
  expect(await newSockets()).toBe(0);
});
