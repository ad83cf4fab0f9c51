import { fileURLToPath } from 'node:url';
import type { KubernetesObject, SimulatedCluster } from '../../sim/kubernetes/cluster.ts';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { crdOf, webhookConfigurationOf } from '../../src/kubernetes/shapes/admission.ts';
import { meshConfigOf } from '../../src/kubernetes/shapes/mesh-config.ts';
import { endpointSliceOf, serviceOf } from '../../src/kubernetes/shapes/services.ts';
import { deploymentOf, namespaceOf, podOf } from '../../src/kubernetes/shapes/workloads.ts';
import type { Json } from '../../src/model/json.ts';
import { rights } from '../../src/model/rights.ts';
import type {
  ClusterSnapshot,
  InputName,
  Inputs,
  Reading,
  ReadProblem,
  ReadRecord,
} from '../../src/model/snapshot.ts';
import { componentNames, knownCrdNames, serviceNames } from '../../src/osm/names.ts';
import type { Edit, SmallCluster } from './check-cases.ts';

const loaded = new Map<string, SimulatedCluster>();

/** The snapshot that reading this small cluster with full rights would give, without a server in between. */
export function seenIn(small: SmallCluster): ClusterSnapshot {
  const file = fileURLToPath(
    new URL(`../clusters/${small.cluster ?? 'healthy-1.2.4'}.yaml`, import.meta.url),
  );
  const cluster = loaded.get(file) ?? loadCluster(file);
  loaded.set(file, cluster);
  const objects = (small.edits ?? []).reduce(edit, cluster.objects);
  const values = {
    ...inputsFrom(objects, small.earlier ?? {}),
    clock: { skewSeconds: small.skewSeconds ?? 0 },
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
    // An earlier snapshot comes from a file, not by a read.
    if (input === 'earlierMeshConfigs') return [];
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
  if (name === 'namespaces' || name === 'pods') {
    const here = (value as Inputs['pods']).filter(
      ({ metadata }) => (name === 'pods' ? metadata.namespace : metadata.name) === small.namespace,
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

function inputsFrom(objects: readonly KubernetesObject[], earlier: object): Omit<Inputs, 'clock'> {
  const of = <T>(
    kind: string,
    shape: (raw: Json) => T,
    keep: (object: KubernetesObject) => boolean = () => true,
  ) => objects.filter((object) => object.kind === kind && keep(object)).map(shape);
  const isComponent = ({ metadata }: KubernetesObject) =>
    componentNames.some((component) => component === metadata.labels?.['app']);
  const crds = of('CustomResourceDefinition', crdOf, ({ metadata }) =>
    knownCrdNames.some((name) => name === metadata.name),
  );
  return {
    apiServer: { gitVersion: 'v1.31.3' },
    servedKinds: crds.flatMap(({ metadata, versions }) => {
      const [resource = '', ...group] = metadata.name.split('.');
      return versions
        .filter(({ served }) => served)
        .map((version) => ({ group: group.join('.'), version: version.name, resource }));
    }),
    namespaces: of('Namespace', namespaceOf),
    controlPlaneDeployments: of('Deployment', deploymentOf, isComponent),
    controlPlanePods: of('Pod', podOf, isComponent),
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
    trafficTargets: of('TrafficTarget', namespaceOf),
    egresses: of('Egress', namespaceOf),
    ingressBackends: of('IngressBackend', namespaceOf),
    retries: of('Retry', namespaceOf),
    pods: of('Pod', podOf),
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
