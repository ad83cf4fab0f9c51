import { defineCheck, type Problem } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import { object } from '../../model/json.ts';
import type { HttpRouteGroup } from '../../model/policies.ts';
import { fullNameOf } from '../../osm/identities.ts';
import { lookAtPolicy, policyRef, watchedPolicies } from '../../osm/policy-objects.ts';
import { shown } from '../../osm/policy-words.ts';
import { faultInRe2 } from '../../osm/re2-syntax.ts';
import { isPermissive, wordsFor } from './policies.ts';
import { groupsOfEgresses, matchesOfTargets } from './references.ts';

export const regexesValid = defineCheck({
  id: 'OSM7007',
  name: 'regexes-valid',
  area: 'policy',
  severity: 'error',
  title: 'Sidecars can read every regular expression of a route',
  failTitle: 'A sidecar cannot read a regular expression of a route',
  why: 'Envoy reads RE2, which has no lookaround, no backreferences and no possessive repetition. A sidecar refuses a whole set of routes for one such expression and keeps the old ones: later changes do not reach it.',
  remedy:
    'Write the expression as RE2 takes it: a lookahead becomes a route of its own. The expression must match the whole path.',
  source:
    'pkg/envoy/rds/route/route_config.go of v0.11.1 to v1.2.4; github.com/google/re2, re2/parse.cc and doc/syntax.txt',
  reads: ['httpRouteGroups', 'trafficTargets', 'egresses', 'memberships', 'meshConfig'],
  itemwise: ['httpRouteGroups'],
  run({ httpRouteGroups, trafficTargets, egresses, memberships, meshConfig }) {
    const byTargets = isPermissive(meshConfig)
      ? new Map<string, ReadonlySet<string>>()
      : matchesOfTargets(watchedPolicies(trafficTargets, memberships));
    const byEgress = groupsOfEgresses(readsEgress(meshConfig) ? egresses : []);
    return watchedPolicies(httpRouteGroups, memberships).flatMap((group) => {
      const name = fullNameOf(group.metadata);
      const isUsed = (match: string) => byEgress.has(name) || byTargets.get(name)?.has(match) === true;
      return [
        ...problemOf(group, 'pathRegex', faultsIn(group, pathsOf), isUsed),
        ...problemOf(group, 'headerRegex', faultsIn(group, headersOf), isUsed),
      ];
    });
  },
});

function readsEgress({ spec }: MeshConfig): boolean {
  return object(spec['featureFlags'])['enableEgressPolicy'] === true;
}

type Match = NonNullable<HttpRouteGroup['matches']>[number];

function pathsOf({ pathRegex }: Match): string[] {
  return pathRegex === undefined ? [] : [pathRegex];
}

/** OSM takes the header `host` as a name, not as an expression (`pkg/envoy/rds/route`). */
function headersOf({ headers }: Match): string[] {
  return Object.entries(headers).flatMap(([name, regex]) => (name === 'host' ? [] : [regex]));
}

interface Fault {
  readonly match: string;
  readonly regex: string;
  readonly says: string;
}

function faultsIn({ matches = [] }: HttpRouteGroup, regexesOf: (match: Match) => string[]): Fault[] {
  return matches.flatMap((match) =>
    regexesOf(match).flatMap((regex) => {
      const says = faultInRe2(regex);
      return says === undefined ? [] : [{ match: match.name, regex, says }];
    }),
  );
}

function problemOf(
  group: HttpRouteGroup,
  what: 'pathRegex' | 'headerRegex',
  faults: readonly Fault[],
  isUsed: (match: string) => boolean,
): Problem[] {
  const used = faults.filter(({ match }) => isUsed(match));
  const first = used[0] ?? faults[0];
  if (first === undefined) return [];
  const more = faults.length > 1 ? ` The same goes for ${faults.length - 1} more of its expressions.` : '';
  const unused = used.length === 0 ? ' No policy that counts now uses it.' : '';
  const of = what === 'pathRegex' ? 'pathRegex' : 'header expression';
  return [
    {
      what,
      on: policyRef('HTTPRouteGroup', group.metadata),
      ...(used.length === 0 ? { severity: 'info' } : {}),
      says: `${wordsFor('HTTPRouteGroup', group)}, match ${shown(first.match)}: the ${of} ${shown(first.regex)} is no RE2: ${first.says}.${more}${unused}`,
      mend: [lookAtPolicy('HTTPRouteGroup', group.metadata, 'See the expressions of its matches')],
    },
  ];
}
