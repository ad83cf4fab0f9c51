import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { listAt, recordAt, textAt } from '../../sim/kubernetes/record.ts';
import { type RunningCluster, startKubernetes } from '../../sim/kubernetes/server.ts';
import { ask } from './ask.ts';
import { clusterWith, podNamed } from './small-cluster.ts';

let cluster: RunningCluster;

beforeAll(async () => {
  const pods = [
    podNamed('b', 'p1', { app: 'web', tier: 'front' }),
    podNamed('a', 'p2', { app: 'web' }),
    podNamed('a', 'p1', { app: 'db', tier: 'back' }),
    podNamed('a-b', 'p1'),
  ];
  const big = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { namespace: 'a', name: 'big' },
    data: { text: 'x'.repeat(200_000) },
  };
  cluster = await startKubernetes(clusterWith([...pods, big]));
});

afterAll(async () => {
  await cluster.close();
});

async function list(
  query: string,
  path = '/api/v1/pods',
): Promise<{ names: string[]; metadata: Record<string, unknown> }> {
  const { body } = await ask(cluster, 'reader', `${path}?${query}`);
  const names = listAt(body, 'items').map(
    (item) => `${textAt(item, 'metadata', 'namespace')}/${textAt(item, 'metadata', 'name')}`,
  );
  return { names, metadata: recordAt(body, 'metadata') };
}

test('the order is that of etcd, where a hyphen comes before the slash', async () => {
  expect((await list('')).names).toEqual(['a-b/p1', 'a/p1', 'a/p2', 'b/p1']);
});

test.each([
  ['app=web', ['a/p2', 'b/p1']],
  ['app==web,tier', ['b/p1']],
  ['app!=web', ['a-b/p1', 'a/p1']],
  ['app in (web, db),!tier', ['a/p2']],
  ['app notin (web)', ['a-b/p1', 'a/p1']],
  ['!app', ['a-b/p1']],
])('labelSelector %s', async (selector, names) => {
  expect((await list(`labelSelector=${encodeURIComponent(selector)}`)).names).toEqual(names);
});

test.each([
  ['metadata.name=p2', ['a/p2']],
  ['metadata.namespace!=a,status.phase=Running', ['a-b/p1', 'b/p1']],
])('fieldSelector %s', async (selector, names) => {
  expect((await list(`fieldSelector=${encodeURIComponent(selector)}`)).names).toEqual(names);
});

test('a selector that cannot be read is refused', async () => {
  expect((await ask(cluster, 'reader', '/api/v1/pods?labelSelector=a%20b')).status).toBe(400);
  expect((await ask(cluster, 'reader', '/api/v1/pods?fieldSelector=spec.color%3Dred')).status).toBe(400);
});

test('pages join up to the whole list', async () => {
  const names: string[] = [];
  let token = '';
  do {
    const page = await list(`limit=3&continue=${token}`);
    names.push(...page.names);
    token = String(page.metadata['continue'] ?? '');
    expect(page.metadata['remainingItemCount']).toBe(token === '' ? undefined : 1);
  } while (token !== '');
  expect(names).toEqual((await list('')).names);
});

test('pages of one namespace join up, too', async () => {
  const first = await list('limit=1', '/api/v1/namespaces/a/pods');
  const second = await list(`limit=1&continue=${first.metadata['continue']}`, '/api/v1/namespaces/a/pods');
  expect([...first.names, ...second.names]).toEqual(['a/p1', 'a/p2']);
  expect(second.metadata['continue']).toBeUndefined();
});

test('how many remain is not counted behind a selector, and the watch cache knows no pages', async () => {
  const selected = await list('limit=1&labelSelector=app');
  expect(selected.names).toHaveLength(1);
  expect(selected.metadata['remainingItemCount']).toBeUndefined();
  expect((await list('limit=1&resourceVersion=0')).names).toHaveLength(4);
});

test('a large answer is compressed for clients that want it', async () => {
  const path = '/api/v1/namespaces/a/configmaps/big';
  const packed = await ask(cluster, 'reader', path, { headers: { 'Accept-Encoding': 'gzip' } });
  const plain = await ask(cluster, 'reader', path);
  expect([packed.headers['content-encoding'], plain.headers['content-encoding']]).toEqual([
    'gzip',
    undefined,
  ]);
  expect(packed.body).toEqual(plain.body);
  expect(cluster.requests.at(-2)?.bytes).toBeLessThan(10_000);
});

test('what is missing in an object is filled in, always alike', async () => {
  const pod = cluster.find('Pod', 'a', 'p1');
  expect(pod?.metadata.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(pod?.metadata.creationTimestamp).toBe('2026-11-21T12:00:00Z');
  const namespace = await ask(cluster, 'reader', '/api/v1/namespaces/a-b');
  expect(namespace.body).toMatchObject({
    metadata: { labels: { 'kubernetes.io/metadata.name': 'a-b' } },
    status: { phase: 'Active' },
  });
});
