import { defineCheck } from '../../model/check.ts';
import { decideInjection, hasSidecar, isLive } from '../../osm/injection.ts';
import { showVersion } from '../../osm/versions.ts';
import { byWorkload } from '../../osm/workloads.ts';
import { withMembership } from './namespaces.ts';
import { describePods, lookAtTemplate } from './workloads.ts';

export const noHostNetwork = defineCheck({
  id: 'OSM5007',
  name: 'no-host-network',
  area: 'injection',
  severity: 'warning',
  title: 'No pod that should have a sidecar uses the host network',
  failTitle: 'Pods that should have a sidecar use the host network',
  why: 'OSM never gives a sidecar to a pod of the host network. Such a pod is outside the mesh though its namespace says otherwise, and strict neighbours refuse it.',
  remedy:
    'Do without the host network, or move the workload to a namespace outside the mesh, or annotate its pods disabled to show that this is meant.',
  source: 'pkg/injector/webhook.go mustInject, v1.0.0 to v1.2.4',
  article: [14],
  reads: ['memberships', 'pods', 'osmRelease'],
  itemwise: ['pods'],
  run({ memberships, pods, osmRelease }) {
    if (osmRelease.injectsHostNetwork) {
      const version = showVersion(osmRelease.version);
      return { notApplicable: `OSM ${version} gives a sidecar to pods of the host network too.` };
    }
    const onHost = pods.filter((pod) => pod.hostNetwork && isLive(pod) && !hasSidecar(pod));
    const wouldBeInjected = withMembership(onHost, memberships)
      .filter(({ pod, membership }) => decideInjection(pod, membership, true) === 'inject')
      .map(({ pod }) => pod);
    return byWorkload(wouldBeInjected).map((group) => ({
      what: 'hostNetwork',
      on: group.workload,
      says: `${describePods(group)}: on the host network, so never a sidecar.`,
      mend: [lookAtTemplate(group.workload, 'sidecar-injection=disabled there says that it is meant')],
    }));
  },
});
