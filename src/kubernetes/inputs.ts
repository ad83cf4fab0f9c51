import type { Json } from '../model/json.ts';
import { rights } from '../model/rights.ts';
import type { InputName, Inputs, RbacRule, Reading, ReadProblem } from '../model/snapshot.ts';
import { componentNames, knownCrdNames, osmObjectLabel, serviceNames } from '../osm/names.ts';
import { accept, type Client, getJson, type Meter } from './client.ts';
import { bestVersion, readServedKinds } from './discovery.ts';
import { type ListAsk, readList } from './read-list.ts';
import { crdOf, webhookConfigurationOf } from './shapes/admission.ts';
import { meshConfigOf } from './shapes/mesh-config.ts';
import { endpointSliceOf, serviceOf } from './shapes/services.ts';
import { deploymentOf, namespaceOf, podOf } from './shapes/workloads.ts';

/** What reading an input may use: the client, the namespace that was asked for, and inputs read before it. */
export interface ReadContext {
  readonly client: Client;
  readonly namespace?: string;
  read<K extends InputName>(name: K): Promise<Reading<Inputs[K]>>;
}

/** How an input is read. `apiServer` and `clock` come from one request and are read by `gather` itself. */
type Read<K extends InputName> = (context: ReadContext, meter: Meter) => Promise<Reading<Inputs[K]>>;

const ofComponents = `app in (${componentNames.join(',')})`;

/** Inputs that are no list of the cluster: the version's request gives two, an earlier snapshot the third. */
type OtherInput = 'apiServer' | 'clock' | 'earlierMeshConfigs';

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
    shape: podOf,
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
  trafficTargets: custom('trafficTargets', namespaceOf, 'metadataOnly'),
  egresses: custom('egresses', namespaceOf, 'metadataOnly'),
  ingressBackends: custom('ingressBackends', namespaceOf, 'metadataOnly'),
  retries: custom('retries', namespaceOf, 'metadataOnly'),
  pods: ({ client, namespace }, meter) =>
    readList(
      client,
      {
        path:
          namespace === undefined
            ? '/api/v1/pods'
            : `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`,
        rule: ruleTo('list', 'pods'),
        shape: podOf,
      },
      meter,
    ),
};

/** Inputs that a run of one namespace still reads; the rest is the cluster's and was not asked for. */
export const namespacedInputs: ReadonlySet<InputName> = new Set(['apiServer', 'clock', 'namespaces', 'pods']);

function list<K extends InputName, T>(
  input: K,
  ask: Omit<ListAsk<T>, 'rule'>,
): ({ client }: ReadContext, meter: Meter) => Promise<Reading<T[]>> {
  return ({ client }, meter) => readList(client, { ...ask, rule: ruleTo('list', input) }, meter);
}

/** The rule of one request: the input's own with just the verb that is used. */
function ruleTo(verb: string, input: InputName): RbacRule {
  const [rule] = rights[input];
  return { apiGroups: rule?.apiGroups ?? [], resources: rule?.resources ?? [], verbs: [verb] };
}

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

/** A custom kind, in the best version that discovery lists; without the kind there is nothing to ask for. */
function custom<T>(
  input: InputName,
  shape: (raw: Json) => T,
  form?: 'metadataOnly',
): (context: ReadContext, meter: Meter) => Promise<Reading<T[]>> {
  const rule = ruleTo('list', input);
  const [group = ''] = rule.apiGroups;
  const [resource = ''] = rule.resources;
  return async ({ client, read }, meter) => {
    const kinds = await read('servedKinds');
    if (!kinds.ok) return { ok: false, problem: kinds.problem };
    const version = bestVersion(kinds.value, group, resource);
    if (version === undefined) return { ok: false, problem: notInstalled(`${resource}.${group}`) };
    const path = `/apis/${group}/${version}/${resource}`;
    const ask = { path, rule, shape, ...(form === undefined ? {} : { metadataOnly: true as const }) };
    return readList(client, ask, meter);
  };
}

function notInstalled(kind: string): ReadProblem {
  return { reason: 'notInstalled', detail: `The kind ${kind} is not installed on this cluster.` };
}
