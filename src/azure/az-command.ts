import { parseClusterId } from '../model/resource-id.ts';
import type { Principal } from './credential.ts';

/** Lets an identity find a cluster and get its address and CA; it grants nothing inside the cluster. */
export const clusterUserRole = {
  name: 'Azure Kubernetes Service Cluster User Role',
  id: '4abbcc35-e782-43d8-92c5-2d3f1bd2253f',
} as const;

/** `az aks VERB` on a cluster, for sh. Names from Azure are data: they stand in quotes. */
export function azAks(verb: string, resourceId: string, ...more: readonly string[]): string {
  const id = parseClusterId(resourceId);
  const named =
    id === undefined
      ? ['--ids', resourceId]
      : ['--subscription', id.subscription, '--resource-group', id.resourceGroup, '--name', id.name];
  return line(['az', 'aks', verb, ...named, ...more]);
}

/** Gives us the Cluster User role, where we are known. */
export function azGrantClusterUser(scope: string, principal: Principal | undefined): string {
  const { objectId, type } = principal ?? { objectId: 'OBJECT-ID', type: 'ServicePrincipal' };
  const who = ['--assignee-object-id', objectId, '--assignee-principal-type', type];
  return line(['az', 'role', 'assignment', 'create', ...who, '--role', clusterUserRole.id, '--scope', scope]);
}

function line(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}

/** In single quotes nothing is special to a POSIX shell but the quote itself. */
function quoted(word: string): string {
  return /^[\w@%+:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
