import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { KubeConfig } from '@kubernetes/client-node';
import { type Identity, type RunningCluster, startKubernetes } from '../../sim/kubernetes/server.ts';
import { clusterWith } from './small-cluster.ts';

let cluster: RunningCluster;

beforeAll(async () => {
  cluster = await startKubernetes(clusterWith([]));
});

afterAll(async () => {
  await cluster.close();
});

function loaded(...given: Parameters<RunningCluster['kubeconfig']>): KubeConfig {
  const config = new KubeConfig();
  config.loadFromString(cluster.kubeconfig(...given));
  return config;
}

test.each(['admin', 'reader', 'nobody', 'wrongToken', 'expired'] as const)(
  '%s signs in by token or by certificate',
  (as: Identity) => {
    expect(loaded(as).getCurrentUser()?.token).toBe(`token-of-${as}`);
    const user = loaded(as, { clientCertificate: true }).getCurrentUser();
    expect([user?.token, typeof user?.certData, typeof user?.keyData]).toEqual([
      undefined,
      'string',
      'string',
    ]);
  },
);

test('who is anonymous shows nothing', () => {
  const user = loaded('anonymous').getCurrentUser();
  expect([user?.token, user?.certData]).toEqual([undefined, undefined]);
});

test('everything else can be had otherwise', () => {
  const plain = loaded('reader').getCurrentCluster();
  expect(Buffer.from(plain?.caData ?? '', 'base64').toString()).toBe(cluster.ca);
  const other = loaded('reader', {
    server: 'https://elsewhere:1',
    ca: 'other',
    tlsServerName: 'kubernetes',
    proxyUrl: 'http://proxy:3128',
    contextName: 'mine',
  });
  expect(other.getCurrentContext()).toBe('mine');
  expect(other.getCurrentCluster()).toMatchObject({
    server: 'https://elsewhere:1',
    caData: Buffer.from('other').toString('base64'),
    tlsServerName: 'kubernetes',
    proxyUrl: 'http://proxy:3128',
  });
});
