import { defineCheck } from '../../model/check.ts';
import { refTo } from '../../model/object-ref.ts';
import { fullNameOf } from '../../osm/identities.ts';
import { watchedPolicies } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { count, isPermissive, type Named } from './policies.ts';
import { groupsOfEgresses } from './references.ts';

export const policiesEnforced = defineCheck({
  id: 'OSM7005',
  name: 'policies-enforced',
  area: 'policy',
  severity: 'info',
  title: 'Access policies, where there are any, are enforced',
  failTitle: 'There are access policies, and nobody enforces them',
  why: 'In permissive mode OSM ignores every TrafficTarget, HTTPRouteGroup and TCPRoute. Whoever wrote them may believe that they keep somebody out.',
  remedy:
    'Know that nothing is kept out by them, or turn permissive mode off (OSM4004) once every call that must go on has its TrafficTarget.',
  source: 'pkg/catalog/inbound_traffic_policies.go, v0.11.1 to v1.2.4',
  accept: 'Without TrafficTargets, or with permissive mode off, it passes.',
  reads: ['meshConfig', 'trafficTargets', 'httpRouteGroups', 'tcpRoutes', 'egresses', 'memberships'],
  run({ meshConfig, trafficTargets, httpRouteGroups, tcpRoutes, egresses, memberships }) {
    if (!isPermissive(meshConfig)) return [];
    const byEgress = groupsOfEgresses(egresses);
    const groups = httpRouteGroups.filter(({ metadata }) => !byEgress.has(fullNameOf(metadata)));
    const moot = [
      { kind: 'TrafficTarget', found: watchedPolicies(trafficTargets, memberships) },
      { kind: 'HTTPRouteGroup', found: watchedPolicies(groups, memberships) },
      { kind: 'TCPRoute', found: watchedPolicies(tcpRoutes, memberships) },
    ].filter(({ found }) => found.length > 0);
    if (moot.length === 0) return [];
    return [
      {
        what: 'moot',
        on: { apiVersion: meshConfig.apiVersion, ...refTo('MeshConfig', meshConfig.metadata) },
        says: `Permissive mode is on, so OSM ignores ${moot.map(describe).join(', ')}: every pod of the mesh reaches every other.`,
        mend: [
          {
            do: 'look',
            does: 'See what somebody meant to allow, and so to refuse',
            args: ['get', 'traffictargets.access.smi-spec.io', '-A'],
          },
        ],
      },
    ];
  },
});

function describe({ kind, found }: { readonly kind: string; readonly found: readonly Named[] }): string {
  const names = found.map(({ metadata }) => fullNameOf(metadata));
  return `${count(found.length, kind)} (${listed(names)})`;
}
