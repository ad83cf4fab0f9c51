import type { MeshRevisionProfile } from '@azure/arm-containerservice';
import { optional } from '../model/json.ts';
import type { ManagedCluster, MeshRevision } from '../model/managed-cluster.ts';
import type { AzureCluster } from './azure-cluster.ts';

/** What checks may know of the cluster in Azure. */
export function managedClusterOf(cluster: AzureCluster): ManagedCluster {
  const { osmAddon, kubernetesVersion, location, supportPlan, upgradeChannel, istio } = cluster;
  return {
    osmAddon,
    ...optional('kubernetesVersion', kubernetesVersion),
    ...optional('location', location),
    ...optional('supportPlan', supportPlan),
    ...optional('upgradeChannel', upgradeChannel),
    ...optional('istio', istio),
  };
}

/**
 * The revisions of a profile. What they run on is told by plan, `KubernetesOfficial` and `AKSLongTermSupport`; before
 * 2025 it was told once, for `kubernetes`. Source: istio-support-policy.md of the AKS documentation.
 */
export function meshRevisionsOf({ properties }: MeshRevisionProfile): MeshRevision[] {
  return (properties?.meshRevisions ?? []).flatMap(({ revision, compatibleWith = [] }) => {
    if (revision === undefined) return [];
    const versions = (...names: readonly string[]): readonly string[] | undefined =>
      compatibleWith.find(({ name = '' }) => names.includes(name.toLowerCase()))?.versions;
    return [
      {
        revision,
        kubernetes: versions('kubernetesofficial', 'kubernetes') ?? [],
        ...optional('longTermKubernetes', versions('akslongtermsupport')),
      },
    ];
  });
}
