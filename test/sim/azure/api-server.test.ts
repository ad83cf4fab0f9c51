import { request } from 'node:https';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { type RunningAzure, startAzure } from '../../../sim/azure/server.ts';
import { clusterWith, podNamed } from '../small-cluster.ts';
import { trust } from './trust.ts';

const audience = '6dae42f8-4368-4678-94ff-3960e28e3630';
const pods = '/api/v1/namespaces/a/pods';
const cluster = clusterWith([podNamed('a', 'one')]);

let azure: RunningAzure;
let now = new Date();

beforeAll(async () => {
  azure = await startAzure({
    now: () => now,
    clusters: [
      { name: 'prod', cluster },
      { name: 'local', cluster, entra: false },
    ],
  });
  trust(azure.ca);
});
afterAll(() => azure.close());
afterEach(() => {
  now = new Date();
  azure.cluster('prod').change({ as: 'doctor', power: 'Running', apiServer: 'serving', entra: true });
  azure.cluster('prod').restore();
});

/** The kubeconfig that ARM gives out, with the parts that matter. */
async function kubeconfigOf(name: string) {
  const token = azure.tokenFor('https://management.azure.com/');
  const path = `${azure.cluster(name).resourceId}/listClusterUserCredential?api-version=2026-06-01&format=exec`;
  const headers = { Authorization: `Bearer ${token}` };
  const answer = await fetch(`${azure.url}${path}`, { method: 'POST', headers });
  const { kubeconfigs } = (await answer.json()) as { kubeconfigs: { name: string; value: string }[] };
  const text = Buffer.from(kubeconfigs[0]?.value ?? '', 'base64').toString();
  const { clusters, users } = parse(text);
  return { server: String(clusters[0].cluster.server), user: users[0].user, userName: users[0].name };
}

interface Asked {
  readonly path?: string;
  readonly token?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly patienceMs?: number;
}

async function ask(
  server: string,
  { path = pods, token, patienceMs = 20_000, ...tls }: Asked,
): Promise<[number, string]> {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  const signal = AbortSignal.timeout(patienceMs);
  const { promise, resolve, reject } = Promise.withResolvers<[number, string]>();
  const asked = request(
    new URL(path, server),
    { headers, agent: false, signal, ...tls },
    async (response) => {
      const body = JSON.parse((await response.toArray()).join(''));
      resolve([response.statusCode ?? 0, body.message ?? body.kind]);
    },
  );
  asked.on('error', reject).end();
  return promise;
}

const serverOf = async (name: string): Promise<string> => (await kubeconfigOf(name)).server;

test('the kubeconfig of a cluster with Entra calls kubelogin', async () => {
  const { server, user, userName } = await kubeconfigOf('prod');
  expect(server).toBe(azure.cluster('prod').kubernetes.url);
  expect(userName).toBe('clusterUser_mesh_prod');
  expect(user).toMatchObject({ exec: { command: 'kubelogin' } });
  expect(user.exec.args.join(' ')).toContain(
    `get-token --environment AzurePublicCloud --server-id ${audience}`,
  );
});

test('a token for the cluster is let in, with the rights that its owner has there', async () => {
  const server = await serverOf('prod');
  const token = azure.tokenFor(audience);
  const secrets = '/api/v1/namespaces/a/secrets';
  expect(await ask(server, { token })).toEqual([200, 'PodList']);
  expect(await ask(server, { token, path: secrets })).toEqual([
    403,
    `secrets is forbidden: User "${azure.objectId}" cannot list resource "secrets" in API group "" in the namespace "a"`,
  ]);
  azure.cluster('prod').change({ as: 'admin' });
  expect(await ask(server, { token, path: secrets })).toEqual([200, 'SecretList']);
  azure.cluster('prod').change({ as: 'nobody' });
  expect(await ask(server, { token })).toEqual([
    403,
    `pods is forbidden: User "${azure.objectId}" cannot list resource "pods" in API group "" in the namespace "a"`,
  ]);
});

test('a right that is taken away is gone for who signs in by Entra, too', async () => {
  const other = await startAzure({ clusters: [{ name: 'x', cluster }] });
  const [server, token] = [other.cluster('x').kubernetes.url, other.tokenFor(audience)];
  expect((await ask(server, { token }))[0]).toBe(200);
  other.cluster('x').kubernetes.revoke('doctor', { group: '', resource: 'pods' });
  expect((await ask(server, { token }))[0]).toBe(403);
  await other.close();
});

