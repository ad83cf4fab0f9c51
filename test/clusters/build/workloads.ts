import type { KubernetesObject } from '../../../sim/kubernetes/cluster.ts';
import { hashOf, longAgo, objectOf, ownedBy } from './objects.ts';
import { type PodPlan, type PortPlan, podNamed } from './pods.ts';

/** Sidecar and init container as the add-on at 1.2.4 writes them. */
export const sidecarOf124 = {
  envoy: 'mcr.microsoft.com/oss/envoyproxy/envoy:v1.25.8',
  init: 'mcr.microsoft.com/oss/openservicemesh/init:v1.2.4',
} as const;

/** One application: what runs and how it is reached. */
export interface Workload {
  readonly namespace: string;
  readonly name: string;
  /** Deployment unless told. */
  readonly kind?: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job';
  /** Two unless told. */
  readonly pods?: number;
  readonly image?: string;
  /** As the injector of 1.2.4 unless told; null for none. */
  readonly sidecar?: { readonly envoy: string; readonly init: string } | null;
  /** HTTP on 80 to 8080 unless told; an empty list makes no Service. */
  readonly ports?: readonly PortPlan[];
  readonly headless?: boolean;
  /** The ServiceAccount; the workload's own unless told. */
  readonly account?: string;
  readonly created?: string;
  /** When its pods were made: later than the workload. */
  readonly since?: string;
  readonly nodes?: readonly string[];
  readonly labels?: Record<string, string>;
  /** JSON merge patches. */
  readonly pod?: object;
  readonly service?: object;
}

const nodes: readonly string[] = ['aks-nodepool1-33427610-vmss000000', 'aks-nodepool1-33427610-vmss000001'];
const http: readonly PortPlan[] = [{ name: 'http', port: 80, targetPort: 8080 }];

/** A workload with all that stands around it: ServiceAccount, owner, ReplicaSet, pods, Service, EndpointSlice. */
export function workload(plan: Workload): KubernetesObject[] {
  const { namespace, name, kind = 'Deployment', account = name, created = longAgo } = plan;
  const owner = ownerOf(plan, kind, created);
  const replicaSet = kind === 'Deployment' ? [replicaSetOf(plan, owner)] : [];
  const pods = podsOf(plan, kind, replicaSet[0] ?? owner);
  const hasAccount = account === name;
  return [
    ...(hasAccount ? [objectOf('v1', 'ServiceAccount', [namespace, name], {}, { created })] : []),
    owner,
    ...replicaSet,
    ...pods,
    ...serviceOf(plan, pods, created),
  ];
}

function ownerOf(plan: Workload, kind: NonNullable<Workload['kind']>, created: string): KubernetesObject {
  const { namespace, name, pods = 2, account = name, image = imageOf(plan), labels = {} } = plan;
  const template = {
    metadata: { labels: { app: name, ...labels } },
    spec: { containers: [{ name, image }], serviceAccountName: account },
  };
  const counts = { observedGeneration: 1, replicas: pods, readyReplicas: pods, availableReplicas: pods };
  const apiVersion = kind === 'Job' ? 'batch/v1' : 'apps/v1';
  const spec = {
    ...(kind === 'DaemonSet' || kind === 'Job' ? {} : { replicas: pods }),
    ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
    selector: { matchLabels: { app: name } },
    template,
  };
  const daemon = { desiredNumberScheduled: pods, currentNumberScheduled: pods, numberReady: pods };
  const status = {
    Deployment: { ...counts, updatedReplicas: pods },
    StatefulSet: { ...counts, updatedReplicas: pods },
    DaemonSet: { observedGeneration: 1, ...daemon, numberAvailable: pods, updatedNumberScheduled: pods },
    Job: { active: pods, startTime: created },
  }[kind];
  const marks = { created, labels: { app: name, ...labels }, generation: 1 };
  return objectOf(apiVersion, kind, [namespace, name], { spec, status }, marks);
}

function imageOf({ name }: Workload): string {
  return `contoso.azurecr.io/${name}:2026.11.3`;
}

const hashFor = ({ namespace, name }: Workload): string => hashOf(`${namespace}/${name}`).slice(0, 10);

/** The ReplicaSet of a Deployment's present template. */
function replicaSetOf(plan: Workload, owner: KubernetesObject): KubernetesObject {
  const { namespace, name, pods = 2, labels = {} } = plan;
  const hash = hashFor(plan);
  const all = { app: name, ...labels, 'pod-template-hash': hash };
  return objectOf(
    'apps/v1',
    'ReplicaSet',
    [namespace, `${name}-${hash}`],
    {
      spec: {
        replicas: pods,
        selector: { matchLabels: { app: name, 'pod-template-hash': hash } },
        template: {
          metadata: { labels: all },
          spec: { containers: [{ name, image: plan.image ?? imageOf(plan) }] },
        },
      },
      status: { observedGeneration: 1, replicas: pods, readyReplicas: pods, availableReplicas: pods },
    },
    {
      created: owner.metadata.creationTimestamp ?? longAgo,
      labels: all,
      annotations: {
        'deployment.kubernetes.io/desired-replicas': String(pods),
        'deployment.kubernetes.io/revision': '1',
      },
      ownerReferences: ownedBy(owner),
      generation: 1,
    },
  );
}

