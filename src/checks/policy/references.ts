import type { Egress, TrafficTarget } from '../../model/policies.ts';
import { fullNameBeside } from '../../osm/identities.ts';

/** The full names of the HTTPRouteGroups that Egress policies use, whatever the mode, each in its own namespace. */
export function groupsOfEgresses(egresses: readonly Egress[]): ReadonlySet<string> {
  return new Set(
    egresses.flatMap((egress) =>
      egress.matches
        .filter(({ kind }) => kind === 'HTTPRouteGroup')
        .map(({ name }) => fullNameBeside(egress, name)),
    ),
  );
}

/** The full names of the routes of a kind that TrafficTargets refer to, each in its own namespace. */
export function routesOfTargets(
  kind: 'HTTPRouteGroup' | 'TCPRoute',
  targets: readonly TrafficTarget[],
): ReadonlySet<string> {
  return new Set(
    targets.flatMap((target) =>
      target.rules.filter((rule) => rule.kind === kind).map(({ name }) => fullNameBeside(target, name)),
    ),
  );
}

/** Those matches of HTTPRouteGroups that TrafficTargets list: group's full name to names of its matches. */
export function matchesOfTargets(
  targets: readonly TrafficTarget[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const listed = new Map<string, Set<string>>();
  for (const target of targets) {
    for (const { kind, name, matches = [] } of target.rules) {
      if (kind !== 'HTTPRouteGroup') continue;
      const group = fullNameBeside(target, name);
      const known = listed.get(group) ?? new Set<string>();
      for (const match of matches) known.add(match);
      listed.set(group, known);
    }
  }
  return listed;
}
