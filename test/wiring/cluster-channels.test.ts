import { expect, test } from '@jest/globals';
import { mayAnswerIn } from '../../src/wiring/cluster-channels.ts';

const settings = {
  OSM_CLUSTER_CHANNELS: [
    { cluster: 'prod', channels: ['C1', 'C2'] },
    { cluster: 'AKS-Stage', channels: ['C3'] },
  ],
};
const idOf = (name: string) =>
  `/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/${name}`;

test.each([
  ['a cluster in one of its channels', { name: 'prod', resourceId: idOf('x') }, 'C2', true],
  ['a cluster elsewhere', { name: 'prod', resourceId: idOf('x') }, 'C3', false],
  ['a cluster that nothing binds', { name: 'test', resourceId: idOf('x') }, 'C9', true],
  [
    'a cluster by another of its names',
    { name: 'p', aliases: ['p', 'PROD'], resourceId: idOf('x') },
    'C3',
    false,
  ],
  ['a cluster by its name in Azure', { name: 'stage', resourceId: idOf('aks-stage') }, 'C1', false],
  [
    'a cluster by its name in Azure, where it may',
    { name: 'stage', resourceId: idOf('aks-stage') },
    'C3',
    true,
  ],
  ['a cluster bound twice, where one allows', { name: 'prod', resourceId: idOf('aks-stage') }, 'C1', false],
])('%s', (_name, cluster, channel, may) => {
  expect(mayAnswerIn(settings, channel, cluster)).toBe(may);
});
