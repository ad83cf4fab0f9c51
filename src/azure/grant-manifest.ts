import { ruleOnOneLine } from '../model/rights.ts';
import { rulesFor } from '../model/role.ts';
import type { InputName } from '../model/snapshot.ts';

/** Stands in the manifest where the identity is not known. */
const unknownIdentity = 'OBJECT-ID-OF-THE-IDENTITY';

/** The ClusterRole for reading these inputs and its binding to an identity, as YAML. It grants reading alone. */
export function grantManifest(inputs: Iterable<InputName>, objectId: string | undefined): string {
  const rules = rulesFor(inputs);
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
