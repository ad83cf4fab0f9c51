import { defineCheck, type Problem } from '../../model/check.ts';
import type { HttpRouteGroup, TrafficTarget } from '../../model/policies.ts';
import { fullNameBeside, fullNameOf, namesOf } from '../../osm/identities.ts';
import { lookAtPolicy, policyRef } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import {
  aimedTargets,
  lookAtKinds,
  type Named,
  namespaceOf,
  notesIfPermissive,
  wordsFor,
} from './policies.ts';

export const rulesResolve = defineCheck({
  id: 'OSM7003',
  name: 'rules-resolve',
  area: 'policy',
  severity: 'error',
  title: 'Every rule of a TrafficTarget finds its routes',
  failTitle: 'A rule of a TrafficTarget finds no routes',
  why: 'A rule whose HTTPRouteGroup or match is missing allows nothing. A missing TCPRoute, or a kind that OSM does not know, drops the whole TrafficTarget. At most a line in the log of osm-controller tells of it.',
  remedy:
    "Create the routes in the TrafficTarget's own namespace, or write the name that is there. Turn a UDPRoute into a TCPRoute: OSM handles no UDP.",
  source:
    'pkg/smi/client.go hasValidRules and pkg/catalog/inbound_traffic_policies.go routesFromRules, v0.11.1 to v1.2.4',
  reads: ['trafficTargets', 'httpRouteGroups', 'tcpRoutes', 'memberships', 'meshConfig'],
  itemwise: ['trafficTargets'],
  run({ trafficTargets, httpRouteGroups, tcpRoutes, memberships, meshConfig }) {
    const routes: Routes = {
      groups: new Map(httpRouteGroups.map((group) => [fullNameOf(group.metadata), group])),
      tcp: namesOf(tcpRoutes),
      namespacesOfGroup: namespacesByName(httpRouteGroups),
      namespacesOfTcp: namespacesByName(tcpRoutes),
    };
    const problems = aimedTargets(trafficTargets, memberships).flatMap((target) => [
      ...unknownKinds(target),
      ...missingTcpRoutes(target, routes),
      ...missingGroups(target, routes),
      ...missingMatches(target, routes),
    ]);
    return notesIfPermissive(meshConfig, problems);
  },
});

interface Routes {
  readonly groups: ReadonlyMap<string, HttpRouteGroup>;
  readonly tcp: ReadonlySet<string>;
  readonly namespacesOfGroup: ReadonlyMap<string, readonly string[]>;
  readonly namespacesOfTcp: ReadonlyMap<string, readonly string[]>;
}

function namespacesByName(objects: readonly Named[]): ReadonlyMap<string, readonly string[]> {
  const grouped = Map.groupBy(objects, ({ metadata }) => metadata.name);
  return new Map([...grouped].map(([name, found]) => [name, found.map(namespaceOf)]));
}

type Rule = TrafficTarget['rules'][number];

function rulesOf(kind: string, { rules }: TrafficTarget): Rule[] {
  return rules.filter((rule) => rule.kind === kind);
}

function unknownKinds(target: TrafficTarget): Problem[] {
  const unknown = target.rules.filter(({ kind }) => kind !== 'HTTPRouteGroup' && kind !== 'TCPRoute');
  if (unknown.length === 0) return [];
  const kinds = listed(unknown.map(({ kind }) => kind));
  return [
    {
      what: 'unknownKind',
      on: policyRef('TrafficTarget', target.metadata),
      says: `${wordsFor('TrafficTarget', target)} has a rule of kind ${kinds}: OSM ignores the whole TrafficTarget, whatever its other rules say.`,
      mend: [
        lookAtPolicy(
          'TrafficTarget',
          target.metadata,
          'See the rules; OSM takes HTTPRouteGroup and TCPRoute',
        ),
      ],
    },
  ];
}

function missingTcpRoutes(target: TrafficTarget, { tcp, namespacesOfTcp }: Routes): Problem[] {
  const missing = rulesOf('TCPRoute', target).filter((rule) => !tcp.has(fullNameBeside(target, rule.name)));
  if (missing.length === 0) return [];
  const namespace = namespaceOf(target);
  return [
    {
      what: 'missingTcpRoute',
      on: policyRef('TrafficTarget', target.metadata),
      says: `${wordsFor('TrafficTarget', target)} names TCPRoute ${listed(missing.map(({ name }) => name))}, which ${namespace} does not have${elsewhere(missing, namespacesOfTcp)}: OSM drops the whole TrafficTarget.`,
      mend: [lookAtKinds(['tcproutes.specs.smi-spec.io'], namespace, `See which TCPRoutes ${namespace} has`)],
    },
  ];
}

function missingGroups(target: TrafficTarget, { groups, namespacesOfGroup }: Routes): Problem[] {
  const missing = rulesOf('HTTPRouteGroup', target).filter(
    (rule) => !groups.has(fullNameBeside(target, rule.name)),
  );
  if (missing.length === 0) return [];
  const namespace = namespaceOf(target);
  const look = `See which HTTPRouteGroups ${namespace} has`;
  return [
    {
      what: 'missingRouteGroup',
      on: policyRef('TrafficTarget', target.metadata),
      says: `${wordsFor('TrafficTarget', target)} names HTTPRouteGroup ${listed(missing.map(({ name }) => name))}, which ${namespace} does not have${elsewhere(missing, namespacesOfGroup)}: no route comes of it.`,
      mend: [lookAtKinds(['httproutegroups.specs.smi-spec.io'], namespace, look)],
    },
  ];
}

/** Routes count only in the namespace of the TrafficTarget: the commonest slip is to look for them in another. */
function elsewhere(missing: readonly Rule[], places: ReadonlyMap<string, readonly string[]>): string {
  const found = missing.flatMap(({ name }) => places.get(name) ?? []);
  return found.length === 0 ? '' : ` (namespace ${listed(found)} has)`;
}

/** A group without any match is OSM7008's. */
function missingMatches(target: TrafficTarget, { groups }: Routes): Problem[] {
  const missing = rulesOf('HTTPRouteGroup', target).flatMap((rule) => {
    const group = groups.get(fullNameBeside(target, rule.name));
    if (group?.matches === undefined || group.matches.length === 0) return [];
    const names = new Set(group.matches.map(({ name }) => name));
    return (rule.matches ?? []).filter((name) => !names.has(name)).map((match) => ({ group, match }));
  });
  const [first] = missing;
  if (first === undefined) return [];
  const groupNames = listed(missing.map(({ group }) => group.metadata.name));
  return [
    {
      what: 'missingMatch',
      on: policyRef('TrafficTarget', target.metadata),
      says: `${wordsFor('TrafficTarget', target)} names the match ${listed(missing.map(({ match }) => match))}, which HTTPRouteGroup ${groupNames} does not have: those calls are refused.`,
      mend: [lookAtPolicy('HTTPRouteGroup', first.group.metadata, 'See the names of its matches')],
    },
  ];
}
