import { armRights, storageRights } from '../azure/azure-rights.ts';
import { azureRole } from '../commands/permissions/azure-role.ts';
import type { RoleToGrant } from '../commands/permissions/roles.ts';
import { showRule } from '../model/rights.ts';
import { prose } from '../present/lines.ts';
import { noPaint } from '../present/terminal.ts';
import { scopes } from '../slack/scopes.ts';

/** Everything that has to be granted, in words: on clusters both ways, in Azure, on the storage account, in Slack. */
export function permissionsText(
  roles: readonly RoleToGrant[],
  yaml: string,
  objectId: string | undefined,
  columns: number,
): string {
  const words = (text: string, indent = 0) => prose(text, indent, { columns, paint: noPaint });
  const item = (text: string) => words(`- ${text}`, 2);
  const lines = [
    'ON EACH CLUSTER',
    '',
    ...roles.flatMap((role) => roleLines(role, words)),
    ...words(
      'The usual way, native RBAC, works on every cluster with Entra ID, also where Azure RBAC for Kubernetes is on. An administrator of the cluster saves this as FILE and runs kubectl apply -f FILE:',
    ),
    '',
    ...indented(yaml),
    '',
    ...otherWay(roles, objectId, words),
    'IN AZURE, FOR THE SAME IDENTITY',
    '',
    ...Object.values(armRights).flatMap(({ action, role, scope, brings }) =>
      item(`${action === undefined ? '' : `${action}: `}${role}; on ${scope}. Brings ${brings}.`),
    ),
    '',
    'ON THE STORAGE ACCOUNT',
    '',
    ...Object.values(storageRights).flatMap(({ of, role, brings }) => item(`${role}: ${of}, for ${brings}.`)),
    ...item(
      'Storage Blob Data Owner: for the Functions host itself, its locks, timers and the deployed package.',
    ),
    '',
    'IN SLACK',
    '',
    ...scopes.flatMap(({ scope, covers, without }) =>
      item(`${scope}: ${covers.join(', ')}. Without it, ${without}`),
    ),
    '',
    ...words('docs/permissions.md traces each right to the input and the checks that need it.'),
  ];
  return `${lines.join('\n')}\n`;
}

type Words = (text: string, indent?: number) => string[];

function roleLines({ name, about, rules }: RoleToGrant, words: Words): string[] {
  return [
    name,
    ...words(about, 2),
    ...rules.flatMap(({ rule, by }) => {
      const needs = by.length === 0 ? '' : `: ${by.length} ${by.length === 1 ? 'check' : 'checks'}`;
      return words(`- ${showRule(rule)}${needs}`, 2);
    }),
    '',
  ];
}

function otherWay(roles: readonly RoleToGrant[], objectId: string | undefined, words: Words): string[] {
  const made = roles.map((role) => ({ role, azure: azureRole(role) }));
  const native = made.filter(({ azure }) => azure === undefined).map(({ role }) => role.name);
  return [
    ...words(
      "The other way, Azure RBAC for Kubernetes, only where it is on for the cluster. Azure's own reader role does not do: it leaves out webhook configurations and custom resources; and a role with */read reads Secrets. So it takes a role of its own:",
    ),
    '',
    ...made.flatMap(({ role, azure }) =>
      azure === undefined ? [] : definitionLines(role.name, azure, objectId, words),
    ),
    ...(native.length === 0
      ? []
      : [
          ...words(
            `${native.join(' and ')}: natively alone. Azure has no action for pods/proxy, and its write is more than to create or to patch.`,
          ),
          '',
        ]),
  ];
}

function definitionLines(
  name: string,
  { definition, condition }: NonNullable<ReturnType<typeof azureRole>>,
  objectId: string | undefined,
  words: Words,
): string[] {
  const assignee = objectId ?? 'OBJECT-ID';
  const assign = `az role assignment create --assignee-object-id ${assignee} --assignee-principal-type ServicePrincipal --role '${name} reader' --scope CLUSTER-ID`;
  const conditional =
    condition === undefined ? '' : ` --condition-version 2.0 --condition "$(cat CONDITION)"`;
  return [
    ...indented(JSON.stringify(definition, undefined, 2)),
    '',
    '  az role definition create --role-definition @FILE',
    `  ${assign}${conditional}`,
    '',
    ...(condition === undefined
      ? []
      : [
          ...words(
            'Azure has one action for all custom resources. The condition in the file CONDITION, a preview at Microsoft, narrows it to the groups that are read; without it every custom resource can be read:',
          ),
          '',
          ...indented(condition),
          '',
        ]),
  ];
}

function indented(text: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd());
}
