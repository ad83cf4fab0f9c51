import type { KubernetesObject } from '../../../sim/kubernetes/cluster.ts';
import type { Edit } from '../check-cases.ts';

/** What is special about a namespace; keys without their `openservicemesh.io/`. */
export interface Marks {
  readonly labels?: Readonly<Record<string, string | null>>;
  readonly annotations?: Readonly<Record<string, string | null>>;
}

/** A namespace that is not in the cluster file. */
export function addNamespace(name: string, marks: Marks = {}): Edit {
  return {
    add: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        labels: { 'kubernetes.io/metadata.name': name, ...withPrefix(marks.labels) },
        annotations: withPrefix(marks.annotations),
      },
    },
  };
}

/** Begins to delete a namespace, of the cluster file or added before. */
export function terminate(name: string): Edit {
  return {
    patch: `Namespace ${name}`,
    with: { metadata: { deletionTimestamp: '2026-11-22T11:00:00Z' }, status: { phase: 'Terminating' } },
  };
}

/** Changes a namespace of the cluster file; null takes a mark away. */
export function markNamespace(name: string, { labels, annotations }: Marks): Edit {
  return {
    patch: `Namespace ${name}`,
    with: { metadata: { labels: prefixed(labels), annotations: prefixed(annotations) } },
  };
}

/** A running pod without a sidecar and without an owner, unless told. */
export function addPod(namespace: string, name: string, special: PodSpecial = {}): Edit {
  const { owner, annotations, labels, sidecar, spec, phase = 'Running', metadata, status } = special;
  const pod: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels: { ...labels },
      annotations: withPrefix(annotations),
      ...(owner === undefined ? {} : { ownerReferences: [{ ...owner, controller: true }] }),
      ...metadata,
    },
    spec: {
      containers: [{ name: 'app', image: 'contoso.azurecr.io/app:1' }],
      ...(sidecar === true ? { volumes: [{ name: 'envoy-bootstrap-config-volume' }] } : {}),
      ...spec,
    },
    status: { phase, ...status },
  };
  return { add: pod };
}

/** How a pod differs from a plain one. */
export interface PodSpecial {
  readonly owner?: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly sidecar?: true;
  readonly spec?: object;
  readonly phase?: string;
  readonly metadata?: object;
  readonly status?: object;
}

/** A pod that the injector has been at, with containers of its own; OSM's stand behind them as it appends them. */
export function addInjected(
  namespace: string,
  name: string,
  containers: readonly object[],
  special: PodSpecial & { readonly healthcheck?: true } = {},
): Edit {
  const { healthcheck, spec, ...rest } = special;
  return addPod(namespace, name, {
    ...rest,
    sidecar: true,
    spec: {
      initContainers: [{ name: 'osm-init', securityContext: { runAsUser: 0, runAsNonRoot: false } }],
      containers: [
        ...containers,
        ...(healthcheck === true ? [{ name: 'osm-healthcheck', ports: [{ containerPort: 15904 }] }] : []),
        {
          name: 'envoy',
          securityContext: { runAsUser: 1500 },
          ports: [15000, 15003, 15010, 15901, 15902, 15903].map((containerPort) => ({ containerPort })),
        },
      ],
      ...spec,
    },
  });
}

/** Owner and label by which a pod belongs to a Deployment. */
export function ofDeployment(name: string): Pick<PodSpecial, 'owner' | 'labels'> {
  return {
    owner: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-5d4f` },
    labels: { 'pod-template-hash': '5d4f' },
  };
}

/** A node of another operating system than the cluster file's. */
export function addNode(name: string, os: string): Edit {
  return { add: { apiVersion: 'v1', kind: 'Node', metadata: { name, labels: { 'kubernetes.io/os': os } } } };
}

function withPrefix(marks: Readonly<Record<string, string | null>> = {}): Record<string, string> {
  const entries = Object.entries(marks).flatMap(([key, value]) => (value === null ? [] : [[key, value]]));
  return prefixed(Object.fromEntries(entries)) as Record<string, string>;
}

function prefixed(marks: Readonly<Record<string, string | null>> = {}): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(marks).map(([key, value]) => [
      key === 'control-plane' ? key : `openservicemesh.io/${key}`,
      value,
    ]),
  );
}
