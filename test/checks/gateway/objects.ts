import type { KubernetesObject } from '../../../sim/kubernetes/cluster.ts';
import type { Edit } from '../check-cases.ts';

/** The add-on's MeshConfig. */
export const ours = 'MeshConfig kube-system/osm-mesh-config';

/** Changes keys under `spec.traffic` of the add-on's MeshConfig. */
export function setTraffic(keys: object, meshConfig: string = ours): Edit {
  return { patch: meshConfig, with: { spec: { traffic: keys } } };
}

/** Changes flags of the add-on's MeshConfig. */
export function setFlags(featureFlags: object): Edit {
  return { patch: ours, with: { spec: { featureFlags } } };
}

/** Global egress off, as Egress policies want it. */
export const egressOff = setTraffic({ enableEgress: false });

type Special = Omit<Partial<KubernetesObject>, 'metadata'> & { readonly metadata?: object };

function policy(kind: string, namespace: string, name: string, spec: object, special: Special = {}): Edit {
  const { metadata, ...rest } = special;
  return {
    add: {
      apiVersion: 'policy.openservicemesh.io/v1alpha1',
      kind,
      metadata: { namespace, name, ...metadata },
      spec,
      ...rest,
    },
  };
}

/** A backend: `bookbuyer:14001 http` in words. */
export function backend(words: string, tls?: object): object {
  const [, name = '', port = '', protocol = ''] = /^(.+):(\d+) (.+)$/.exec(words) ?? [];
  return { name, port: { number: Number(port), protocol }, ...(tls === undefined ? {} : { tls }) };
}

/** The ingress controller of the cluster files as a source. */
export const nginx = { kind: 'Service', name: 'nginx', namespace: 'app-routing-system' };

/** A source of the kind IPRange. */
export function range(name: string): object {
  return { kind: 'IPRange', name };
}

/** A source of the kind AuthenticatedPrincipal. */
export const principal = { kind: 'AuthenticatedPrincipal', name: 'nginx.app-routing-system.cluster.local' };

/** An IngressBackend of namespace bookbuyer, which opens Service bookbuyer to the ingress controller unless told. */
export function ingressBackend(
  name: string,
  spec: {
    readonly backends?: readonly object[];
    readonly sources?: readonly object[];
    readonly matches?: object;
  },
  special: Special & { readonly namespace?: string } = {},
): Edit {
  const { namespace = 'bookbuyer', ...rest } = special;
  const whole = { backends: [backend('bookbuyer:14001 http')], sources: [nginx], ...spec };
  return policy('IngressBackend', namespace, name, whole, rest);
}

/** A port of an Egress: `443 https` in words. */
export function port(words: string): object {
  const [number = '', protocol = ''] = words.split(' ');
  return { number: Number(number), protocol };
}

/** A source of an Egress: `bookbuyer/bookbuyer` in words. */
export function account(words: string): object {
  const [namespace = '', name = ''] = words.split('/');
  return { kind: 'ServiceAccount', namespace, name };
}

/** An Egress of namespace bookbuyer, for its ServiceAccount to example.com by https unless told. */
export function egress(
  name: string,
  spec: object,
  special: Special & { readonly namespace?: string } = {},
): Edit {
  const { namespace = 'bookbuyer', ...rest } = special;
  const whole = { sources: [account('bookbuyer/bookbuyer')], ports: [port('443 https')], ...spec };
  return policy('Egress', namespace, name, whole, rest);
}

/** A match that OSM knows as routes. */
export function routes(name: string): object {
  return { apiGroup: 'specs.smi-spec.io/v1alpha4', kind: 'HTTPRouteGroup', name };
}

/** A match that OSM knows as an UpstreamTrafficSetting, from 1.1 on. */
export function setting(name: string): object {
  return { apiGroup: 'policy.openservicemesh.io/v1alpha1', kind: 'UpstreamTrafficSetting', name };
}

/** An HTTPRouteGroup of namespace bookbuyer. */
export function routeGroup(name: string, namespace = 'bookbuyer'): Edit {
  const matches = [{ name: 'all', pathRegex: '.*', methods: ['*'] }];
  return {
    add: {
      apiVersion: 'specs.smi-spec.io/v1alpha4',
      kind: 'HTTPRouteGroup',
      metadata: { namespace, name },
      spec: { matches },
    },
  };
}

/** An UpstreamTrafficSetting of namespace bookbuyer. */
export function trafficSetting(name: string): Edit {
  return policy('UpstreamTrafficSetting', 'bookbuyer', name, { host: 'example.com' });
}

/** A Service with these ports. */
export function service(
  namespace: string,
  name: string,
  ports: readonly {
    readonly port: number;
    readonly targetPort?: number | string;
    readonly name?: string;
    readonly protocol?: string;
  }[],
  spec: object = {},
): Edit {
  return {
    add: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace, name },
      spec: { selector: { app: name }, ports, ...spec },
    },
  };
}

/** An EndpointSlice of a Service: its ports, and the pods behind it, ready unless told. */
export function endpoints(
  namespace: string,
  name: string,
  ports: readonly number[],
  pods: readonly string[],
  ready = true,
): Edit {
  return {
    add: {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        namespace,
        name: `${name}-${ports.join('-')}x`,
        labels: { 'kubernetes.io/service-name': name },
      },
      endpoints: pods.map((pod) => ({
        addresses: ['10.244.9.9'],
        conditions: { ready },
        targetRef: { kind: 'Pod', namespace, name: pod },
      })),
      ports: ports.map((number) => ({ port: number, protocol: 'TCP' })),
    },
  };
}

/** Where policies are not looked at. */
export const elsewhere = {
  outside: { namespace: 'outside' },
  system: { namespace: 'kube-system' },
  leaving: { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } },
};
