import { type Answer, jsonAnswer } from '../kubernetes/answer.ts';
import {
  ArmRefusal,
  armError,
  authorizationFailed,
  clusterNotFound,
  resourceGroupNotFound,
  staticCredentialRefused,
  subscriptionNotFound,
} from './arm-errors.ts';
import { type ArmSignIn, armCaller } from './arm-sign-in.ts';
import { type ManagedCluster, maintenanceJson, managedClusterJson } from './managed-cluster.ts';
import { meshRevisionProfileJson, type OfferedRevision } from './mesh-revisions.ts';
import type { AzureRequest } from './request.ts';
import type { Claims } from './tokens.ts';

/** A subscription as a test declares it. */
export interface Subscription {
  readonly id: string;
  /** `Subscription` and its number unless given. */
  readonly displayName?: string;
  /** `none`: the identities see nothing of it, whatever its clusters say. `some` unless given. */
  readonly rights?: 'none' | 'some';
}

/** All that the simulated ARM answers from. */
export interface Arm {
  readonly signIn: ArmSignIn;
  readonly clusters: readonly ManagedCluster[];
  subscriptions(): readonly Subscription[];
  pageSize(): number;
  /** What every region offers of the Istio add-on. */
  meshRevisions(): readonly OfferedRevision[];
  /** A kubeconfig for users of a cluster, as YAML. */
  userKubeconfig(cluster: ManagedCluster): string;
  /** Where `nextLink` leads: ARM's own address. */
  url(): string;
}

const provider = 'Microsoft.ContainerService/managedClusters';

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** One page of a list, and the link to the next. */
function page(arm: Arm, request: AzureRequest, items: readonly object[]): object {
  const from = Number(Buffer.from(request.query.get('$skiptoken') ?? '', 'base64url').toString() || 0);
  const to = from + arm.pageSize();
  const value = items.slice(from, to);
  if (to >= items.length) return { value };
  const query = new URLSearchParams(request.query);
  query.set('$skiptoken', Buffer.from(String(to)).toString('base64url'));
  return { value, nextLink: `${arm.url()}${request.path}?${query}` };
}

function subscriptionList(arm: Arm, request: AzureRequest): Answer {
  const seen = arm.subscriptions().filter((one) => one.rights !== 'none');
  const items = seen.map(({ id, displayName }, index) => ({
    id: `/subscriptions/${id}`,
    authorizationSource: 'RoleBased',
    managedByTenants: [],
    subscriptionId: id,
    tenantId: arm.signIn.tenant,
    displayName: displayName ?? `Subscription ${index + 1}`,
    state: 'Enabled',
    subscriptionPolicies: {
      locationPlacementId: 'Public_2014-09-01',
      quotaId: 'EnterpriseAgreement_2014-09-01',
    },
  }));
  return jsonAnswer(200, { ...page(arm, request, items), count: { type: 'Total', value: items.length } });
}

/** The clusters of a subscription. ARM checks that it exists first, then the rights. */
function clustersIn(arm: Arm, caller: Claims, id: string, action: string, scope: string): ManagedCluster[] {
  const found = arm.subscriptions().find((one) => same(one.id, id));
  if (found === undefined) throw new ArmRefusal(subscriptionNotFound(id));
  if (found.rights === 'none') throw new ArmRefusal(authorizationFailed(caller, action, scope));
  return arm.clusters.filter((one) => same(one.subscription, id));
}

function clusterList(arm: Arm, request: AzureRequest, caller: Claims, subscription: string): Answer {
  const scope = `/subscriptions/${subscription}`;
  const readable = clustersIn(arm, caller, subscription, `${provider}/read`, scope).filter(
    ({ deleted, state }) => !deleted && state.rights !== 'none',
  );
  const items = readable.map((cluster) => managedClusterJson(cluster, arm.signIn.tenant));
  return jsonAnswer(200, page(arm, request, items));
}

interface Target {
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly name: string;
}

