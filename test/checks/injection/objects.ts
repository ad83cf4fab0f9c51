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
  const { owner, annotations, labels, sidecar, spec, phase = 'Running', metadata } = special;
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
    status: { phase },
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
