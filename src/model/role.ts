import { rights } from './rights.ts';
import { type InputName, inputsOfTiers, type RbacRule } from './snapshot.ts';

/** The rules of the Role that reading these inputs needs: one for an API group and a set of verbs, sorted. */
export function rulesFor(inputs: Iterable<InputName>): RbacRule[] {
  return mergeRules([...inputs].flatMap((name) => rights[name]));
}

/** The rules of the base role: for everything that is read without being asked for more. */
export function baseRules(): RbacRule[] {
  const optional = new Set<InputName>(Object.values(inputsOfTiers).flat());
  return rulesFor((Object.keys(rights) as InputName[]).filter((name) => !optional.has(name)));
}

/** The same rights in as few rules as a person would write. */
export function mergeRules(rules: readonly RbacRule[]): RbacRule[] {
  const verbsOf = new Map<string, Set<string>>();
  for (const { apiGroups, resources, verbs } of rules) {
    for (const key of apiGroups.flatMap((group) => resources.map((resource) => `${group} ${resource}`))) {
      verbsOf.set(key, new Set([...(verbsOf.get(key) ?? []), ...verbs]));
    }
  }
  const sorted = [...verbsOf].sort(([one], [other]) => (one < other ? -1 : 1));
  const together = Map.groupBy(sorted, ([key, verbs]) => `${key.split(' ')[0]} ${[...verbs].sort()}`);
  return [...together].map(([key, entries]) => {
    const [group = '', verbs = ''] = key.split(' ');
    const resources = entries.map(([name]) => name.slice(name.indexOf(' ') + 1));
    return { apiGroups: [group], resources, verbs: verbs.split(',') };
  });
}
