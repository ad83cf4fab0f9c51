import type { Membership } from '../../model/facts.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { decideInjection } from '../../osm/injection.ts';
import { restartWorkload } from '../../osm/mend-workloads.ts';
import type { WorkloadPods } from '../../osm/workloads.ts';

/**
 * Makes a remedy that gives pods successors with a new sidecar. Where new pods would get none, or be refused, a
 * restart would do harm: then it looks at the namespace.
 */
export function podReplacer(memberships: readonly Membership[]): (group: WorkloadPods) => RemedyIntent {
  const byName = new Map(memberships.map((membership) => [membership.namespace.metadata.name, membership]));
  // Up to 0.11.1 pods on the host's network got sidecars too. Releases are not read here, so they count as without.
  const injectsHostNetwork = false;
  return ({ workload, pods }) => {
    const { namespace = '' } = workload;
    const membership = byName.get(namespace);
    const areInjected =
      membership !== undefined &&
      pods.every((pod) => decideInjection(pod, membership, injectsHostNetwork) === 'inject');
    if (areInjected) return restartWorkload(workload);
    if (pods.some(({ hostNetwork }) => hostNetwork)) return lookAtHostNetwork(namespace);
    return {
      do: 'look',
      does: 'See the namespace: its new pods get no sidecar or are refused, so a restart would not help now',
      args: ['get', 'namespace', namespace, '-o', 'yaml'],
    };
  };
}

function lookAtHostNetwork(namespace: string): RemedyIntent {
  return {
    do: 'look',
    does: "See which pods are on the host's network: from v1.0 on new ones get no sidecar there, so a restart would take it away",
    args: ['get', 'pods', '-n', namespace, '-o', 'custom-columns=POD:.metadata.name,HOST:.spec.hostNetwork'],
  };
}
