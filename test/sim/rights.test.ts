import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { listAt, textAt, valueAt } from '../../sim/kubernetes/record.ts';
import { type Identity, type RunningCluster, startKubernetes } from '../../sim/kubernetes/server.ts';
import { ask } from './ask.ts';
import { clusterWith, podNamed } from './small-cluster.ts';

let cluster: RunningCluster;

beforeEach(async () => {
  cluster = await startKubernetes(clusterWith([podNamed('a', 'one')]));
});

afterEach(async () => {
  await cluster.close();
});

async function statusOf(as: Identity, path: string): Promise<number> {
  return (await ask(cluster, as, path)).status;
}

test.each([
  ['admin', 200, 200, 200, 200],
  ['reader', 200, 200, 200, 403],
  ['nobody', 200, 200, 403, 403],
  ['anonymous', 200, 403, 403, 403],
  ['wrongToken', 401, 401, 401, 401],
  ['expired', 401, 401, 401, 401],
] as const)(
  '%s: version %d, discovery %d, pods %d, secrets %d',
  async (as, version, discovery, pods, secrets) => {
    expect(await statusOf(as, '/version')).toBe(version);
    expect(await statusOf(as, '/apis')).toBe(discovery);
    expect(await statusOf(as, '/api/v1/pods')).toBe(pods);
    expect(await statusOf(as, '/api/v1/secrets')).toBe(secrets);
  },
);

test('rights are asked before kinds are looked up', async () => {
  expect(await statusOf('reader', '/apis/networking.istio.io/v1/virtualservices')).toBe(403);
  expect(await statusOf('admin', '/apis/networking.istio.io/v1/virtualservices')).toBe(404);
});

async function mayList(as: Identity, resource: string): Promise<unknown> {
  const spec = { resourceAttributes: { verb: 'list', resource } };
  const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec };
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
  const answer = await ask(cluster, as, path, { method: 'POST', body });
  return valueAt(answer.body, 'status', 'allowed');
}

test.each(['reader', 'admin'] as const)('a right of %s can be taken away, live', async (as) => {
  expect(await statusOf(as, '/api/v1/pods')).toBe(200);
  cluster.revoke(as, { group: '', resource: 'pods' });
  expect(await statusOf(as, '/api/v1/pods')).toBe(403);
  expect(await statusOf(as, '/api/v1/namespaces')).toBe(200);
  expect([await mayList(as, 'pods'), await mayList(as, 'services')]).toEqual([false, true]);
});

test('the rules that a user is shown follow', async () => {
  cluster.revoke('reader', { group: '', resource: 'pods' });
  const path = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';
  const { body } = await ask(cluster, 'reader', path, { method: 'POST', body: { spec: { namespace: 'a' } } });
  const core = listAt(body, 'status', 'resourceRules').find((rule) => listAt(rule, 'apiGroups')[0] === '');
  expect(valueAt(core, 'resources')).toEqual([
    'namespaces',
    'services',
    'endpoints',
    'configmaps',
    'events',
    'nodes',
    'serviceaccounts',
  ]);
});

test('403 names the user, the verb and the place', async () => {
  const { body } = await ask(cluster, 'nobody', '/api/v1/namespaces/a/pods/one');
  expect(textAt(body, 'message')).toBe(
    'pods "one" is forbidden: User "nobody" cannot get resource "pods" in API group "" in the namespace "a"',
  );
  const anonymous = await ask(cluster, 'anonymous', '/apis');
  expect(textAt(anonymous.body, 'message')).toBe(
    'forbidden: User "system:anonymous" cannot get path "/apis"',
  );
});
