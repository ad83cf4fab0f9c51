import { defineCheck, type Problem, type Severity } from '../../model/check.ts';
import { cutEnd } from '../../model/cut-text.ts';
import { fewOf } from '../../model/few-of.ts';
import type { ObjectMeta } from '../../model/kubernetes.ts';
import type { HttpRouteGroup, TrafficTarget } from '../../model/policies.ts';
import { istioForms, showForm } from '../../osm/istio-matches.ts';
import { policyRef } from '../../osm/policy-objects.ts';
import { shown } from '../../osm/policy-words.ts';
import { migrationSeverity } from '../../osm/retirement.ts';
import { monitoredNames, staying, whyNotMoving } from './moving.ts';

export const matchesTranslatable = defineCheck({
  id: 'OSM9007',
  name: 'matches-translatable',
  area: 'lifecycle',
  severity: 'warning',
  title: 'Istio can say what every HTTPRouteGroup in use says',
  failTitle: 'Istio cannot say what an HTTPRouteGroup says',
  why: "Istio's AuthorizationPolicy has no regular expressions: a rule is exact, a prefix, a suffix or presence. What is left out in translation either refuses traffic after the move or admits more than before.",
  remedy:
    'Rewrite the regular expression while OSM still runs and it can be tried: into exact values (several are allowed), a prefix or a suffix. What needs more has to be decided in the application.',
  source:
    'istio.io/latest/docs/reference/config/security/authorization-policy; pathRegex of specs.smi-spec.io/v1alpha4',
  reads: ['controlPlaneDeployments', 'httpRouteGroups', 'namespaces', 'trafficTargets'],
  itemwise: ['httpRouteGroups', 'trafficTargets'],
  run({ controlPlaneDeployments, httpRouteGroups, namespaces, trafficTargets }, now) {
    const notMoving = whyNotMoving(controlPlaneDeployments);
    if (notMoving !== undefined) return notMoving;
    const used = usedMatches(trafficTargets);
    return staying(httpRouteGroups, monitoredNames(namespaces)).flatMap((group) =>
      judgeGroup(group, used.get(keyOf(group.metadata, group.metadata.name)), migrationSeverity(now)),
    );
  },
});

type Match = NonNullable<HttpRouteGroup['matches']>[number];

/** A TrafficTarget names groups of its own namespace. */
function keyOf({ namespace }: ObjectMeta, group: string): string {
  return `${namespace}/${group}`;
}

/** By group, which of its matches TrafficTargets name. Nothing comes of a rule without matches (OSM7015). */
function usedMatches(targets: readonly TrafficTarget[]): ReadonlyMap<string, ReadonlySet<string>> {
  const used = new Map<string, Set<string>>();
  for (const { metadata, rules } of targets) {
    for (const { kind, name, matches = [] } of rules) {
      if (kind !== 'HTTPRouteGroup') continue;
      const key = keyOf(metadata, name);
      const names = used.get(key) ?? new Set<string>();
      for (const match of matches) names.add(match);
      used.set(key, names);
    }
  }
  return used;
}

function judgeGroup(
  group: HttpRouteGroup,
  used: ReadonlySet<string> = new Set(),
  severity: Severity,
): Problem[] {
  const matches = (group.matches ?? []).filter(({ name }) => used.has(name));
  const stuck = matches.filter((match) => partsOf(match).some(({ forms }) => forms === undefined));
  if (stuck.length === 0) return [];
  const { name, namespace = '' } = group.metadata;
  const others = matches.filter((match) => !stuck.includes(match)).map(becomes);
  const rest = others.length === 0 ? '' : ` The others can be said: ${fewOf(others, 5)}.`;
  const what = stuck.map((match) => `${shown(match.name)} (${stuckParts(match)})`);
  return [
    {
      what: 'noIstioForm',
      on: policyRef('HTTPRouteGroup', group.metadata),
      severity,
      says: `${stuck.length} of ${matches.length} ${matches.length === 1 ? 'match' : 'matches'} in use cannot be said in Istio's AuthorizationPolicy: ${fewOf(what, 5)}.${rest}`,
      mend: [
        {
          do: 'look',
          does: 'See the regular expressions, and write them as exact values, a prefix or a suffix',
          args: ['get', 'httproutegroups.specs.smi-spec.io', name, '-n', namespace, '-o', 'yaml'],
        },
      ],
    },
  ];
}

interface Part {
  readonly of: string;
  readonly regex: string;
  readonly forms: ReturnType<typeof istioForms>;
}

function partsOf({ pathRegex, headers }: Match): Part[] {
  const path = pathRegex === undefined || pathRegex === '' ? [] : [['path', pathRegex] as const];
  const named = Object.entries(headers).map(([header, regex]) => [`header ${header}`, regex] as const);
  return [...path, ...named].map(([of, regex]) => ({ of, regex, forms: istioForms(regex) }));
}

function stuckParts(match: Match): string {
  const stuck = partsOf(match).filter(({ forms }) => forms === undefined);
  return stuck.map(({ of, regex }) => `${shown(of)} ${JSON.stringify(cutEnd(regex, 60))}`).join(', ');
}

/** `buy: path /buy` */
function becomes(match: Match): string {
  const parts = partsOf(match).map(
    ({ of, forms = [] }) =>
      `${shown(of)} ${fewOf(
        forms.map((form) => cutEnd(showForm(form), 60)),
        5,
      )}`,
  );
  return parts.length === 0
    ? `${shown(match.name)} by its methods`
    : `${shown(match.name)} as ${parts.join(' and ')}`;
}