function oneCluster(
  arm: Arm,
  caller: Claims,
  target: Target,
  action: string,
  enough: (rights: ManagedCluster['state']['rights']) => boolean,
): ManagedCluster {
  const { subscription, resourceGroup, name } = target;
  const scope = `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/${provider}/${name}`;
  const group = clustersIn(arm, caller, subscription, action, scope).filter((one) =>
    same(one.resourceGroup, resourceGroup),
  );
  if (group.length === 0) throw new ArmRefusal(resourceGroupNotFound(resourceGroup));
  const found = group.find((one) => same(one.name, name) && !one.deleted);
  if (found === undefined) throw new ArmRefusal(clusterNotFound(resourceGroup, name));
  if (!enough(found.state.rights)) throw new ArmRefusal(authorizationFailed(caller, action, scope));
  return found;
}

function clusterAnswer(arm: Arm, caller: Claims, target: Target): Answer {
  const found = oneCluster(arm, caller, target, `${provider}/read`, (rights) => rights !== 'none');
  return jsonAnswer(200, managedClusterJson(found, arm.signIn.tenant));
}

function credentialAnswer(arm: Arm, caller: Claims, target: Target): Answer {
  const action = `${provider}/listClusterUserCredential/action`;
  const found = oneCluster(arm, caller, target, action, (rights) => rights === 'readAndCredentials');
  if (!found.state.entra && !found.state.localAccounts) return staticCredentialRefused;
  const value = Buffer.from(arm.userKubeconfig(found)).toString('base64');
  return jsonAnswer(200, { kubeconfigs: [{ name: 'clusterUser', value }] });
}

function maintenanceAnswer(arm: Arm, request: AzureRequest, caller: Claims, target: Target): Answer {
  const action = `${provider}/maintenanceConfigurations/read`;
  const found = oneCluster(arm, caller, target, action, (rights) => rights !== 'none');
  return jsonAnswer(200, page(arm, request, maintenanceJson(found)));
}

function revisionsAnswer(arm: Arm, caller: Claims, subscription: string, location: string): Answer {
  const action = 'Microsoft.ContainerService/locations/meshRevisionProfiles/read';
  clustersIn(arm, caller, subscription, action, `/subscriptions/${subscription}`);
  return jsonAnswer(200, meshRevisionProfileJson(subscription, location, arm.meshRevisions()));
}

const revisionsPath =
  /^\/subscriptions\/([^/]+)\/providers\/microsoft\.containerservice\/locations\/([^/]+)\/meshrevisionprofiles\/istio$/i;
const listPath = /^\/subscriptions\/([^/]+)\/providers\/microsoft\.containerservice\/managedclusters\/?$/i;
const onePath =
  /^\/subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/microsoft\.containerservice\/managedclusters\/([^/]+)(\/listclusterusercredential|\/maintenanceconfigurations)?\/?$/i;

function routed(arm: Arm, request: AzureRequest, caller: Claims): Answer {
  const { method, path } = request;
  if (method === 'GET' && /^\/subscriptions\/?$/i.test(path)) return subscriptionList(arm, request);
  const [, listed] = listPath.exec(path) ?? [];
  if (method === 'GET' && listed !== undefined) return clusterList(arm, request, caller, listed);
  const [, of = '', location] = revisionsPath.exec(path) ?? [];
  if (method === 'GET' && location !== undefined) return revisionsAnswer(arm, caller, of, location);
  const [, subscription = '', resourceGroup = '', name = '', part = ''] = onePath.exec(path) ?? [];
  if (name === '') return unknownPath(request);
  const target = { subscription, resourceGroup, name };
  switch (`${method} ${part.toLowerCase()}`) {
    case 'GET ':
      return clusterAnswer(arm, caller, target);
    case 'GET /maintenanceconfigurations':
      return maintenanceAnswer(arm, request, caller, target);
    case 'POST /listclusterusercredential':
      return credentialAnswer(arm, caller, target);
    default:
      return unknownPath(request);
  }
}

function unknownPath({ method, path }: AzureRequest): Answer {
  return armError(404, 'NotFound', `The simulated ARM does not know ${method} ${path}.`);
}

/** Answers as Azure Resource Manager does: subscriptions, managed clusters, their credentials and maintenance, Istio's revisions. */
export function armAnswer(arm: Arm, request: AzureRequest): Answer {
  try {
    const caller = armCaller(arm.signIn, request.headers.authorization);
    if (!request.query.has('api-version')) {
      const says = 'The api-version query parameter (?api-version=) is required for all requests.';
      return armError(400, 'MissingApiVersionParameter', says);
    }
    return routed(arm, request, caller);
  } catch (error) {
    if (error instanceof ArmRefusal) return error.answer;
    throw error;
  }
}
