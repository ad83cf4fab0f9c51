import { defineCheck, type Problem } from '../../model/check.ts';
import type { HttpRouteGroup, TrafficTarget } from '../../model/policies.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { fullNameBeside, fullNameOf } from '../../osm/identities.ts';
import { lookAtPolicy, policyRef } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { aimedTargets, notesIfPermissive, wordsFor } from './policies.ts';

export const rulesListMatches = defineCheck({
  id: 'OSM7015',
  name: 'rules-list-matches',
  area: 'policy',
  severity: 'error',
  title: 'Every rule lists the matches that it allows',
  failTitle: 'A rule lists no matches, so it allows nothing',
  why: 'In SMI a rule without matches means every match of the group; OSM makes no route of it at all. The calls are refused, and nothing says so.',
  remedy: 'List under matches the names of those matches of the HTTPRouteGroup that are allowed.',
  source: 'pkg/catalog/inbound_traffic_policies.go routesFromRules, v0.11.1 to v1.2.4',
  reads: ['trafficTargets', 'httpRouteGroups', 'memberships', 'meshConfig'],
  itemwise: ['trafficTargets'],
  run({ trafficTargets, httpRouteGroups, memberships, meshConfig }) {
    const groups = new Map(httpRouteGroups.map((group) => [fullNameOf(group.metadata), group]));
    const problems = aimedTargets(trafficTargets, memberships).flatMap((target) =>
      judgeTarget(target, groups),
    );
    return notesIfPermissive(meshConfig, problems);
  },
});

type Rule = TrafficTarget['rules'][number];

function judgeTarget(target: TrafficTarget, groups: ReadonlyMap<string, HttpRouteGroup>): Problem[] {
  const silent = target.rules.filter(listsNone);
  if (silent.length === 0) return [];
  const namesOf = ({ name }: Rule) =>
    groups.get(fullNameBeside(target, name))?.matches?.map((match) => match.name) ?? [];
  const names = listed(silent.map(({ name }) => name));
  return [
    {
      what: 'noMatches',
      on: policyRef('TrafficTarget', target.metadata),
      says: `${wordsFor('TrafficTarget', target)} names HTTPRouteGroup ${names} without any of its matches: OSM makes no route of that, not all.`,
      mend: silent.every((rule) => namesOf(rule).length > 0)
        ? [listAll(target, namesOf)]
        : [
            lookAtPolicy(
              'TrafficTarget',
              target.metadata,
              'See its rules, and list the matches that are meant',
            ),
          ],
    },
  ];
}

function listsNone({ kind, matches = [] }: Rule): boolean {
  return kind === 'HTTPRouteGroup' && matches.length === 0;
}

/** A merge patch replaces the whole list of rules. */
function listAll(target: TrafficTarget, namesOf: (rule: Rule) => string[]): RemedyIntent {
  const rules = target.rules.map((rule) =>
    listsNone(rule) ? { ...rule, matches: [...new Set(namesOf(rule))] } : rule,
  );
  return {
    do: 'patch',
    object: policyRef('TrafficTarget', target.metadata),
    patch: { spec: { rules } },
    undo: { spec: { rules: target.rules } },
    does: 'List every match of the group, if all are meant; else take out those that are not',
  };
}
