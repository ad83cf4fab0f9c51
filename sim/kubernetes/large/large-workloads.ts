import type { KubernetesObject } from '../cluster.ts';
import { digest, managedFields } from './large-pod-parts.ts';

const createdAt = '2023-06-01T09:00:00Z';

/** What stands around the pods of one application: as many objects as a Deployment that was rolled out thrice has. */
export function workloadOf(
  namespace: string,
  app: string,
  pods: readonly KubernetesObject[],
): KubernetesObject[] {
  return [
    serviceAccount(namespace, app),
    service(namespace, app),
    endpointSlice(namespace, app, pods),
    ...[0, 1, 2].map((old) => replicaSet(namespace, app, old, old === 0 ? pods.length : 0)),
    budget(namespace, app),
  ];
}

function meta(
  namespace: string,
  name: string,
  labels: Record<string, string> = {},
): KubernetesObject['metadata'] {
  return { namespace, name, creationTimestamp: createdAt, labels };
}

function serviceAccount(namespace: string, app: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta(namespace, app) };
}

function service(namespace: string, app: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...meta(namespace, app, { app }), managedFields: managedFields(createdAt, [app]) },
    spec: {
      type: 'ClusterIP',
      clusterIP: '10.0.0.10',
      selector: { app },
      ports: [{ name: 'http', port: 80, targetPort: 8080, protocol: 'TCP', appProtocol: 'http' }],
    },
    status: { loadBalancer: {} },
  };
}

function endpointSlice(namespace: string, app: string, pods: readonly KubernetesObject[]): KubernetesObject {
  const metadata = meta(namespace, `${app}-${digest(namespace + app).slice(0, 5)}`, {
    'kubernetes.io/service-name': app,
    'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
  });
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata,
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080, protocol: 'TCP', appProtocol: 'http' }],
    endpoints: pods.map(({ metadata: { name, uid } }, place) => ({
      addresses: [`10.244.0.${place % 250}`],
      conditions: { ready: true, serving: true, terminating: false },
      nodeName: 'aks-nodepool1-33427610-vmss000001',
      targetRef: { kind: 'Pod', namespace, name, uid },
    })),
  };
}

function replicaSet(namespace: string, app: string, old: number, replicas: number): KubernetesObject {
  const template = digest(`${namespace}/${app}`).slice(0, 10);
  const name =
    old === 0 ? `${app}-${template}` : `${app}-${digest(`${namespace}/${app}/old ${old}`).slice(0, 10)}`;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      ...meta(namespace, name, { app, 'pod-template-hash': name.slice(app.length + 1) }),
      annotations: { 'deployment.kubernetes.io/revision': String(3 - old) },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'Deployment', name: app, controller: true, uid: digest(app) },
      ],
      managedFields: managedFields(createdAt, [app]),
    },
    spec: {
      replicas,
      selector: { matchLabels: { app } },
      template: {
        metadata: { labels: { app } },
        spec: {
          containers: [{ name: app, image: `registry.example.com/${namespace}/${app}:2026.11.${3 - old}` }],
        },
      },
    },
    status: { replicas, readyReplicas: replicas, availableReplicas: replicas },
  };
}

function budget(namespace: string, app: string): KubernetesObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: meta(namespace, app),
    spec: { maxUnavailable: 1, selector: { matchLabels: { app } } },
    status: { disruptionsAllowed: 1, currentHealthy: 5, desiredHealthy: 4, expectedPods: 5 },
  };
}
