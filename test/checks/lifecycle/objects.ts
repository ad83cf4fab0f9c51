import type { ManagedCluster } from '../../../src/model/managed-cluster.ts';
import type { Inputs } from '../../../src/model/snapshot.ts';
import type { Edit } from '../check-cases.ts';

/** As if the add-on had been disabled. */
export const withoutControlPlane: readonly Edit[] = ['osm-controller', 'osm-injector', 'osm-bootstrap'].map(
  (name) => ({ remove: `Deployment kube-system/${name}` }),
);

/** What Azure says, where it says something special. */
export function inAzure(special: Partial<ManagedCluster>): { readonly values: Partial<Inputs> } {
  const managedCluster = {
    osmAddon: true,
    kubernetesVersion: '1.31.3',
    location: 'westeurope',
    supportPlan: 'AKSLongTermSupport',
    ...special,
  };
  return { values: { managedCluster } };
}

/** As with a kubeconfig: nobody asked Azure. */
export const azureNotAsked = {
  problems: { managedCluster: { reason: 'notAsked', detail: 'Azure was not asked.' } },
} as const;

/** A policy object that is not in the cluster file. */
export function addPolicy(kind: string, apiVersion: string, name: string, spec: object = {}): Edit {
  return { add: { apiVersion, kind, metadata: { name, namespace: 'bookstore' }, spec } };
}
