import { fileURLToPath } from 'node:url';
import type { KubernetesObject, SimulatedCluster } from '../../sim/kubernetes/cluster.ts';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { namespacedInputs } from '../../src/kubernetes/inputs.ts';
import { crdOf, webhookConfigurationOf } from '../../src/kubernetes/shapes/admission.ts';
import {
  failedCreateOf,
  horizontalPodAutoscalerOf,
  jobOf,
  podDisruptionBudgetOf,
  replicaSetOf,
} from '../../src/kubernetes/shapes/controllers.ts';
import { meshConfigOf } from '../../src/kubernetes/shapes/mesh-config.ts';
import { namedObjectOf } from '../../src/kubernetes/shapes/metadata.ts';
import { controlPlanePodOf, podOf } from '../../src/kubernetes/shapes/pods.ts';
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
} from '../../src/kubernetes/shapes/policies.ts';
import { httpRouteOf, ingressOf } from '../../src/kubernetes/shapes/routes.ts';
import { endpointSliceOf, serviceOf } from '../../src/kubernetes/shapes/services.ts';
import { deploymentOf, namespaceOf } from '../../src/kubernetes/shapes/workloads.ts';
import type { Json } from '../../src/model/json.ts';
import { rights } from '../../src/model/rights.ts';
import {
  type ClusterSnapshot,
  type InputName,
  type Inputs,
  type inputsOfTiers,
  type OutsideInput,
  outsideInputs,
  type Reading,
  type ReadProblem,
  type ReadRecord,
} from '../../src/model/snapshot.ts';
import { componentNames, knownCrdNames, serviceNames } from '../../src/osm/names.ts';
import type { Edit, SmallCluster } from './check-cases.ts';
import { healthyAnswers } from './healthy-answers.ts';

const loaded = new Map<string, SimulatedCluster>();

/** The snapshot that reading this small cluster with full rights would give, without a server in between. */
export function seenIn(small: SmallCluster): ClusterSnapshot {
  const file = fileURLToPath(
    new URL(`../clusters/${small.cluster ?? 'healthy-1.2.4'}.yaml`, import.meta.url),
  );
  const cluster = loaded.get(file) ?? loadCluster(file);
  loaded.set(file, cluster);
  const objects = (small.edits ?? []).reduce(edit, cluster.objects);
  const fromObjects = inputsFrom(objects, small.earlier ?? {});
  const values = {
    ...fromObjects,
    clock: { skewSeconds: small.skewSeconds ?? 0 },
    ...outside(objects, fromObjects),
    ...small.values,
  };
  const inputs = Object.fromEntries(
    (Object.keys(values) as InputName[]).map((name) => [
      name,
      unlessKindIsMissing(name, values.servedKinds, readingOf(name, values[name], small)),
    ]),
  ) as ClusterSnapshot['inputs'];
  return {
    cluster: { name: cluster.name, uid: 'uid-of-kube-system' },
    takenAt: small.now ?? cluster.takenAt,
    durationMs: 1,
    asked: { budgetMs: 30_000, ...(small.namespace === undefined ? {} : { namespace: small.namespace }) },
    inputs,
    reads: recordsOf(inputs),
  };
}

/** As the reader records them: nothing of what was not asked for. */
function recordsOf(inputs: ClusterSnapshot['inputs']): ReadRecord[] {
  return (Object.keys(inputs) as InputName[]).flatMap((input) => {
    const reading = inputs[input];
    // What comes from a file or from Azure is not read from the cluster.
    if (outsideInputs.some((outside) => outside === input)) return [];
    if (!reading.ok && reading.problem.reason === 'notAsked') return [];
    const value = reading.ok ? reading.value : reading.partial;
    const items = Array.isArray(value) ? value.length : Number(value !== undefined);
    const ended = reading.ok ? { ok: true } : { ok: false, problem: reading.problem };
    return [{ input, requests: 1, bytes: 1_000, ms: 1, items, ...ended }];
  });
}

