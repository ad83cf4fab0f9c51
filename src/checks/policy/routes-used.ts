import { defineCheck, type Problem } from '../../model/check.ts';
import type { HttpRouteGroup, TcpRoute } from '../../model/policies.ts';
import { fullNameOf } from '../../osm/identities.ts';
import { lookAtPolicy, policyRef, watchedPolicies } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { count, notesIfPermissive, wordsFor } from './policies.ts';
import { groupsOfEgresses, routesOfTargets } from './references.ts';

export const routesUsed = defineCheck({
  id: 'OSM7008',
  name: 'routes-used',
  area: 'policy',
  severity: 'info',
  title: 'Routes are used, and say what OSM reads in them',
  failTitle: 'Routes are used by nobody, or OSM reads them otherwise',
  why: 'Routes allow nothing by themselves. A group without matches gives no routes, of two matches with one name only the last counts, and a port above 65535 is cut to 16 bits, so it opens another one.',
  remedy:
    'Delete the routes that no TrafficTarget or Egress uses. Give each match a name of its own, and TCPRoutes ports of 1 to 65535.',
  source:
    'pkg/catalog/inbound_traffic_policies.go getHTTPPathsPerRoute (E2006) and pkg/catalog/traffictarget.go, v0.11.1 to v1.2.4',
  reads: ['httpRouteGroups', 'tcpRoutes', 'trafficTargets', 'egresses', 'memberships', 'meshConfig'],
  itemwise: ['httpRouteGroups', 'tcpRoutes'],
  run({ httpRouteGroups, tcpRoutes, trafficTargets, egresses, memberships, meshConfig }) {
    const targets = watchedPolicies(trafficTargets, memberships);
    const byEgress = groupsOfEgresses(egresses);
    const byTargets = routesOfTargets('HTTPRouteGroup', targets);
    const tcpByTargets = routesOfTargets('TCPRoute', targets);
    const groups = watchedPolicies(httpRouteGroups, memberships).flatMap((group) => {
      const name = fullNameOf(group.metadata);
      if (byEgress.has(name)) return judgeGroup(group);
      if (!byTargets.has(name)) return [unused('HTTPRouteGroup', group)];
      return notesIfPermissive(meshConfig, judgeGroup(group));
    });
    const routes = watchedPolicies(tcpRoutes, memberships).flatMap((route) =>
      tcpByTargets.has(fullNameOf(route.metadata))
        ? notesIfPermissive(meshConfig, judgePorts(route))
        : [unused('TCPRoute', route)],
    );
    return [...groups, ...routes];
  },
});

function unused(kind: 'HTTPRouteGroup' | 'TCPRoute', route: HttpRouteGroup | TcpRoute): Problem {
  const on = policyRef(kind, route.metadata);
  const by = kind === 'TCPRoute' ? 'No TrafficTarget' : 'No TrafficTarget and no Egress';
  const does = 'See whether somebody still needs it; if nobody does, delete it';
  return {
    what: 'unused',
    on,
    says: `${by} of its namespace uses ${wordsFor(kind, route)}, so it allows nothing.`,
    mend: [lookAtPolicy(kind, route.metadata, does)],
  };
}

function judgeGroup(group: HttpRouteGroup): Problem[] {
  const on = policyRef('HTTPRouteGroup', group.metadata);
  const { matches = [] } = group;
  const words = wordsFor('HTTPRouteGroup', group);
  if (matches.length === 0) {
    const says = `${words} has no matches, so whatever refers to it gets no routes.`;
    const mend = [
      lookAtPolicy(
        'HTTPRouteGroup',
        group.metadata,
        'See it; a match without pathRegex and methods stands for every call',
      ),
    ];
    return [{ what: 'noMatches', on, severity: 'error', says, mend }];
  }
  const seen = new Set<string>();
  const doubled = matches.map(({ name }) => name).filter((name) => seen.size === seen.add(name).size);
  if (doubled.length === 0) return [];
  const says = `${words} has several matches called ${listed(doubled)}: OSM takes the last and leaves out the others.`;
  const mend = [
    lookAtPolicy('HTTPRouteGroup', group.metadata, 'See its matches, and give each a name of its own'),
  ];
  return [{ what: 'doubledNames', on, severity: 'warning', says, mend }];
}

function judgePorts(route: TcpRoute): Problem[] {
  const impossible = route.ports?.filter((port) => port < 1 || port > 65_535) ?? [];
  if (impossible.length === 0) return [];
  const on = policyRef('TCPRoute', route.metadata);
  const opened = impossible.map((port) => `${port} as ${port & 0xffff}`);
  return [
    {
      what: 'impossiblePorts',
      on,
      severity: 'error',
      says: `${wordsFor('TCPRoute', route)} has ${count(impossible.length, 'impossible port')}: OSM reads ${opened.slice(0, 3).join(', ')}.`,
      mend: [lookAtPolicy('TCPRoute', route.metadata, 'See its ports; they go from 1 to 65535')],
    },
  ];
}
