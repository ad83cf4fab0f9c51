import type { InputName, Inputs, OutsideInput, Reading } from '../model/snapshot.ts';
import { componentNames, knownCrdNames, osmObjectLabel, serviceNames } from '../osm/names.ts';
import { accept, getJson, type Meter } from './client.ts';
import { readControlPlaneAnswers } from './control-plane-answers.ts';
import { readServedKinds } from './discovery.ts';
import { probePod } from './probe-pod.ts';
import { readList } from './read-list.ts';
import { crdOf, webhookConfigurationOf } from './shapes/admission.ts';
import {
  failedCreateOf,
  horizontalPodAutoscalerOf,
  jobOf,
  podDisruptionBudgetOf,
  replicaSetOf,
  unreadInReplicaSets,
} from './shapes/controllers.ts';
import { meshConfigOf } from './shapes/mesh-config.ts';
import { namedObjectOf } from './shapes/metadata.ts';
import { controlPlanePodOf, podOf, unreadInPods } from './shapes/pods.ts';
import {
  egressOf,
  httpRouteGroupOf,
  ingressBackendOf,
  meshRootCertificateOf,
  retryOf,
  tcpRouteOf,
  trafficSplitOf,
  trafficTargetOf,
  upstreamTrafficSettingOf,
} from './shapes/policies.ts';
import { httpRouteOf, ingressOf } from './shapes/routes.ts';
import { endpointSliceOf, serviceOf } from './shapes/services.ts';
import { deploymentOf, namespaceOf } from './shapes/workloads.ts';
import { custom, list, namespaced, type Read, type ReadContext, ruleTo } from './ways-to-read.ts';

const ofComponents = `app in (${componentNames.join(',')})`;

/** Inputs that no request of their own brings from the API server: the version's request gives two, the rest come from elsewhere. */
type OtherInput = 'apiServer' | 'clock' | OutsideInput;

/** Whether an input is read from the cluster by a request of its own. */
export function isOwnRead(name: InputName): name is Exclude<InputName, OtherInput> {
  return name in inputReads;
}

/** How each input is read. */
export const inputReads: { readonly [K in Exclude<InputName, OtherInput>]: Read<K> } = {
  servedKinds: ({ client }, meter) => readServedKinds(client, meter),
  namespaces: readNamespaces,
  controlPlaneDeployments: list('controlPlaneDeployments', {
    path: '/apis/apps/v1/deployments',
    labelSelector: ofComponents,
    shape: deploymentOf,
  }),
  controlPlanePods: list('controlPlanePods', {
    path: '/api/v1/pods',
    labelSelector: ofComponents,
    shape: controlPlanePodOf,
  }),
  controlPlaneServices: list('controlPlaneServices', {
    path: '/api/v1/services',
    labelSelector: ofComponents,
    shape: serviceOf,
  }),
  controlPlaneEndpoints: list('controlPlaneEndpoints', {
    path: '/apis/discovery.k8s.io/v1/endpointslices',
    labelSelector: `kubernetes.io/service-name in (${serviceNames.join(',')})`,
    shape: endpointSliceOf,
  }),
  mutatingWebhooks: list('mutatingWebhooks', {
    path: '/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations',
    shape: (raw) => webhookConfigurationOf('MutatingWebhookConfiguration', raw),
  }),
  validatingWebhooks: list('validatingWebhooks', {
    path: '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations',
    shape: (raw) => webhookConfigurationOf('ValidatingWebhookConfiguration', raw),
  }),
  crds: readCrds,
  meshConfigs: custom('meshConfigs', meshConfigOf),
  services: list('services', { path: '/api/v1/services', shape: serviceOf }),
  endpointSlices: list('endpointSlices', {
    path: '/apis/discovery.k8s.io/v1/endpointslices',
    shape: endpointSliceOf,
  }),
  trafficTargets: custom('trafficTargets', trafficTargetOf),
  httpRouteGroups: custom('httpRouteGroups', httpRouteGroupOf),
  tcpRoutes: custom('tcpRoutes', tcpRouteOf),
  trafficSplits: custom('trafficSplits', trafficSplitOf),
  egresses: custom('egresses', egressOf),
  ingressBackends: custom('ingressBackends', ingressBackendOf),
  retries: custom('retries', retryOf),
  upstreamTrafficSettings: custom('upstreamTrafficSettings', upstreamTrafficSettingOf),
  meshRootCertificates: custom('meshRootCertificates', meshRootCertificateOf),
  pods: namespaced('pods', '/api/v1', podOf, { unread: unreadInPods }),
  replicaSets: namespaced('replicaSets', '/apis/apps/v1', replicaSetOf, { unread: unreadInReplicaSets }),
  jobs: namespaced('jobs', '/apis/batch/v1', jobOf),
  failedCreates: namespaced('failedCreates', '/api/v1', failedCreateOf, {
    fieldSelector: 'reason=FailedCreate',
  }),
  horizontalPodAutoscalers: custom('horizontalPodAutoscalers', horizontalPodAutoscalerOf, 'v2'),
  podDisruptionBudgets: custom('podDisruptionBudgets', podDisruptionBudgetOf, 'v1'),
  nodes: list('nodes', { path: '/api/v1/nodes', metadataOnly: true, shape: namedObjectOf }),
  serviceAccounts: list('serviceAccounts', {
    path: '/api/v1/serviceaccounts',
    metadataOnly: true,
    shape: namedObjectOf,
  }),
  ingresses: list('ingresses', { path: '/apis/networking.k8s.io/v1/ingresses', shape: ingressOf }),
  httpRoutes: custom('httpRoutes', httpRouteOf),
  controlPlaneAnswers: readControlPlaneAnswers,
  probedPod: probePod,
};