/** The same snapshot after the right to read one input was taken away. */
export function withoutRight(snapshot: ClusterSnapshot, input: InputName): ClusterSnapshot {
  const [rule] = rights[input];
  const problem: ReadProblem =
    rule === undefined
      ? { reason: 'unreachable', detail: `${input} could not be read` }
      : { reason: 'forbidden', detail: `may not read ${input}`, rule };
  const inputs = { ...snapshot.inputs, [input]: { ok: false, problem } };
  return { ...snapshot, inputs, reads: recordsOf(inputs) };
}

function readingOf<K extends InputName>(name: K, value: Inputs[K], small: SmallCluster): Reading<Inputs[K]> {
  const problem = (reason: ReadProblem['reason']): ReadProblem => ({ reason, detail: `${name}: ${reason}` });
  const ofCase = small.problems?.[name];
  if (ofCase !== undefined) return { ok: false, problem: ofCase };
  if (small.incomplete?.includes(name)) return { ok: false, problem: problem('incomplete'), partial: value };
  if (small.namespace === undefined) return { ok: true, value };
  if (name === 'apiServer' || name === 'clock') return { ok: true, value };
  if (namespacedInputs.has(name)) {
    const here = (value as Inputs['pods']).filter(
      ({ metadata }) => (name === 'namespaces' ? metadata.name : metadata.namespace) === small.namespace,
    );
    return { ok: true, value: here as unknown as Inputs[K] };
  }
  return { ok: false, problem: problem('notAsked') };
}

/** Inputs of kinds that a CRD brings; without it the reader asks for nothing (`custom` in src/kubernetes/inputs.ts). */
const ofCustomKinds: readonly InputName[] = [
  'meshConfigs',
  'trafficTargets',
  'egresses',
  'ingressBackends',
  'retries',
  'httpRouteGroups',
  'tcpRoutes',
  'trafficSplits',
  'upstreamTrafficSettings',
  'meshRootCertificates',
  'httpRoutes',
];

function unlessKindIsMissing<T>(
  name: InputName,
  servedKinds: Inputs['servedKinds'],
  reading: Reading<T>,
): Reading<T> {
  if (!reading.ok || !ofCustomKinds.includes(name)) return reading;
  const { apiGroups: [group = ''] = [], resources: [resource = ''] = [] } = rights[name][0] ?? {};
  if (servedKinds.some((kind) => kind.group === group && kind.resource === resource)) return reading;
  const detail = `The kind ${resource}.${group} is not installed on this cluster.`;
  return { ok: false, problem: { reason: 'notInstalled', detail } };
}

/** What Azure, a backup and the opt-in tiers say where nothing is wrong; a case changes it by `values`. */
function outside(
  objects: readonly KubernetesObject[],
  { controlPlanePods, pods }: Pick<Inputs, FromObjects>,
): Pick<Inputs, FromElsewhere> {
  const answers = healthyAnswers(controlPlanePods, pods);
  return {
    managedCluster: {
      osmAddon: objects.some((object) => identity(object) === 'Deployment kube-system/osm-controller'),
      kubernetesVersion: '1.31.3',
      location: 'westeurope',
      // With it Kubernetes 1.31 is in support at the time of the clusters, without it no more.
      supportPlan: 'AKSLongTermSupport',
      upgradeChannel: 'patch',
    },
    meshRevisions: [
      { revision: 'asm-1-29', kubernetes: ['1.31', '1.32', '1.33', '1.34', '1.35'] },
      {
        revision: 'asm-1-30',
        kubernetes: ['1.32', '1.33', '1.34', '1.35', '1.36'],
        longTermKubernetes: ['1.31', '1.32', '1.33', '1.34', '1.35', '1.36'],
      },
    ],
    maintenanceWindows: [],
    backup: objects.map(({ kind, metadata }) => ({
      kind,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      name: metadata.name,
    })),
    controlPlaneAnswers: answers,
    earlierControlPlaneAnswers: answers,
    probedPod: { namespace: 'bookstore', answer: { is: 'created', withSidecar: true } },
  };
}

type FromElsewhere =
  | Exclude<OutsideInput, 'earlierMeshConfigs'>
  | (typeof inputsOfTiers)[keyof typeof inputsOfTiers][number];

type FromObjects = Exclude<InputName, 'clock' | FromElsewhere>;

