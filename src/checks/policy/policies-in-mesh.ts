import { defineCheck, type Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import { refTo } from '../../model/object-ref.ts';
import { meshesAmong } from '../../osm/facts/mesh.ts';
import { isLeaving } from '../../osm/injection.ts';
import { listed } from '../../osm/policy-words.ts';
import { count, lookAtKinds, lookAtNamespace, type Named, namespaceOf } from './policies.ts';

export const policiesInMesh = defineCheck({
  id: 'OSM7013',
  name: 'policies-in-mesh',
  area: 'policy',
  severity: 'warning',
  title: 'Every policy lies in a namespace of the mesh',
  failTitle: 'Policies lie where OSM does not look',
  why: 'OSM reads policies only in namespaces that carry its label. Elsewhere they are accepted, never validated and never applied.',
  remedy:
    'Move the policies to the namespace that they are about, or add that namespace to the mesh; delete what nobody needs.',
  source: 'IsMonitoredNamespace in pkg/smi/client.go and pkg/policy/client.go, v0.11.1 to v1.2.4',
  explainedBy: ['OSM5001', 'OSM5003', 'OSM5015'],
  reads: [
    'memberships',
    'controlPlaneDeployments',
    'trafficTargets',
    'httpRouteGroups',
    'tcpRoutes',
    'trafficSplits',
    'egresses',
    'ingressBackends',
    'retries',
    'upstreamTrafficSettings',
  ],
  itemwise: [
    'trafficTargets',
    'httpRouteGroups',
    'tcpRoutes',
    'trafficSplits',
    'egresses',
    'ingressBackends',
    'retries',
    'upstreamTrafficSettings',
  ],
  ifInstalled: [
    'trafficTargets',
    'httpRouteGroups',
    'tcpRoutes',
    'trafficSplits',
    'egresses',
    'ingressBackends',
    'retries',
    'upstreamTrafficSettings',
  ],
  run(seen) {
    const meshes = new Set(meshesAmong(seen.controlPlaneDeployments).map(({ name }) => name));
    const outside = new Map(
      seen.memberships
        .filter((membership) => isOutside(membership, meshes))
        .map((membership) => [membership.namespace.metadata.name, membership]),
    );
    const policies: readonly Policy[] = [
      ...ofKind('TrafficTarget', 'traffictargets.access.smi-spec.io', seen.trafficTargets),
      ...ofKind('HTTPRouteGroup', 'httproutegroups.specs.smi-spec.io', seen.httpRouteGroups),
      ...ofKind('TCPRoute', 'tcproutes.specs.smi-spec.io', seen.tcpRoutes),
      ...ofKind('TrafficSplit', 'trafficsplits.split.smi-spec.io', seen.trafficSplits),
      ...ofKind('Egress', 'egresses.policy.openservicemesh.io', seen.egresses),
      ...ofKind('IngressBackend', 'ingressbackends.policy.openservicemesh.io', seen.ingressBackends),
      ...ofKind('Retry', 'retries.policy.openservicemesh.io', seen.retries),
      ...ofKind(
        'UpstreamTrafficSetting',
        'upstreamtrafficsettings.policy.openservicemesh.io',
        seen.upstreamTrafficSettings,
      ),
    ];
    return [...Map.groupBy(policies, ({ namespace }) => namespace)].flatMap(([namespace, here]) => {
      const membership = outside.get(namespace);
      return membership === undefined ? [] : [judgeNamespace(membership, here)];
    });
  },
});

interface Policy {
  readonly kind: string;
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
}

function ofKind(kind: string, resource: string, objects: readonly Named[]): Policy[] {
  return objects
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .map((policy) => ({ kind, resource, namespace: namespaceOf(policy), name: policy.metadata.name }));
}

/** What another mesh of this cluster looks after is its own; what is being deleted takes its policies along. */
function isOutside(membership: Membership, meshes: ReadonlySet<string>): boolean {
  const { monitored, monitoredBy = '' } = membership;
  return !monitored && !meshes.has(monitoredBy) && !isLeaving(membership);
}

function judgeNamespace(membership: Membership, here: readonly Policy[]): Problem {
  const { metadata } = membership.namespace;
  const kinds = [...Map.groupBy(here, ({ kind }) => kind)].map(
    ([kind, found]) => `${count(found.length, kind)} (${listed(found.map(({ name }) => name))})`,
  );
  const resources = [...new Set(here.map(({ resource }) => resource))];
  const joins = membership.system
    ? 'a namespace that never joins'
    : 'add the namespace only if its pods belong in the mesh';
  return {
    what: 'outsideMesh',
    on: { apiVersion: 'v1', ...refTo('Namespace', metadata) },
    says: `Namespace ${metadata.name} is not in the mesh, so OSM ignores what lies there: ${kinds.join(', ')}.`,
    mend: [
      lookAtKinds(resources, metadata.name, 'See the policies, and move or delete them'),
      lookAtNamespace(metadata.name, `See to which mesh it belongs: ${joins}`),
    ],
  };
}
