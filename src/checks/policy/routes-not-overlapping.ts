import { defineCheck, type Problem } from '../../model/check.ts';
import type { HttpRouteGroup, TrafficTarget } from '../../model/policies.ts';
import { fullNameBeside, fullNameOf } from '../../osm/identities.ts';
import { policyRef } from '../../osm/policy-objects.ts';
import { listed, shown } from '../../osm/policy-words.ts';
import { type AllowedRoute, overlappingPair } from './overlaps.ts';
import { aimedTargets, lookAtKinds, namespaceOf, notesIfPermissive, wordsFor } from './policies.ts';

export const routesNotOverlapping = defineCheck({
  id: 'OSM7017',
  name: 'routes-not-overlapping',
  area: 'policy',
  severity: 'warning',
  title: 'TrafficTargets of one destination leave each other alone',
  failTitle: 'TrafficTargets of one destination stand in their way',
  why: 'OSM puts the routes of all TrafficTargets of a destination into one list, and a sidecar takes the first that fits. Where routes overlap and allow different callers, a caller that one allows is refused by the other; the order is left to chance.',
  remedy:
    'Write matches that do not overlap, or allow the same callers on both: a TrafficTarget for the calls that all may make, and one for the rest.',
  source:
    'pkg/catalog/inbound_traffic_policies.go buildInboundHTTPPolicyFromTrafficTarget, v0.11.1 to v1.2.4; openservicemesh/osm issue 5297',
  accept: 'Several TrafficTargets with the same matches, or for the same callers, pass.',
  reads: ['trafficTargets', 'httpRouteGroups', 'memberships', 'meshConfig'],
  run({ trafficTargets, httpRouteGroups, memberships, meshConfig }) {
    const groups = new Map(httpRouteGroups.map((group) => [fullNameOf(group.metadata), group]));
    const byDestination = Map.groupBy(aimedTargets(trafficTargets, memberships), (target) =>
      fullNameBeside(target, target.destination.name),
    );
    // The routes of one target have the same callers, so they cannot be at odds; to compare them takes time.
    const shared = [...byDestination.values()].filter((targets) => targets.length > 1);
    const problems = shared.flatMap((targets) => judgeDestination(targets, groups));
    return notesIfPermissive(meshConfig, problems);
  },
});

type Groups = ReadonlyMap<string, HttpRouteGroup>;

/** Told of the first by name, as they come: the order in which they were read says nothing. */
function judgeDestination(targets: readonly TrafficTarget[], groups: Groups): Problem[] {
  const [first] = targets;
  const pair = overlappingPair(routesOf(targets, groups));
  if (first === undefined || pair === undefined) return [];
  const [one, other] = pair.map(
    ({ name, callers }) => `match ${shown(name)} for ${callers.size === 0 ? 'nobody' : listed([...callers])}`,
  );
  return [
    {
      what: 'overlap',
      on: policyRef('TrafficTarget', first.metadata),
      says: `${wordsFor('TrafficTarget', first)} and ${listed(targets.slice(1).map(({ metadata }) => metadata.name))} open the same ServiceAccount with routes that overlap and allow different callers: ${one}, ${other}. Callers are refused by chance.`,
      mend: [
        lookAtKinds(
          ['traffictargets.access.smi-spec.io', 'httproutegroups.specs.smi-spec.io'],
          namespaceOf(first),
          'See the TrafficTargets and the matches that they allow',
        ),
      ],
    },
  ];
}

/** The same match of several TrafficTargets is one route with all their callers, as OSM merges them. */
function routesOf(targets: readonly TrafficTarget[], groups: Groups): AllowedRoute[] {
  const routes = new Map<string, AllowedRoute>();
  for (const target of targets) {
    for (const match of matchesOf(target, groups)) {
      const route = routeOf(match);
      const key = JSON.stringify([route.path, route.methods, route.headers]);
      const known = routes.get(key) ?? route;
      for (const source of target.sources) known.callers.add(fullNameOf(source));
      routes.set(key, known);
    }
  }
  return [...routes.values()];
}

type Match = NonNullable<HttpRouteGroup['matches']>[number];

function matchesOf(target: TrafficTarget, groups: Groups): Match[] {
  return target.rules.flatMap(({ kind, name, matches }) => {
    if (kind !== 'HTTPRouteGroup') return [];
    const group = groups.get(fullNameBeside(target, name));
    const listed = new Set(matches);
    return group?.matches?.filter((match) => listed.has(match.name)) ?? [];
  });
}

/** As OSM reads a match: what is not given stands for all. */
function routeOf({ name, pathRegex = '', methods, headers }: Match): AllowedRoute {
  return {
    path: pathRegex === '' ? '.*' : pathRegex,
    methods: methods.length === 0 ? ['*'] : methods.toSorted(),
    headers: Object.keys(headers).length === 0 ? '' : JSON.stringify(Object.entries(headers).sort()),
    name,
    callers: new Set(),
  };
}
