import type { Run } from '../../model/facts.ts';
import type { ObjectRef } from '../../model/remedy.ts';

/** What findings stand on that no object of the cluster can mend: its version, its place in Azure. */
export function clusterRef({ clusterName }: Pick<Run, 'clusterName'>): ObjectRef {
  return { kind: 'Cluster', name: clusterName };
}
