import type { Edit } from '../check-cases.ts';

/** Turns permissive mode off where the add-on has it on. */
export const strict: Edit = setMeshConfig({ traffic: { enablePermissiveTrafficPolicyMode: false } });

/** Turns permissive mode on in a cluster of upstream. */
export const permissive: Edit = setMeshConfig(
  { traffic: { enablePermissiveTrafficPolicyMode: true } },
  'osm-system',
);

/** Changes the spec of MeshConfig. */
export function setMeshConfig(spec: object, namespace = 'kube-system'): Edit {
  return { patch: `MeshConfig ${namespace}/osm-mesh-config`, with: { spec } };
}

/** A ServiceAccount as policies name it: `shop/till`. */
export function account(fullName: string): { kind: string; namespace: string; name: string } {
  const [namespace = '', name = ''] = fullName.split('/');
  return { kind: 'ServiceAccount', namespace, name };
}

/** A match of an HTTPRouteGroup for every call. */
export const everything = { name: 'everything', pathRegex: '.*', methods: ['*'] };

/** A rule that names the match `everything` of the group `books`, which healthy-1.1.1 has. */
export const allBooks = { kind: 'HTTPRouteGroup', name: 'books', matches: ['everything'] };

function object(
  apiVersion: string,
  kind: string,
  fullName: string,
  spec: object,
  metadata: object = {},
): Edit {
  const [namespace = '', name = ''] = fullName.split('/');
  return { add: { apiVersion, kind, metadata: { namespace, name, ...metadata }, spec } };
}

/** A TrafficTarget that opens bookstore/bookstore to bookbuyer/bookbuyer, as far as `spec` does not say otherwise. */
export function target(fullName: string, spec: object = {}, metadata: object = {}): Edit {
  const ordinary = {
    destination: account('bookstore/bookstore'),
    sources: [account('bookbuyer/bookbuyer')],
    rules: [allBooks],
  };
  return object('access.smi-spec.io/v1alpha3', 'TrafficTarget', fullName, { ...ordinary, ...spec }, metadata);
}

/** An HTTPRouteGroup. */
export function routeGroup(fullName: string, ...matches: readonly object[]): Edit {
  return object('specs.smi-spec.io/v1alpha4', 'HTTPRouteGroup', fullName, { matches });
}

/** A TCPRoute. */
export function tcpRoute(fullName: string, ...ports: readonly number[]): Edit {
  return object('specs.smi-spec.io/v1alpha4', 'TCPRoute', fullName, { matches: { ports } });
}

/** A TrafficSplit of a root Service; backends by name with their weights. */
export function split(
  fullName: string,
  service: string,
  backends: Readonly<Record<string, number>>,
  metadata: object = {},
): Edit {
  const shares = Object.entries(backends).map(([name, weight]) => ({ service: name, weight }));
  const spec = { service, backends: shares };
  return object('split.smi-spec.io/v1alpha2', 'TrafficSplit', fullName, spec, metadata);
}

const policyVersion = 'policy.openservicemesh.io/v1alpha1';

/** An Egress of bookbuyer. */
export function egress(fullName: string, spec: object = {}): Edit {
  return object(policyVersion, 'Egress', fullName, { sources: [account('bookbuyer/bookbuyer')], ...spec });
}

/** An IngressBackend for a Service of its namespace. */
export function ingressBackend(fullName: string, service: string): Edit {
  const backends = [{ name: service, port: { number: 80, protocol: 'http' } }];
  return object(policyVersion, 'IngressBackend', fullName, { backends, sources: [] });
}

/** A Retry of calls from bookbuyer to bookstore. */
export function retry(fullName: string, spec: object = {}): Edit {
  const ordinary = {
    source: account('bookbuyer/bookbuyer'),
    destinations: [{ kind: 'Service', namespace: 'bookstore', name: 'bookstore' }],
    retryPolicy: {
      retryOn: '5xx,reset',
      perTryTimeout: '2s',
      numRetries: 3,
      retryBackoffBaseInterval: '50ms',
    },
  };
  return object(policyVersion, 'Retry', fullName, { ...ordinary, ...spec });
}

/** An UpstreamTrafficSetting. */
export function setting(fullName: string, host: string, spec: object = {}): Edit {
  return object(policyVersion, 'UpstreamTrafficSetting', fullName, { host, ...spec });
}

/** A ServiceAccount. */
export function serviceAccount(fullName: string): Edit {
  return object('v1', 'ServiceAccount', fullName, {});
}

/** A Service of these TCP ports. */
export function service(fullName: string, spec: object = {}): Edit {
  const ports = [{ name: 'http', port: 14001, targetPort: 14001 }];
  return object('v1', 'Service', fullName, { type: 'ClusterIP', ports, ...spec });
}

/** An EndpointSlice of a Service with these pods behind it, all of them ready unless told. */
export function endpoints(fullName: string, pods: readonly string[], ready = true): Edit {
  const [namespace = '', name = ''] = fullName.split('/');
  return {
    add: {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { namespace, name: `${name}-slice`, labels: { 'kubernetes.io/service-name': name } },
      endpoints: pods.map((pod) => ({
        addresses: ['10.0.0.1'],
        conditions: { ready },
        targetRef: { kind: 'Pod', namespace, name: pod },
      })),
      ports: [{ name: 'http', port: 14001, protocol: 'TCP' }],
    },
  };
}

/** A running pod with a sidecar, of a ServiceAccount and a Deployment of the same name. */
export function meshedPod(fullName: string, special: object = {}): Edit {
  const [namespace = '', name = ''] = fullName.split('/');
  return {
    add: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        namespace,
        name,
        labels: { 'pod-template-hash': '5d4f' },
        ownerReferences: [
          { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-5d4f`, controller: true },
        ],
      },
      spec: {
        serviceAccountName: name,
        containers: [{ name: 'app', image: 'contoso.azurecr.io/app:1' }],
        volumes: [{ name: 'envoy-bootstrap-config-volume' }],
        ...special,
      },
      status: { phase: 'Running' },
    },
  };
}
