import { fileURLToPath } from 'node:url';
import type { KubernetesObject, SimulatedCluster } from '../cluster.ts';
import { loadCluster } from '../load-cluster.ts';
import { largePod } from './large-pod.ts';
import { policiesOf } from './large-policies.ts';
import { workloadOf } from './large-workloads.ts';

const healthy = fileURLToPath(new URL('../../../test/clusters/healthy-1.2.4.yaml', import.meta.url));

/** How large a simulated cluster is, beyond the mesh itself. */
export interface ClusterSize {
  readonly pods: number;
  readonly namespaces: number;
}

/** The cluster of the article: OSM 1.2.4 and its demo applications, with nothing wrong. */
export function smallCluster(): SimulatedCluster {
  return loadCluster(healthy);
}

const joinedAt = '2024-02-01T09:00:00Z';
const beforeJoining = '2024-01-20T09:00:00Z';
const afterJoining = '2026-10-16T05:30:00Z';

/** Every fifth namespace is not in the mesh. */
const isMeshed = (namespace: number): boolean => namespace % 5 !== 4;
/** In a meshed namespace one pod in 25 was made before the namespace joined and still waits for its sidecar. */
const isWaiting = (nth: number): boolean => nth % 25 === 7;

/**
 * The healthy cluster with many more pods, what stands around them and policies (three a meshed namespace): most of
 * it in the mesh, a few pods still waiting for a sidecar.
 */
export function largeCluster({ pods, namespaces }: ClusterSize): SimulatedCluster {
  const base = smallCluster();
  const names = Array.from({ length: namespaces }, (_, index) => `team-${String(index).padStart(3, '0')}`);
  const extra = names.map((name, index) => namespaceOf(name, isMeshed(index)));
  const many = Array.from({ length: pods }, (_, number) => {
    const index = number % namespaces;
    const nth = Math.floor(number / namespaces);
    const waiting = isMeshed(index) && isWaiting(nth);
    return largePod({
      namespace: names[index] ?? '',
      app: apps[nth % apps.length] ?? '',
      number,
      createdAt: waiting ? beforeJoining : afterJoining,
      sidecar: isMeshed(index) && !waiting,
    });
  });
  const nodes = Array.from({ length: 100 }, (_, number) => nodeOf(number));
  const around = names.flatMap((name) => {
    const here = many.filter(({ metadata }) => metadata.namespace === name);
    return apps.flatMap((app) =>
      workloadOf(
        name,
        app,
        here.filter(({ metadata }) => metadata.labels?.['app'] === app),
      ),
    );
  });
  const meshed = names.filter((_, index) => isMeshed(index));
  const policies = meshed.flatMap((name) => policiesOf(name, apps));
  return {
    ...base,
    name: `large-${pods}`,
    objects: [...base.objects, ...extra, ...nodes, ...many, ...around, ...policies],
  };
}

function nodeOf(number: number): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: `aks-nodepool1-33427610-vmss${String(number).padStart(6, '0')}`,
      creationTimestamp: '2023-06-01T09:00:00Z',
      labels: {
        'kubernetes.io/os': 'linux',
        'topology.kubernetes.io/region': 'westeurope',
        'topology.kubernetes.io/zone': `westeurope-${(number % 3) + 1}`,
      },
    },
  };
}

const apps = ['checkout', 'inventory', 'payments', 'search', 'session-store'];

function namespaceOf(name: string, meshed: boolean): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      creationTimestamp: '2023-06-01T09:00:00Z',
      labels: {
        'kubernetes.io/metadata.name': name,
        team: name,
        ...(meshed ? { 'openservicemesh.io/monitored-by': 'osm' } : {}),
      },
      ...(meshed
        ? {
            annotations: { 'openservicemesh.io/sidecar-injection': 'enabled' },
            managedFields: [joining],
          }
        : {}),
    },
  };
}

/** What `osm namespace add` leaves behind: it tells when the namespace joined. */
const joining = {
  manager: 'osm',
  operation: 'Update',
  apiVersion: 'v1',
  time: joinedAt,
  fieldsType: 'FieldsV1',
  fieldsV1: {
    'f:metadata': {
      'f:annotations': { '.': {}, 'f:openservicemesh.io/sidecar-injection': {} },
      'f:labels': { 'f:openservicemesh.io/monitored-by': {} },
    },
  },
};
