import type { NeededRule } from './needed-rules.ts';
import type { RoleToGrant } from './roles.ts';

/** Stands in the manifest where the identity is not known. */
export const unknownIdentity = 'OBJECT-ID-OF-THE-IDENTITY';

/** A role and its binding to an identity, as YAML for kubectl. `head` is the first comment. */
export function roleYaml(
  { about, kind, name, namespace, rules }: RoleToGrant,
  head: string,
  objectId: string | undefined,
): string {
  const metadata = namespace === undefined ? `{name: ${name}}` : `{name: ${name}, namespace: ${namespace}}`;
  const user = objectId === undefined ? unknownIdentity : JSON.stringify(objectId);
  return [
    ...comment(head, ''),
    ...comment(about, ''),
    'apiVersion: rbac.authorization.k8s.io/v1',
    `kind: ${kind}`,
    `metadata: ${metadata}`,
    'rules:',
    ...rules.flatMap(ruleLines),
    '---',
    'apiVersion: rbac.authorization.k8s.io/v1',
    `kind: ${kind}Binding`,
    `metadata: ${metadata}`,
    `roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: ${name}}`,
    'subjects:',
    '  # The object id of the managed identity, not its client id.',
    `  - {apiGroup: rbac.authorization.k8s.io, kind: User, name: ${user}}`,
    '',
  ].join('\n');
}

function ruleLines({ rule, by }: NeededRule): string[] {
  const [group = ''] = rule.apiGroups;
  return [
    ...(by.length === 0 ? [] : comment(`${by.join(', ')}.`, '  ')),
    `  - apiGroups: [${group === '' ? '""' : group}]`,
    `    resources: [${rule.resources.join(', ')}]`,
    `    verbs: [${rule.verbs.join(', ')}]`,
  ];
}

/** A comment of YAML, wrapped at 110 characters. */
function comment(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line.length + word.length > 106 - indent.length) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((one) => `${indent}# ${one}`);
}
