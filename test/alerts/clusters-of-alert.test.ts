import { describe, expect, test } from '@jest/globals';
import { clustersOfAlert } from '../../src/alerts/clusters-of-alert.ts';
import type { Alert } from '../../src/model/alert.ts';
import type { FleetCluster } from '../../src/model/fleet.ts';
import { clusterId as idOf } from '../../src/model/resource-id.ts';
import { alertOf, clusterId, subscription } from './payload.ts';

const seen = { osmAddon: true, running: true };

function cluster(name: string, more: Partial<FleetCluster> = {}, resourceGroup = 'mesh'): FleetCluster {
  return { name, resourceId: idOf({ subscription, resourceGroup, name }), ...more };
}

const prod = cluster('aks-prod');
const test1 = cluster('aks-test');
const scope = `/subscriptions/${subscription}/resourcegroups`;
const workspace = `${scope}/monitoring/providers/microsoft.operationalinsights/workspaces/logs`;
const account = `${scope}/monitoring/providers/microsoft.monitor/accounts/metrics`;
const machine = (group: string) =>
  `${scope}/${group}/providers/microsoft.compute/virtualmachinescalesets/aks-vmss`;

function names(alert: Alert, clusters: readonly FleetCluster[]): string[] {
  const found = clustersOfAlert(alert, { clusters, problems: [], listedAt: '2026-11-22T12:00:00Z' });
  return found.clusters.map(({ name }) => name);
}

/** An alert about these resources with these labels. */
function about(targets: readonly string[], labels: Readonly<Record<string, string>> = {}): Alert {
  return alertOf('metric', { targets, labels });
}

describe('the payloads lead to their cluster', () => {
  test.each([
    ['metric'],
    ['log-search'],
    ['prometheus'],
    ['resource-health'],
    ['activity-log'],
    ['resolved'],
  ] as const)('%s', (name) => {
    expect(names(alertOf(name), [test1, prod])).toEqual(['aks-prod']);
  });
});

describe('by ARM id', () => {
  test.each<[string, Alert, readonly string[]]>([
    ['letters do not matter', about([clusterId.toUpperCase()]), ['aks-prod']],
    ['something inside the cluster', about([`${clusterId}/agentPools/nodepool1`]), ['aks-prod']],
    ['a name that begins alike', about([`${clusterId}-2`]), []],
    ['in a dimension', about([workspace], { ClusterId: clusterId }), ['aks-prod']],
    [
      'in a label of managed Prometheus',
      about([account], { 'microsoft.resourceid': clusterId }),
      ['aks-prod'],
    ],
    ['several', about([clusterId, test1.resourceId]), ['aks-prod', 'aks-test']],
  ])('%s', (_name, alert, expected) => {
    expect(names(alert, [prod, test1])).toEqual(expected);
  });
});

describe('by node resource group', () => {
  const custom = cluster('custom', { seen: { ...seen, nodeResourceGroup: 'Nodes-Of-Custom' } });
  const underscores = [cluster('b_c', {}, 'a'), cluster('c', {}, 'a_b')];

  test.each<[string, Alert, readonly FleetCluster[], readonly string[]]>([
    ['a group of one’s own', about([machine('nodes-of-custom')]), [prod, custom], ['custom']],
    ['the group itself', about([`${scope}/nodes-of-custom`]), [prod, custom], ['custom']],
    [
      'the same group elsewhere',
      about([machine('nodes-of-custom').replace(/1{8}/, '9'.repeat(8))]),
      [custom],
      [],
    ],
    [
      'the default name does not count when Azure told another',
      about([machine('mc_mesh_custom_westeurope')]),
      [custom],
      [],
    ],
    ['the default name', about([machine('MC_mesh_aks-prod_westeurope')]), [prod, test1], ['aks-prod']],
    ['more than a region behind it', about([machine('mc_mesh_aks-prod_x_westeurope')]), [prod], []],
    ['a default name that fits two clusters', about([machine('mc_a_b_c_westeurope')]), underscores, []],
    ['the group of the cluster itself', about([machine('mesh')]), [prod], []],
  ])('%s', (_name, alert, fleet, expected) => {
    expect(names(alert, fleet)).toEqual(expected);
  });
});

describe('by labels, when the target gathers the data of several clusters', () => {
  const east = cluster('aks', {}, 'east');
  const west = cluster('aks', {}, 'west');
  const alias: FleetCluster = { ...test1, name: 'Shop', aliases: ['Shop', 'Store'] };

  test.each<[string, Alert, readonly FleetCluster[], readonly string[]]>([
    ['cluster', about([account], { cluster: 'AKS-Prod' }), [prod, test1], ['aks-prod']],
    ['ClusterName', about([workspace], { ClusterName: 'aks-prod' }), [prod, test1], ['aks-prod']],
    ['the name in the settings', about([workspace], { cluster: 'shop' }), [prod, alias], ['Shop']],
    ['another name in the settings', about([workspace], { cluster: 'STORE' }), [prod, alias], ['Shop']],
    [
      'the name in Azure behind that of the settings',
      about([workspace], { cluster: 'aks-test' }),
      [alias],
      ['Shop'],
    ],
    [
      'one name in Azure, and the settings give it to another: Azure wrote the label',
      about([workspace], { cluster: 'aks-prod' }),
      [prod, { ...test1, name: 'aks-prod' }],
      ['aks-prod'],
    ],
    [
      'a name that two bear: both are judged',
      about([account], { cluster: 'aks' }),
      [east, west],
      ['aks', 'aks'],
    ],
    ['no target at all', about([], { cluster: 'aks-prod' }), [prod], ['aks-prod']],
    ['the target is another cluster', about([`${clusterId}-2`], { cluster: 'aks-prod' }), [prod], []],
    [
      'a label points at another cluster',
      about([account], { 'microsoft.resourceid': `${clusterId}-2`, cluster: 'aks-prod' }),
      [prod],
      [],
    ],
    ['the target is something else', about([machine('other')], { cluster: 'aks-prod' }), [prod], []],
    ['a workspace alone, though there is but one cluster', about([workspace]), [prod], []],
    [
      'names of nodes',
      about([workspace], { Computer: 'aks-prod', node: 'aks-prod', instance: 'aks-nodepool1-1-vmss000000' }),
      [prod],
      [],
    ],
  ])('%s', (_name, alert, fleet, expected) => {
    expect(names(alert, fleet)).toEqual(expected);
  });
});

test('at most five clusters; the others are counted', () => {
  const clusters = Array.from({ length: 8 }, (_, index) => cluster(`aks-${index}`));
  const alert = about(clusters.map(({ resourceId }) => resourceId));
  const found = clustersOfAlert(alert, { clusters, problems: [], listedAt: '2026-11-22T12:00:00Z' });

  expect(found.clusters).toHaveLength(5);
  expect(found.leftOut).toBe(3);
});
