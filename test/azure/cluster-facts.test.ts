import { describe, expect, test } from '@jest/globals';
import { azureCluster } from '../../src/azure/azure-cluster.ts';
import { managedClusterOf, meshRevisionsOf } from '../../src/azure/cluster-facts.ts';

const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/prod';
const factsOf = (raw: object): unknown => {
  const cluster = azureCluster({ id, location: 'westeurope', ...raw });
  return cluster === undefined ? undefined : managedClusterOf(cluster);
};

describe('what checks may know of a cluster in Azure', () => {
  test('nothing but what Azure says', () => {
    expect(factsOf({})).toEqual({ osmAddon: false, location: 'westeurope' });
  });

  test('plan, channel, version and Istio', () => {
    const raw = {
      currentKubernetesVersion: '1.34.4',
      kubernetesVersion: '1.34',
      supportPlan: 'AKSLongTermSupport',
      autoUpgradeProfile: { upgradeChannel: 'patch' },
      addonProfiles: { openServiceMesh: { enabled: true } },
      serviceMeshProfile: { mode: 'Istio', istio: { revisions: ['asm-1-30'] } },
    };

    expect(factsOf(raw)).toEqual({
      osmAddon: true,
      location: 'westeurope',
      kubernetesVersion: '1.34.4',
      supportPlan: 'AKSLongTermSupport',
      upgradeChannel: 'patch',
      istio: { mode: 'Istio', revisions: ['asm-1-30'] },
    });
  });

  test('Istio that was switched off', () => {
    expect(factsOf({ serviceMeshProfile: { mode: 'Disabled' } })).toMatchObject({
      istio: { mode: 'Disabled', revisions: [] },
    });
  });
});

describe('the Istio revisions of a region', () => {
  const revisionsWith = (...compatibleWith: object[]): unknown =>
    meshRevisionsOf({ properties: { meshRevisions: [{ revision: 'asm-1-30', compatibleWith }] } });

  test('by plan', () => {
    const found = revisionsWith(
      { name: 'KubernetesOfficial', versions: ['1.32'] },
      { name: 'AKSLongTermSupport', versions: ['1.31', '1.32'] },
    );

    expect(found).toEqual([
      { revision: 'asm-1-30', kubernetes: ['1.32'], longTermKubernetes: ['1.31', '1.32'] },
    ]);
  });

  test('as it was told before, for all plans', () => {
    expect(revisionsWith({ name: 'kubernetes', versions: ['1.32'] })).toEqual([
      { revision: 'asm-1-30', kubernetes: ['1.32'] },
    ]);
  });

  test('nothing is offered', () => {
    expect(meshRevisionsOf({})).toEqual([]);
    expect(meshRevisionsOf({ properties: { meshRevisions: [{}] } })).toEqual([]);
  });
});
