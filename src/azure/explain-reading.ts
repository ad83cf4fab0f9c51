import type { AccessProblem } from '../model/fleet.ts';
import { rights } from '../model/rights.ts';
import { type ClusterSnapshot, type InputName, inputsOfTiers, type ReadProblem } from '../model/snapshot.ts';
import { type About, who } from './access-problem.ts';
import { azAks } from './az-command.ts';
import type { AzureCluster } from './azure-cluster.ts';
import { grantManifest } from './grant-manifest.ts';

/** How the last try to ask for the API server's version ended: an HTTP status, or the code of a network error. */
export type LastTry = number | string | undefined;

/**
 * What a reading that brought nothing means, seen together with what Azure says of the cluster. Undefined when
 * something was read: what is missing then is for the report to tell.
 */
export function explainReading(
  about: About,
  cluster: AzureCluster,
  { inputs }: Pick<ClusterSnapshot, 'inputs'>,
  lastTry: LastTry,
): AccessProblem | undefined {
  const { apiServer } = inputs;
  if (!apiServer.ok && apiServer.problem.reason !== 'notAsked') {
    return lastTry === 403
      ? noKubernetesRights(about, cluster, wantedOf(inputs))
      : noAnswer(about, cluster, apiServer.problem, lastTry);
  }
  return allForbidden(inputs) ? noKubernetesRights(about, cluster, wantedOf(inputs)) : undefined;
}

function noAnswer(
  about: About,
  cluster: AzureCluster,
  problem: ReadProblem,
  lastTry: LastTry,
): AccessProblem {
  if (lastTry === 401) return tokenRefused(about);
  // Who answers with a status can be reached.
  const reached = typeof lastTry === 'number';
  if (!reached && cluster.privateCluster) return privateUnreachable(about, problem);
  if (!reached && cluster.authorisedRanges.length > 0) return ipRanges(about, cluster, problem);
  return unreachable(about, problem);
}

function tokenRefused({ name, principal }: About): AccessProblem {
  return {
    reason: 'tokenRefused',
    says: `The API server of ${name} refused the token of ${who(principal)} (401).`,
    todo: 'The identity must belong to the tenant that the cluster trusts (aadProfile.tenantID), and OSM_CLOUD must be the cloud of the cluster. Right after the integration was turned on, wait some minutes.',
    passing: false,
  };
}

function privateUnreachable({ name }: About, { detail }: ReadProblem): AccessProblem {
  return {
    reason: 'privateUnreachable',
    says: `${name} is a private cluster, and its API server is out of reach from here. ${detail}`,
    todo: "Give the Function App virtual network integration with the cluster's network or a peered one, and link the private DNS zone of the cluster to it. A terminal needs a machine inside.",
    passing: false,
  };
}

function ipRanges(
  { name, resourceId }: About,
  { authorisedRanges }: AzureCluster,
  { detail }: ReadProblem,
): AccessProblem {
  const ranges = [...authorisedRanges, 'OUTBOUND-ADDRESS/32'].join(',');
  return {
    reason: 'ipRanges',
    says: `The API server of ${name} lets in ${authorisedRanges.length} address ranges only, and we are not let in. ${detail}`,
    todo: 'Add the outbound addresses of the app, put for OUTBOUND-ADDRESS, to the authorised IP ranges. Flex Consumption has fixed ones only behind a NAT gateway.',
    command: azAks('update', resourceId, '--api-server-authorized-ip-ranges', ranges),
    passing: false,
  };
}

function unreachable({ name, resourceId }: About, { detail }: ReadProblem): AccessProblem {
  return {
    reason: 'unreachable',
    says: `The API server of ${name} gave no usable answer, though Azure says that the cluster runs. ${detail}`,
    todo: 'Ask again in some minutes. If it stays so, look at the state of the cluster and at the outbound network of the app.',
    command: azAks('show', resourceId, '--query', '{state:provisioningState,power:powerState.code}'),
    passing: true,
  };
}

/** Whether every single read that needs a right was forbidden. */
function allForbidden(inputs: ClusterSnapshot['inputs']): boolean {
  const tried = wantedOf(inputs).filter((name) => {
    const reading = inputs[name];
    return rights[name].length > 0 && (reading.ok || reading.problem.reason !== 'notInstalled');
  });
  const refused = tried.every((name) => {
    const reading = inputs[name];
    return !reading.ok && reading.problem.reason === 'forbidden' && reading.partial === undefined;
  });
  return tried.length > 0 && refused;
}

/** What was asked for. Kinds that are not installed now may be so tomorrow: one manifest does for all. */
function wantedOf(inputs: ClusterSnapshot['inputs']): InputName[] {
  const names = Object.keys(inputs) as InputName[];
  return names.filter((name) => {
    const reading = inputs[name];
    return reading.ok || reading.problem.reason !== 'notAsked';
  });
}

/** What a tier needs is more than reading, and not for every namespace: it has roles of its own. */
const ofTiers = new Set<InputName>(Object.values(inputsOfTiers).flat());

function noKubernetesRights(
  { name, principal }: About,
  { azureRbac }: AzureCluster,
  wanted: readonly InputName[],
): AccessProblem {
  const whom = principal === undefined ? " Put the identity's object id for OBJECT-ID-OF-THE-IDENTITY." : '';
  const azure = azureRbac
    ? " Azure's own reader role for Kubernetes does not do: it leaves out webhook configurations and custom resources."
    : '';
  return {
    reason: 'noKubernetesRights',
    says: `Signing in to ${name} works, but ${who(principal)} may read nothing there: every read was forbidden.`,
    todo: `Let an administrator of the cluster apply this manifest (kubectl apply -f FILE). It grants reading, and no secrets.${whom}${azure}`,
    manifest: grantManifest(
      wanted.filter((name) => !ofTiers.has(name)),
      principal?.objectId,
    ),
    passing: false,
  };
}
