import { defineCheck } from '../../model/check.ts';
import { refTo } from '../../model/object-ref.ts';
import { isAppRouting } from '../../osm/ingress.ts';
import { podsWithSidecars } from '../../osm/injection.ts';
import { monitoredByLabel } from '../../osm/names.ts';
import { withMembership } from './namespaces.ts';

export const meshInUse = defineCheck({
  id: 'OSM5014',
  name: 'mesh-in-use',
  area: 'injection',
  severity: 'info',
  title: 'At least one namespace is in the mesh',
  failTitle: 'No namespace is in the mesh',
  why: 'A control plane that nothing uses costs nodes and still has to be kept up to date. The add-on is retired on 2027-09-30.',
  remedy:
    'If nobody means to use it, disable the add-on (az aks disable-addons --addons open-service-mesh), then remove what it leaves behind.',
  source: 'pkg/k8s/client.go ListMonitoredNamespaces, v0.11.1 to v1.2.4; AKS docs of the add-on',
  reads: ['memberships', 'mesh', 'pods'],
  run({ memberships, mesh, pods }) {
    const used = memberships.some(
      ({ monitored, system, namespace }) => monitored && !system && !isAppRouting(namespace),
    );
    if (used) return [];
    const left = withMembership(podsWithSidecars(pods), memberships)
      .filter(({ membership }) => membership.monitoredBy === undefined)
      .map(({ pod }) => pod);
    const [controller = refTo('Deployment', { name: 'osm-controller', namespace: mesh.namespace })] =
      Object.values(mesh.components).map(({ metadata }) => refTo('Deployment', metadata));
    const apart = memberships
      .filter(({ monitored }) => monitored)
      .map(({ namespace }) => namespace.metadata.name);
    const none = `${apart.length === 0 ? 'No namespace' : `Apart from ${apart.join(' and ')}, no namespace`} is labelled ${monitoredByLabel}=${mesh.name}`;
    const [example] = left.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    const says =
      left.length === 0
        ? `${none}, so no application uses the control plane in ${mesh.namespace}.`
        : `${none}, but ${left.length} ${left.length === 1 ? 'pod' : 'pods'} still have a sidecar, such as ${example}: restart them before you disable OSM.`;
    return [
      {
        what: left.length === 0 ? 'idle' : 'idleWithSidecars',
        on: { apiVersion: 'apps/v1', ...controller },
        says,
        mend: [
          {
            do: 'look',
            does: 'See how every namespace stands towards a mesh, in the last column',
            args: ['get', 'namespaces', '-L', monitoredByLabel],
          },
        ],
      },
    ];
  },
});