/** Inputs that a run of one namespace still reads; the rest is the cluster's and was not asked for. */
export const namespacedInputs: ReadonlySet<InputName> = new Set([
  'apiServer',
  'clock',
  'namespaces',
  'pods',
  'replicaSets',
  'jobs',
  'failedCreates',
]);

async function readNamespaces(
  { client, namespace }: ReadContext,
  meter: Meter,
): Promise<Reading<Inputs['namespaces']>> {
  if (namespace === undefined) {
    const ask = {
      path: '/api/v1/namespaces',
      metadataOnly: true,
      rule: ruleTo('list', 'namespaces'),
    } as const;
    return readList(client, { ...ask, shape: namespaceOf }, meter);
  }
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
  const rule = ruleTo('get', 'namespaces');
  const got = await getJson(client, { path, accept: accept.metadata, rule }, meter);
  if (got.is === 'json') {
    const found = namespaceOf(got.json);
    if (found.metadata.name === namespace) return { ok: true, value: [found] };
  }
  if (got.is === 'problem') return { ok: false, problem: got.problem };
  const detail = `There is no namespace "${namespace}" on this cluster.`;
  return { ok: false, problem: { reason: 'unreachable', detail } };
}

/** By label in one request; each known CRD that the label did not bring is asked for by name, where 404 is proof. */
async function readCrds({ client }: ReadContext, meter: Meter): Promise<Reading<Inputs['crds']>> {
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const labelSelector = `${osmObjectLabel.key}=${osmObjectLabel.value}`;
  const ask = { path, labelSelector, rule: ruleTo('list', 'crds'), shape: crdOf };
  const labelled = await readList(client, ask, meter);
  if (!labelled.ok) return labelled;
  const missing = knownCrdNames.filter(
    (name) => !labelled.value.some(({ metadata }) => metadata.name === name),
  );
  const gets = await Promise.all(
    missing.map((name) => getJson(client, { path: `${path}/${name}`, rule: ruleTo('get', 'crds') }, meter)),
  );
  const value = [...labelled.value, ...gets.flatMap((got) => (got.is === 'json' ? [crdOf(got.json)] : []))];
  const problem = gets.find((got) => got.is === 'problem')?.problem;
  return problem === undefined ? { ok: true, value } : { ok: false, problem, partial: value };
}
