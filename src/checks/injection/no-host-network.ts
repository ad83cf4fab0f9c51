import { defineCheck, type Problem } from '../../model/check.ts';
import { decideInjection, hasSidecar, isLive } from '../../osm/injection.ts';
import { describePods, lookAtTemplate, restartWorkload } from '../../osm/mend-workloads.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';
import { withMembership } from './namespaces.ts';

export const noHostNetwork = defineCheck({
  id: 'OSM5007',
  name: 'no-host-network',
  area: 'injection',
  severity: 'warning',
  title: 'No pod goes without a sidecar because of the host network',
  failTitle: 'Pods of the host network go without a sidecar',
  why: 'From 1.0 on OSM never gives a sidecar to a pod of the host network; 0.11.1 does. Such a pod is outside the mesh though its namespace says otherwise, and strict neighbours refuse it.',
  remedy:
    'Do without the host network, or move the workload to a namespace outside the mesh, or annotate its pods disabled to show that this is meant.',
  source: 'pkg/injector/webhook.go mustInject, v0.11.1 to v1.2.4',
  accept: 'Annotate the pods openservicemesh.io/sidecar-injection: disabled in their template.',
  article: [14],
  reads: ['memberships', 'pods', 'osmRelease'],
  itemwise: ['pods'],
  run({ memberships, pods, osmRelease }) {
    const onHost = pods.filter((pod) => pod.hostNetwork && isLive(pod) && !hasSidecar(pod));
    const wouldBeInjected = withMembership(onHost, memberships)
      .filter(({ pod, membership }) => decideInjection(pod, membership, true) === 'inject')
      .map(({ pod }) => pod);
    return byWorkload(wouldBeInjected).map(osmRelease.injectsHostNetwork ? stillWaiting : neverInjected);
  },
});

function neverInjected(group: WorkloadPods): Problem {
  return {
    what: 'hostNetwork',
    on: group.workload,
    says: `${describePods(group)}: on the host network, so never a sidecar.`,
    mend: [lookAtTemplate(group.workload, 'sidecar-injection=disabled there says that it is meant')],
  };
}

/** 0.11.1 has no rule for the host network: such a pod is merely older than its namespace's label. */
function stillWaiting(group: WorkloadPods): Problem {
  return {
    what: 'sidecarMissing',
    on: group.workload,
    severity: 'error',
    says: `${describePods(group)}: no sidecar, though OSM v0.11.1 gives one to new pods of the host network too.`,
    mend: [restartWorkload(group.workload)],
  };
}
