import type { KubernetesObject, Manners, SimulatedCluster } from '../../sim/kubernetes/cluster.ts';

/** A pod with labels and nothing else. */
export function podNamed(
  namespace: string,
  name: string,
  labels: Record<string, string> = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels },
    status: { phase: 'Running' },
  };
}

/** A cluster of a few objects for tests of one behaviour. */
export function clusterWith(objects: KubernetesObject[], manners: Manners = '1.31'): SimulatedCluster {
  return { name: 'small', manners, takenAt: '2026-11-22T12:00:00Z', objects };
}
