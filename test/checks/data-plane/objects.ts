import type { Edit } from '../check-cases.ts';

/** The sidecar image of new pods on healthy-1.2.4. */
export const currentImage = 'mcr.microsoft.com/oss/envoyproxy/envoy:v1.25.8';

/** How an injected pod differs from one that has run for weeks without trouble. */
export interface Special {
  readonly owner?: { readonly apiVersion: string; readonly kind: string; readonly name: string };
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly created?: string;
  readonly metadata?: object;
  readonly image?: string;
  readonly serviceAccount?: string;
  readonly ports?: readonly number[];
  readonly spec?: object;
  readonly phase?: string;
  /** Status of `envoy`, over that of one that runs; null where the kubelet said nothing of any container. */
  readonly envoy?: object | null;
  /** Status of `osm-init`, over that of one that ended well. */
  readonly init?: object;
  /** Status of the application's container. */
  readonly app?: object;
  /** Further init containers' statuses. */
  readonly otherInits?: readonly object[];
}

/** Owner and label of a pod of a Deployment. */
export function ofDeployment(name: string, hash = '5d4f'): Pick<Special, 'owner' | 'labels'> {
  return {
    owner: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-${hash}` },
    labels: { 'pod-template-hash': hash },
  };
}

/** Owner of a pod of any other kind. */
export function ownedBy(kind: string, apiVersion: string, name: string): Pick<Special, 'owner'> {
  return { owner: { apiVersion, kind, name } };
}

/** A pod that was injected. Its uuid is its name, unless told. */
export function addMeshed(namespace: string, name: string, special: Special = {}): Edit {
  const { owner, labels, annotations = {}, created = '2026-10-20T08:00:00Z', metadata } = special;
  return {
    add: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace,
        creationTimestamp: created,
        labels: { 'osm-proxy-uuid': `uuid-of-${name}`, ...labels },
        annotations: Object.fromEntries(
          Object.entries(annotations).map(([key, value]) => [`openservicemesh.io/${key}`, value]),
        ),
        ...(owner === undefined ? {} : { ownerReferences: [{ ...owner, controller: true }] }),
        ...metadata,
      },
      spec: specOf(special, name),
      status: statusOf(special, created),
    },
  };
}

function specOf({ image = currentImage, ports = [], serviceAccount, spec }: Special, name: string): object {
  return {
    initContainers: [{ name: 'osm-init', image: 'mcr.microsoft.com/oss/openservicemesh/init:v1.2.4' }],
    containers: [
      {
        name: 'app',
        image: 'contoso.azurecr.io/app:1',
        ports: ports.map((containerPort) => ({ containerPort })),
      },
      { name: 'envoy', image, ports: [15000, 15003, 15010].map((containerPort) => ({ containerPort })) },
    ],
    volumes: [{ name: 'envoy-bootstrap-config-volume' }],
    serviceAccountName: serviceAccount ?? `account-of-${name}`,
    nodeName: 'aks-nodepool1-33427610-vmss000000',
    ...spec,
  };
}

function statusOf(
  { phase = 'Running', envoy, init, app, otherInits = [] }: Special,
  created: string,
): object {
  if (envoy === null) return { phase, startTime: created };
  const running = { ready: true, restartCount: 0, state: { running: { startedAt: created } } };
  const done = { exitCode: 0, reason: 'Completed', finishedAt: created };
  return {
    phase,
    startTime: created,
    initContainerStatuses: [
      ...otherInits,
      { name: 'osm-init', ready: true, restartCount: 0, state: { terminated: done }, ...init },
    ],
    containerStatuses: [
      { name: 'app', ...running, ...app },
      { name: 'envoy', ...running, ...envoy },
    ],
  };
}

/** A container that waits for a reason. */
export function waiting(reason: string, last?: object): object {
  return {
    ready: false,
    state: { waiting: { reason } },
    ...(last === undefined ? {} : { lastState: { terminated: last } }),
  };
}

/** A Service of some ports, in front of some pods. */
export function addService(
  namespace: string,
  name: string,
  ports: readonly Readonly<Record<string, unknown>>[],
  pods: readonly string[],
): Edit[] {
  const targets = ports.map(({ port, targetPort }) => targetPort ?? port);
  return [
    {
      add: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace },
        spec: { type: 'ClusterIP', selector: { app: name }, ports },
      },
    },
    {
      add: {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: { name: `${name}-slice`, namespace, labels: { 'kubernetes.io/service-name': name } },
        endpoints: pods.map((pod) => ({
          addresses: ['10.244.0.9'],
          targetRef: { kind: 'Pod', namespace, name: pod },
        })),
        ports: targets.map((port) => ({ port: typeof port === 'number' ? port : 7777 })),
      },
    },
  ];
}

/** A Service of one port and the one pod behind it. */
export function serve(
  name: string,
  port: Readonly<Record<string, unknown>>,
  special: Special = {},
  namespace = 'bookstore',
): Edit[] {
  return [addMeshed(namespace, `${name}-0`, special), ...addService(namespace, name, [port], [`${name}-0`])];
}

/** Changes MeshConfig's traffic settings. */
export function traffic(settings: object, namespace = 'kube-system'): Edit {
  return { patch: `MeshConfig ${namespace}/osm-mesh-config`, with: { spec: { traffic: settings } } };
}

/** A namespace outside the mesh, which it never joined or has left. */
export function addPlainNamespace(name: string, labels: object = {}): Edit {
  return {
    add: { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...labels }, annotations: {} } },
  };
}
