import type { Egress, TrafficTarget } from '../../model/policies.ts';
import { fullNameOf } from '../../osm/identities.ts';

/** The full names of the HTTPRouteGroups that Egress policies use, whatever the mode, each in its own namespace. */
export function groupsOfEgresses(egresses: readonly Egress[]): ReadonlySet<string> {
  return new Set(
    egresses.flatMap(({ metadata: { namespace = '' }, matches }) =>
      matches
        .filter(({ kind }) => kind === 'HTTPRouteGroup')
        .map(({ name }) => fullNameOf({ namespace, name })),
    ),
  );
}

/** The full names of the routes of a kind that TrafficTargets refer to, each in its own namespace. */
export function routesOfTargets(
  kind: 'HTTPRouteGroup' | 'TCPRoute',
  targets: readonly TrafficTarget[],
): ReadonlySet<string> {
  return new Set(
    targets.flatMap(({ metadata: { namespace = '' }, rules }) =>
      rules.filter((rule) => rule.kind === kind).map(({ name }) => fullNameOf({ namespace, name })),
    ),
  );
}

/** Those matches of HTTPRouteGroups that TrafficTargets list: group's full name to names of its matches. */
export function matchesOfTargets(
  targets: readonly TrafficTarget[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const listed = new Map<string, Set<string>>();
  for (const { metadata, rules } of targets) {
    const { namespace = '' } = metadata;
    for (const { kind, name, matches = [] } of rules) {
      if (kind !== 'HTTPRouteGroup') continue;
      const group = fullNameOf({ namespace, name });
      const known = listed.get(group) ?? new Set<string>();
      for (const match of matches) known.add(match);
      listed.set(group, known);
    }
  }
  return listed;
}
