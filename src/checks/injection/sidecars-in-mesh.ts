import { defineCheck } from '../../model/check.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { meshesAmong } from '../../osm/facts/mesh.ts';
import { isLeaving, podsWithSidecars } from '../../osm/injection.ts';
import { describePods, restartWorkload } from '../../osm/mend-workloads.ts';
import { monitoredByLabel } from '../../osm/names.ts';
import { byWorkload } from '../../osm/workloads.ts';
import { withMembership } from './namespaces.ts';

export const sidecarsInMesh = defineCheck({
  id: 'OSM5020',
  name: 'sidecars-in-mesh',
  area: 'injection',
  severity: 'error',
  title: 'Every sidecar runs in a namespace of the mesh',
  failTitle: 'Sidecars run in namespaces that are not in the mesh',
  why: 'OSM looks at pods and Services of its own namespaces alone. A sidecar elsewhere goes on taking all traffic of its pod, but gets no configuration for it: calls to the pod are cut off.',
  remedy:
    'If the namespace was meant to leave the mesh, restart its workloads: new pods come without a sidecar. If not, label it openservicemesh.io/monitored-by again.',
  source: 'pkg/k8s/client.go IsMonitoredNamespace, ListPods and ListServices, v0.11.1 to v1.2.4',
  explainedBy: ['OSM5001', 'OSM5003', 'OSM5015'],
  reads: ['mesh', 'controlPlaneDeployments', 'memberships', 'pods'],
  itemwise: ['pods'],
  run({ mesh, controlPlaneDeployments, memberships, pods }) {
    const meshes: readonly (string | undefined)[] = meshesAmong(controlPlaneDeployments).map(
      ({ name }) => name,
    );
    const outside = withMembership(podsWithSidecars(pods), memberships)
      .filter(({ membership }) => !meshes.includes(membership.monitoredBy) && !isLeaving(membership))
      .map(({ pod }) => pod);
    return byWorkload(outside).map((group) => {
      const { namespace = '' } = group.workload;
      return {
        what: 'outside',
        on: group.workload,
        says: `${describePods(group)}: a sidecar of OSM, and namespace ${namespace} is not in mesh ${mesh.name}, so OSM does not configure it.`,
        mend: [lookAtNamespace(namespace), restartWorkload(group.workload)],
      };
    });
  },
});

function lookAtNamespace(namespace: string): RemedyIntent {
  return {
    do: 'look',
    does: `See whether ${namespace} was meant to leave the mesh; if not, put the label ${monitoredByLabel} back before anything restarts`,
    args: ['get', 'namespace', namespace, '-o', 'yaml'],
  };
}
