import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { RunningCluster } from '../../sim/kubernetes/server.ts';
import { serve } from '../cli/run-cli.ts';
import { ask } from './ask.ts';

let cluster: RunningCluster;

beforeEach(async () => {
  cluster = await serve('healthy-1.1.1');
});

afterEach(async () => {
  await cluster.close();
});

const pods = '/api/v1/namespaces/osm-system/pods';
const [controller, injector] = ['osm-controller-jv9q9g5f26-rsfxp', 'osm-injector-mmsfbwdcdf-f6lnp'];

describe('pods/proxy', () => {
  test.each<[string, number, string]>([
    [`${controller}:9091/proxy/health/ready`, 200, 'Service is ready'],
    [`http:${controller}:9091/proxy/health/alive`, 200, 'Service is ready'],
    [`https:${injector}:9090/proxy/healthz`, 200, 'Health OK'],
    [`${injector}:9090/proxy/healthz`, 400, 'Client sent an HTTP request to an HTTPS server.\n'],
    [`${injector}:9091/proxy/healthz`, 404, '404 page not found\n'],
    [`${controller}:9091/proxy/`, 404, '404 page not found\n'],
  ])('%s is %d', async (path, status, body) => {
    const answer = await ask(cluster, 'admin', `${pods}/${path}`);

    expect([answer.status, answer.body]).toEqual([status, body]);
  });

  test.each<[string, string, number, string]>([
    ['nothing listens', `${controller}:80/proxy/`, 503, 'connect: connection refused'],
    [
      'http where https is wanted',
      `https:${controller}:9091/proxy/metrics`,
      503,
      'error trying to reach service: http: server gave HTTP response to HTTPS client',
    ],
    ['no such pod', 'gone:9091/proxy/metrics', 404, 'pods "gone" not found'],
    ['no place', 'a:b:c:d/proxy/', 400, 'invalid pod request "a:b:c:d"'],
  ])('%s: a Status', async (_name, path, status, message) => {
    const answer = await ask(cluster, 'admin', `${pods}/${path}`);

    expect(answer).toMatchObject({
      status,
      body: { kind: 'Status', code: status, message: expect.stringContaining(message) },
    });
  });

  test('needs its own right, named as the authorizer names it', async () => {
    const answer = await ask(cluster, 'reader', `${pods}/${controller}:9091/proxy/metrics`);

    expect(answer).toMatchObject({
      status: 403,
      body: {
        message: `pods "${controller}:9091" is forbidden: User "reader" cannot get resource "pods/proxy" in API group "" in the namespace "osm-system"`,
      },
    });
  });

  test('is for GET alone', async () => {
    const asking = { method: 'POST', body: {} };

    expect((await ask(cluster, 'admin', `${pods}/${controller}:9091/proxy/x`, asking)).status).toBe(405);
  });
});

describe('a new pod', () => {
  const body = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { generateName: 'try-' },
    spec: { containers: [{ name: 'one', image: 'a' }] },
  };
  const make = (query: string) =>
    ask(cluster, 'admin', `/api/v1/namespaces/bookstore/pods${query}`, { method: 'POST', body });
  const containersOf = (pod: unknown) =>
    (pod as { spec: { containers: { name: string }[] } }).spec.containers.map(({ name }) => name);

  test('in a dry run goes through the webhooks, and nothing is kept', async () => {
    const before = [cluster.all('Pod').length, cluster.all('Secret').length];
    const answer = await make('?dryRun=All');

    expect([answer.status, containersOf(answer.body)]).toEqual([201, ['one', 'envoy']]);
    expect([cluster.all('Pod').length, cluster.all('Secret').length]).toEqual(before);
  });

  test('without controllers is kept as it is sent', async () => {
    const answer = await make('');

    expect([answer.status, containersOf(answer.body)]).toEqual([201, ['one']]);
  });

  test('is refused in a dry run where the webhook fails closed', async () => {
    for (const slice of cluster.all('EndpointSlice')) {
      const { name, namespace } = slice.metadata;
      if (name.startsWith('osm-injector')) cluster.remove('EndpointSlice', namespace, name);
    }
    const answer = await make('?dryRun=All');

    expect(answer).toMatchObject({
      status: 500,
      body: { message: expect.stringContaining('failed calling webhook "osm-inject.k8s.io"') },
    });
  });
});
