import { expect, test } from '@jest/globals';
import { mayAnswerIn, unmatchedChannels } from '../../src/wiring/cluster-channels.ts';

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

const cluster = { name: 'p', aliases: ['p', 'main'], resourceId: idOf('AKS-Prod') };

test.each([
  'p',
  'MAIN',
  'aks-prod',
  'G/aks-prod',
  's/g/AKS-prod',
  idOf('aks-prod').toUpperCase(),
  `${idOf('AKS-Prod')}/`,
])('%s names the cluster: it is bound, and told as matched', (name) => {
  const bound = { OSM_CLUSTER_CHANNELS: [{ cluster: name, channels: ['C1'] }] };

  expect([mayAnswerIn(bound, 'C1', cluster), mayAnswerIn(bound, 'C2', cluster)]).toEqual([true, false]);
  expect(unmatchedChannels(bound, { clusters: [cluster] })).toEqual([]);
});

test.each(['prd', 'other/aks-prod', idOf('aks'), 'aks'])('%s matches no cluster, and is told', (name) => {
  const bound = {
    OSM_CLUSTER_CHANNELS: [
      { cluster: 'p', channels: ['C1'] },
      { cluster: name, channels: [] },
    ],
  };

  expect(unmatchedChannels(bound, { clusters: [cluster] })).toEqual([name]);
  expect(unmatchedChannels(bound, { clusters: [] })).toEqual(['p', name]);
});
