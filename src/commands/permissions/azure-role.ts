import type { RbacRule } from '../../model/snapshot.ts';
import type { RoleToGrant } from './roles.ts';

/** The same right by Azure RBAC for Kubernetes, for clusters whose rights Azure decides. */
export interface AzureRole {
  /** For `az role definition create --role-definition`. */
  readonly definition: object;
  /**
   * For `az role assignment create --condition`: narrows the one action that stands for all custom resources to the
   * groups that are read. Undefined where none is read.
   */
  readonly condition: string | undefined;
}

/** Stands in the definition where the subscription is not known. */
const unknownSubscription = 'SUBSCRIPTION-ID';

const provider = 'Microsoft.ContainerService/managedClusters';
const customRead = `${provider}/customresources/read`;

/**
 * API groups of Kubernetes itself, for whose resources Azure has actions of their own; every other group is one of
 * custom resources. Source: the operations of Microsoft.ContainerService, resource-provider-operations at
 * learn.microsoft.com/azure/role-based-access-control.
 */
const ownGroups = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apps',
  'autoscaling',
  'batch',
  'discovery.k8s.io',
  'networking.k8s.io',
  'policy',
]);

/**
 * The definition of a custom role that reads what a role of Kubernetes reads. Custom resources have one action for all of
 * them, and conditions by group: learn.microsoft.com/azure/aks/entra-id-authorization (a preview in 2026). Undefined for
 * a role that does more than read: Azure has no action for `pods/proxy`, and its `write` is more than to create.
 */
export function azureRole({ about, name, rules }: RoleToGrant): AzureRole | undefined {
  const all = rules.map(({ rule }) => rule);
  if (!all.every(isReading)) return undefined;
  const groups = [...new Set(all.flatMap(({ apiGroups }) => apiGroups))];
  const custom = groups.filter((group) => !ownGroups.has(group));
  const [summary = about] = /^.*?\./.exec(about) ?? [];
  return {
    definition: {
      Name: `${name} reader`,
      IsCustom: true,
      Description: summary,
      Actions: [],
      NotActions: [],
      DataActions: [...all.flatMap(actionsOf), ...(custom.length === 0 ? [] : [customRead])],
      NotDataActions: [],
      AssignableScopes: [`/subscriptions/${unknownSubscription}`],
    },
    condition: custom.length === 0 ? undefined : conditionFor(custom),
  };
}

/** `get` and `list` alike are `read` to Azure. */
function isReading({ verbs, resources }: RbacRule): boolean {
  return (
    verbs.every((verb) => verb === 'get' || verb === 'list') && resources.every((one) => !/\//.test(one))
  );
}

function actionsOf({ apiGroups, resources }: RbacRule): string[] {
  const own = apiGroups.filter((group) => ownGroups.has(group));
  return own.flatMap((group) =>
    resources.map((resource) => [provider, ...(group === '' ? [] : [group]), resource, 'read'].join('/')),
  );
}

/** In the form of Microsoft's example: everything that is no custom resource passes, of those only these groups. */
function conditionFor(groups: readonly string[]): string {
  const each = groups.map(
    (group) => `@Request[${provider}/customResources:group] StringEqualsIgnoreCase '${group}'`,
  );
  return `((!(ActionMatches{'${customRead}'})) OR (${each.join(' OR ')}))`;
}