function inputsFrom(objects: readonly KubernetesObject[], earlier: object): Pick<Inputs, FromObjects> {
  const of = <T>(
    kind: string,
    shape: (raw: Json) => T,
    keep: (object: KubernetesObject) => boolean = () => true,
  ) => objects.filter((object) => object.kind === kind && keep(object)).map(shape);
  const isComponent = ({ metadata }: KubernetesObject) =>
    componentNames.some((component) => component === metadata.labels?.['app']);
  const definitions = of('CustomResourceDefinition', crdOf);
  const crds = definitions.filter(({ metadata }) => knownCrdNames.some((name) => name === metadata.name));
  return {
    apiServer: { gitVersion: 'v1.31.3' },
    servedKinds: definitions.flatMap(({ metadata, versions }) => {
      const [resource = '', ...group] = metadata.name.split('.');
      return versions
        .filter(({ served }) => served)
        .map((version) => ({ group: group.join('.'), version: version.name, resource }));
    }),
    namespaces: of('Namespace', namespaceOf),
    controlPlaneDeployments: of('Deployment', deploymentOf, isComponent),
    controlPlanePods: of('Pod', controlPlanePodOf, isComponent),
    controlPlaneServices: of('Service', serviceOf, isComponent),
    controlPlaneEndpoints: of('EndpointSlice', endpointSliceOf, ({ metadata }) =>
      serviceNames.some((name) => name === metadata.labels?.['kubernetes.io/service-name']),
    ),
    mutatingWebhooks: of('MutatingWebhookConfiguration', (raw) =>
      webhookConfigurationOf('MutatingWebhookConfiguration', raw),
    ),
    validatingWebhooks: of('ValidatingWebhookConfiguration', (raw) =>
      webhookConfigurationOf('ValidatingWebhookConfiguration', raw),
    ),
    crds,
    meshConfigs: of('MeshConfig', meshConfigOf),
    earlierMeshConfigs: of('MeshConfig', (raw) => meshConfigOf(mergePatch(raw, earlier) as Json)),
    services: of('Service', serviceOf),
    endpointSlices: of('EndpointSlice', endpointSliceOf),
    trafficTargets: of('TrafficTarget', trafficTargetOf),
    httpRouteGroups: of('HTTPRouteGroup', httpRouteGroupOf),
    tcpRoutes: of('TCPRoute', tcpRouteOf),
    trafficSplits: of('TrafficSplit', trafficSplitOf),
    egresses: of('Egress', egressOf),
    ingressBackends: of('IngressBackend', ingressBackendOf),
    retries: of('Retry', retryOf),
    upstreamTrafficSettings: of('UpstreamTrafficSetting', upstreamTrafficSettingOf),
    meshRootCertificates: of('MeshRootCertificate', meshRootCertificateOf),
    pods: of('Pod', podOf),
    replicaSets: of('ReplicaSet', replicaSetOf),
    jobs: of('Job', jobOf),
    failedCreates: of('Event', failedCreateOf, ({ reason }) => reason === 'FailedCreate'),
    horizontalPodAutoscalers: of('HorizontalPodAutoscaler', horizontalPodAutoscalerOf),
    podDisruptionBudgets: of('PodDisruptionBudget', podDisruptionBudgetOf),
    nodes: of('Node', namedObjectOf),
    serviceAccounts: of('ServiceAccount', namedObjectOf),
    ingresses: of('Ingress', ingressOf),
    httpRoutes: of('HTTPRoute', httpRouteOf),
  };
}

function edit(objects: KubernetesObject[], change: Edit): KubernetesObject[] {
  if ('add' in change) return [...objects, change.add];
  const name = 'patch' in change ? change.patch : change.remove;
  const found = objects.find((object) => identity(object) === name);
  if (found === undefined) throw new Error(`the cluster has no ${name} to edit`);
  if ('remove' in change) return objects.filter((object) => object !== found);
  return objects.map((object) =>
    object === found ? (mergePatch(object, change.with) as KubernetesObject) : object,
  );
}

function identity({ kind, metadata }: KubernetesObject): string {
  return metadata.namespace === undefined
    ? `${kind} ${metadata.name}`
    : `${kind} ${metadata.namespace}/${metadata.name}`;
}

/** RFC 7386. */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const merged: Record<string, unknown> =
    typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}
