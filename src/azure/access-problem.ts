import type { AccessProblem } from '../model/fleet.ts';
import { type ArmFailure, sayFailure } from './arm-failure.ts';
import { azAks, azGrantClusterUser, clusterUserRole } from './az-command.ts';
import type { AzureCluster } from './azure-cluster.ts';
import type { Principal } from './credential.ts';

/** Which cluster, and who we are, for the words of a problem. */
export interface About {
  /** What people call it. */
  readonly name: string;
  readonly resourceId: string;
  /** Undefined until a token came. */
  readonly principal: Principal | undefined;
  /** Whether we run with the app's managed identity. */
  readonly managed: boolean;
}

/** What we were doing when Azure failed. */
export type Step = 'get' | 'credentials' | 'signIn';

/** Why a failed call of Azure keeps us out of a cluster. */
export function problemOfFailure(about: About, step: Step, failure: ArmFailure): AccessProblem {
  if (step === 'signIn') return noIdentity(about, sayFailure(failure));
  switch (failure.is) {
    case 'noSignIn':
    case 'refused':
      return noIdentity(about, sayFailure(failure));
    case 'notFound':
      return failure.code === 'SubscriptionNotFound' ? notVisible(about) : deleted(about);
    case 'forbidden':
      return step === 'credentials' ? noClusterUserRole(about) : notVisible(about);
    case 'throttled':
      return throttled(about, failure);
    default:
      return azureFailed(about, failure);
  }
}

/** Why a cluster as Azure describes it cannot be read; undefined when it can be tried. */
export function problemOfFacts(
  about: About,
  cluster: AzureCluster,
  allClusters: boolean,
): AccessProblem | undefined {
  if (cluster.provisioning === 'Deleting') return deleted(about, 'is being deleted');
  const busy = cluster.provisioning ?? '';
  if (['Creating', 'Starting', 'Stopping'].includes(busy)) return notReady(about, busy);
  if (!cluster.running) return stopped(about);
  if (!cluster.osmAddon && !allClusters) return addonOff(about);
  if (!cluster.entra) return cluster.localAccounts ? entraOff(about) : entraAndLocalAccountsOff(about);
  return undefined;
}

function noIdentity({ name, managed }: About, what: string): AccessProblem {
  return {
    reason: 'noIdentity',
    says: `${name} could not be opened, because there is no usable identity. ${what}`,
    todo: managed
      ? 'Turn on the managed identity of the Function App; for a user-assigned one, set AZURE_CLIENT_ID to its client id. A new identity needs some minutes.'
      : 'Sign in with the Azure CLI, or give the environment a service principal: AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET.',
    ...(managed ? {} : { command: 'az login' }),
    passing: managed,
  };
}

function deleted({ name, resourceId }: About, what = 'does not exist (any more)'): AccessProblem {
  return {
    reason: 'deleted',
    says: `${name} ${what}: Azure has no cluster at ${resourceId}.`,
    todo: 'If it is gone on purpose, take its name out of OSM_CLUSTERS, should it be there. If it was created anew elsewhere, put in its new resource id.',
    passing: false,
  };
}

function notVisible({ name, resourceId, principal }: About): AccessProblem {
  return {
    reason: 'notVisible',
    says: `${name} cannot be seen by ${who(principal)}: Azure hides it, or there is nothing at ${resourceId}.`,
    todo: `Give the identity the role "${clusterUserRole.name}" on the cluster. It takes some minutes to count.${whoToo(principal)}`,
    command: azGrantClusterUser(resourceId, principal),
    passing: false,
  };
}

function noClusterUserRole({ name, resourceId, principal }: About): AccessProblem {
  return {
    reason: 'noClusterUserRole',
    says: `${name} can be seen, but ${who(principal)} may not ask for its address and CA (listClusterUserCredential).`,
    todo: `Give the identity the role "${clusterUserRole.name}" on the cluster. It takes some minutes to count.${whoToo(principal)}`,
    command: azGrantClusterUser(resourceId, principal),
    passing: false,
  };
}

function throttled({ name }: About, failure: ArmFailure & { is: 'throttled' }): AccessProblem {
  return {
    reason: 'throttled',
    says: `${name} could not be opened. ${sayFailure(failure)}`,
    todo: 'Wait that long and ask again. If it happens often, something else in the subscription asks Azure very much.',
    passing: true,
  };
}

/** Azure itself failed; also the answer to what nobody foresaw. */
function azureFailed({ name }: About, failure: ArmFailure): AccessProblem {
  return {
    reason: 'azureFailed',
    says: `${name} could not be opened. ${sayFailure(failure)}`,
    todo: 'Ask again in some minutes. If it stays so, look at status.azure.com and at the outbound network of the app.',
    passing: true,
  };
}

function notReady({ name, resourceId }: About, provisioning: string): AccessProblem {
  return {
    reason: 'notReady',
    says: `${name} is not ready: Azure is still ${provisioning.toLowerCase()} it.`,
    todo: 'Ask again when that is done.',
    command: azAks('show', resourceId, '--query', 'provisioningState'),
    passing: true,
  };
}

function stopped({ name, resourceId }: About): AccessProblem {
  return {
    reason: 'stopped',
    says: `${name} is stopped, so nothing runs in it and nothing can be read.`,
    todo: 'Start it when it is wanted.',
    command: azAks('start', resourceId),
    passing: false,
  };
}

function addonOff({ name, resourceId }: About): AccessProblem {
  return {
    reason: 'addonOff',
    says: `The Open Service Mesh add-on is off on ${name}.`,
    todo: 'If a mesh was installed there by hand, set OSM_ALL_CLUSTERS to true. Else turn the add-on on; mind that AKS supports it until 30 September 2027 only.',
    command: azAks('enable-addons', resourceId, '--addons', 'open-service-mesh'),
    passing: false,
  };
}

function entraOff({ name, resourceId }: About): AccessProblem {
  return {
    reason: 'entraOff',
    says: `${name} does not take Entra ID identities: it has local accounts alone. These are cluster admins, so osm-doctor does not use them.`,
    todo: 'Turn on the Entra ID integration, which cannot be turned off again. Local accounts go on working until they are disabled.',
    command: azAks('update', resourceId, '--enable-aad'),
    passing: false,
  };
}

function entraAndLocalAccountsOff({ name, resourceId }: About): AccessProblem {
  return {
    reason: 'entraAndLocalAccountsOff',
    says: `Nobody can sign in to ${name}: the Entra ID integration is off, and local accounts are disabled.`,
    todo: 'Turn on the Entra ID integration, which cannot be turned off again.',
    command: azAks('update', resourceId, '--enable-aad'),
    passing: false,
  };
}

/** The identity, with its object id where it is known. */
export function who(principal: Principal | undefined): string {
  return principal === undefined ? 'our identity' : `our identity (object id ${principal.objectId})`;
}

function whoToo(principal: Principal | undefined): string {
  return principal === undefined ? " Put the identity's object id for OBJECT-ID." : '';
}
