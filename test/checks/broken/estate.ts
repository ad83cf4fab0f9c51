import type { KubernetesObject } from '../../../sim/kubernetes/cluster.ts';
import { mergePatch } from '../../../sim/kubernetes/merge-patch.ts';
import { failedCreate, meshed, type NamespaceMarks, namespaceNamed } from '../../clusters/build/objects.ts';
import { type Workload, workload } from '../../clusters/build/workloads.ts';
import type { Edit } from '../check-cases.ts';

/** Ten teams, each with a namespace of its own. */
export const teams = [
  'accounts',
  'billing',
  'catalogue',
  'checkout',
  'delivery',
  'fraud',
  'inventory',
  'loyalty',
  'search',
  'support',
] as const;

/** A namespace of the estate. */
export type Team = (typeof teams)[number];

/** What each team runs: sixteen pods. */
const applications: readonly Omit<Workload, 'namespace'>[] = [
  { name: 'web', pods: 4 },
  { name: 'api', pods: 6, ports: [{ name: 'http-api', port: 8080 }] },
  { name: 'worker', pods: 4, ports: [] },
  { name: 'store', kind: 'StatefulSet', pods: 2, ports: [{ name: 'tcp-store', port: 6000 }] },
];

/** How the estate differs from one that is well, by team and application. */
export interface Differences {
  /** How the namespace is marked, where not as one of the mesh; null for outside it. */
  readonly namespaces?: { readonly [T in Team]?: NamespaceMarks | null };
  /** Changes of workloads, by `team` for all of them or `team/application`. */
  readonly workloads?: Readonly<Record<string, Partial<Workload>>>;
  /** Pods that are missing because the API server refused them, by the same keys. */
  readonly refused?: Readonly<Record<string, { readonly pods: number; readonly message: string }>>;
}

/** 160 pods of ten teams in the mesh, all well but for the differences. */
export function estate({ namespaces = {}, workloads = {}, refused = {} }: Differences = {}): Edit[] {
  const objects = teams.flatMap((namespace) => [
    namespaceOf(namespace, namespaces[namespace]),
    ...applications.flatMap((application) => {
      const key = `${namespace}/${application.name}`;
      const plan = { namespace, ...application, ...workloads[namespace], ...workloads[key] };
      const made = workload(plan);
      const refusal = refused[key] ?? refused[namespace];
      return refusal === undefined ? made : lacking(made, refusal.pods, refusal.message);
    }),
  ]);
  return objects.map((object) => ({ add: object }));
}

function namespaceOf(name: string, marks: NamespaceMarks | null | undefined): KubernetesObject {
  if (marks === null) return namespaceNamed(name);
  return marks === undefined ? meshed(name) : namespaceNamed(name, marks);
}

/** A workload that lost pods, and whose owner is refused new ones. */
function lacking(objects: readonly KubernetesObject[], missing: number, message: string): KubernetesObject[] {
  const pods = objects.filter(({ kind }) => kind === 'Pod');
  const gone = new Set(pods.slice(pods.length - missing).map(({ metadata }) => metadata.uid));
  const left = pods.length - gone.size;
  const maker =
    objects.find(({ kind }) => kind === 'ReplicaSet') ?? objects.find(({ kind }) => kind.endsWith('Set'));
  const kept = objects
    .filter(({ metadata }) => !gone.has(metadata.uid))
    .map((object) => (object.kind === 'EndpointSlice' ? withoutEndpoints(object, gone) : object))
    .map((object) => (object === maker ? refusing(object, left, message) : object));
  return maker === undefined ? kept : [...kept, failedCreate(maker, message)];
}

function withoutEndpoints(slice: KubernetesObject, gone: ReadonlySet<string | undefined>): KubernetesObject {
  const endpoints = (slice['endpoints'] ?? []) as { targetRef: { uid: string } }[];
  return { ...slice, endpoints: endpoints.filter(({ targetRef }) => !gone.has(targetRef.uid)) };
}

function refusing(maker: KubernetesObject, left: number, message: string): KubernetesObject {
  const status = { replicas: left, readyReplicas: left, availableReplicas: left };
  if (maker.kind !== 'ReplicaSet') return mergePatch(maker, { status }) as KubernetesObject;
  const lastTransitionTime = '2026-11-22T11:31:00Z';
  const failure = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message };
  return mergePatch(maker, {
    status: { ...status, conditions: [{ ...failure, lastTransitionTime }] },
  }) as KubernetesObject;
}

/** The same change for several keys of `workloads` or `refused`. */
export function each<T>(keys: readonly string[], value: T): Record<string, T> {
  return Object.fromEntries(keys.map((key) => [key, value]));
}