test.each<[string, () => string]>([
  ['a token for ARM', () => azure.tokenFor('https://management.azure.com')],
  ['an invented token', () => azure.tokenFor(audience).replace(/^[^.]+/, 'e30')],
  [
    'a token that has expired',
    () => {
      const token = azure.tokenFor(audience);
      now = new Date(now.getTime() + 24 * 3600 * 1000);
      return token;
    },
  ],
])('%s is answered with 401', async (_, token) => {
  const server = await serverOf('prod');
  expect(await ask(server, { token: token() })).toEqual([401, 'Unauthorized']);
});

test('without Entra no token of it is let in, but the key of the local account', async () => {
  const { server, user } = await kubeconfigOf('local');
  expect(await ask(server, { token: azure.tokenFor(audience) })).toEqual([401, 'Unauthorized']);
  const pair = ['certificate', 'key'].map((one) =>
    Buffer.from(user[`client-${one}-data`], 'base64').toString(),
  );
  const [cert = '', key = ''] = pair;
  expect(await ask(server, { cert, key })).toEqual([200, 'PodList']);
  expect(azure.secrets).toEqual(expect.arrayContaining([user['client-key-data'], user.token]));
});

/** Long enough for an answer to come where one should not. */
const patienceMs = 500;

test.each([
  ['unresolvable', { apiServer: 'unresolvable' }, 'ENOTFOUND'],
  ['refusing', { apiServer: 'refusing' }, 'ECONNREFUSED'],
  ['silent', { apiServer: 'silent' }, 'ABORT_ERR'],
  ['of a stopped cluster', { power: 'Stopped' }, 'ENOTFOUND'],
] as const)('an API server that is %s', async (_, change, code) => {
  const token = azure.tokenFor(audience);
  azure.cluster('prod').change(change);
  await expect(ask(await serverOf('prod'), { token, patienceMs })).rejects.toMatchObject({ code });
});

test.each([
  ['stopped', () => azure.cluster('prod').change({ power: 'Stopped' }), 'ECONNRESET'],
  ['deleted', () => azure.cluster('prod').delete(), 'ECONNRESET'],
  ['cut off', () => azure.cluster('prod').change({ apiServer: 'silent' }), 'ABORT_ERR'],
])('who knows the address finds nobody there once the cluster is %s', async (_, happens, code) => {
  const token = azure.tokenFor(audience);
  const server = await serverOf('prod');
  azure.cluster('prod').kubernetes.clearFaults();
  happens();
  await expect(ask(server, { token, patienceMs })).rejects.toMatchObject({ code });
});

test('sixty clusters run side by side', async () => {
  const names = Array.from({ length: 60 }, (_, i) => `c${i}`);
  const many = await startAzure({ clusters: names.map((name) => ({ name, cluster })) });
  const token = many.tokenFor(audience);
  const answers = await Promise.all(names.map((name) => ask(many.cluster(name).kubernetes.url, { token })));
  expect(answers).toEqual(names.map(() => [200, 'PodList']));
  expect(new Set(names.map((name) => many.cluster(name).kubernetes.url)).size).toBe(60);
  await many.close();
});

test('clusters that serve the same file change apart', async () => {
  const token = azure.tokenFor(audience);
  const two = await startAzure({
    clusters: ['a', 'b'].map((name) => ({ name, cluster, as: 'admin' as const })),
  });
  const [a, b] = ['a', 'b'].map((name) => two.cluster(name).kubernetes);
  const before = structuredClone(b?.find('Pod', 'a', 'one'));
  const answer = await fetch(`${a?.url}${pods}/one`, {
    method: 'PATCH',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/merge-patch+json' },
    body: JSON.stringify({ metadata: { labels: { changed: 'yes' } }, status: { phase: 'Failed' } }),
  });
  expect(answer.status).toBe(200);
  expect(a?.find('Pod', 'a', 'one')?.metadata.labels).toEqual({ changed: 'yes' });
  expect(b?.find('Pod', 'a', 'one')).toEqual(before);
  await two.close();
});

test('a cluster that was not declared is a mistake of the test', () => {
  expect(() => azure.cluster('staging')).toThrow('No cluster staging was declared for the simulated Azure.');
});