function podsOf(plan: Workload, kind: NonNullable<Workload['kind']>, owner: KubernetesObject) {
  const { namespace, name, pods = 2, created = longAgo, since = afterRestart(created) } = plan;
  const hash = hashFor(plan);
  const ofKind = {
    Deployment: { 'pod-template-hash': hash },
    StatefulSet: { 'controller-revision-hash': `${name}-${hash}` },
    DaemonSet: { 'controller-revision-hash': hash, 'pod-template-generation': '1' },
    Job: {
      'batch.kubernetes.io/controller-uid': owner.metadata.uid ?? '',
      'batch.kubernetes.io/job-name': name,
      'job-name': name,
    },
  }[kind];
  const shared: PodPlan = {
    namespace,
    app: name,
    image: plan.image ?? imageOf(plan),
    account: plan.account ?? name,
    ports: plan.ports ?? http,
    since,
    sidecar: plan.sidecar === null ? undefined : (plan.sidecar ?? sidecarOf124),
    labels: { ...plan.labels, ...ofKind },
    nodes: plan.nodes ?? nodes,
    pod: plan.pod ?? {},
  };
  return Array.from({ length: pods }, (_, number) => {
    const suffix =
      kind === 'StatefulSet' ? String(number) : hashOf(`${namespace}${name}${number}`).slice(0, 5);
    const pod = kind === 'Deployment' ? `${owner.metadata.name}-${suffix}` : `${name}-${suffix}`;
    return podNamed(pod, shared, number, owner);
  });
}

/** Pods are younger than their workloads: nodes are replaced now and then. */
function afterRestart(created: string): string {
  return created < '2026-10-16T05:30:00Z' ? '2026-10-16T05:30:00Z' : created;
}

function serviceOf(plan: Workload, pods: readonly KubernetesObject[], created: string): KubernetesObject[] {
  const { namespace, name, ports = http, headless = false, service: patch = {} } = plan;
  if (ports.length === 0) return [];
  const address = Number.parseInt(hashOf(`${namespace}.${name}`).slice(0, 4), 16);
  const service = objectOf(
    'v1',
    'Service',
    [namespace, name],
    {
      spec: {
        type: 'ClusterIP',
        clusterIP: headless ? 'None' : `10.0.${address >> 8}.${1 + (address % 250)}`,
        selector: { app: name },
        ports: ports.map(({ name: port, protocol = 'TCP', ...rest }) => ({ name: port, protocol, ...rest })),
        ...patch,
      },
      status: { loadBalancer: {} },
    },
    { created, labels: { app: name } },
  );
  return [service, endpointsOf(service, pods, ports)];
}

/** The EndpointSlice of a Service before these pods; a pod that is not ready is no ready endpoint. */
export function endpointsOf(
  service: KubernetesObject,
  pods: readonly KubernetesObject[],
  ports: readonly PortPlan[],
): KubernetesObject {
  const { namespace, name } = service.metadata;
  return objectOf(
    'discovery.k8s.io/v1',
    'EndpointSlice',
    [namespace, `${name}-${hashOf(`${namespace}${name}`).slice(0, 5)}`],
    {
      addressType: 'IPv4',
      endpoints: pods.map((pod) => ({
        addresses: [addressOf(pod)],
        conditions: { ready: isReady(pod), serving: isReady(pod), terminating: false },
        targetRef: { kind: 'Pod', namespace, name: pod.metadata.name, uid: pod.metadata.uid },
      })),
      ports: ports.map(
        ({ name: port, port: number, targetPort = number, protocol = 'TCP', appProtocol }) => ({
          name: port,
          port: targetPort,
          protocol,
          ...(appProtocol === undefined ? {} : { appProtocol }),
        }),
      ),
    },
    {
      created: service.metadata.creationTimestamp ?? longAgo,
      labels: {
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        'kubernetes.io/service-name': name,
      },
      ownerReferences: ownedBy(service),
    },
  );
}

function statusIn(pod: KubernetesObject): {
  podIP?: string;
  conditions?: { type: string; status: string }[];
} {
  return (pod['status'] ?? {}) as { podIP?: string; conditions?: { type: string; status: string }[] };
}

const addressOf = (pod: KubernetesObject): string => statusIn(pod).podIP ?? '10.244.0.1';

function isReady(pod: KubernetesObject): boolean {
  return statusIn(pod).conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true;
}
