import { rights, ruleOnOneLine } from '../model/rights.ts';
import type { InputName, RbacRule } from '../model/snapshot.ts';

/** Stands in the manifest where the identity is not known. */
const unknownIdentity = 'OBJECT-ID-OF-THE-IDENTITY';

/** The ClusterRole for reading these inputs and its binding to an identity, as YAML. It grants reading alone. */
export function grantManifest(inputs: Iterable<InputName>, objectId: string | undefined): string {
  const rules = merged([...inputs].flatMap((name) => rights[name]));
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: osm-doctor}
rules:
${rules.map((rule) => `  - ${ruleOnOneLine(rule)}`).join('\n')}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: osm-doctor}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: osm-doctor}
subjects:
  - {apiGroup: rbac.authorization.k8s.io, kind: User, name: ${JSON.stringify(objectId ?? unknownIdentity)}}
`;
}

/** One rule for an API group and a set of verbs. */
function merged(rules: readonly RbacRule[]): RbacRule[] {
  const verbsOf = new Map<string, Set<string>>();
  for (const { apiGroups, resources, verbs } of rules) {
    for (const key of apiGroups.flatMap((group) => resources.map((resource) => `${group}/${resource}`))) {
      verbsOf.set(key, new Set([...(verbsOf.get(key) ?? []), ...verbs]));
    }
  }
  const together = Map.groupBy(verbsOf, ([key, verbs]) => `${key.split('/')[0]}/${[...verbs].sort()}`);
  return [...together].map(([key, entries]) => {
    const [group = '', verbs = ''] = key.split('/');
    const resources = entries.map(([name]) => name.slice(name.indexOf('/') + 1));
    return { apiGroups: [group], resources: resources.sort(), verbs: verbs.split(',') };
  });
}
