import type { KubernetesObject } from '../cluster.ts';

const createdAt = '2024-03-01T09:00:00Z';

/** Policies for one namespace: five kinds of objects, each of them in order. */
export function policiesOf(namespace: string, apps: readonly string[]): KubernetesObject[] {
  const [first = '', second = ''] = apps;
  const account = (name: string): object => ({ kind: 'ServiceAccount', name, namespace });
  const object = (apiVersion: string, kind: string, name: string, spec: object): KubernetesObject => ({
    apiVersion,
    kind,
    metadata: { namespace, name, creationTimestamp: createdAt },
    spec,
  });
  return [
    object('specs.smi-spec.io/v1alpha4', 'HTTPRouteGroup', first, {
      matches: [
        { name: 'reads', pathRegex: '/api/v1/.*', methods: ['GET'], headers: [{ 'x-tenant': '[a-z]+' }] },
        { name: 'writes', pathRegex: '/api/v1/orders', methods: ['POST', 'PUT'] },
      ],
    }),
    object('access.smi-spec.io/v1alpha3', 'TrafficTarget', first, {
      destination: account(first),
      sources: [account(second)],
      rules: [{ kind: 'HTTPRouteGroup', name: first, matches: ['reads', 'writes'] }],
    }),
    object('policy.openservicemesh.io/v1alpha1', 'UpstreamTrafficSetting', first, {
      host: `${first}.${namespace}.svc.cluster.local`,
      connectionSettings: { http: { maxRequests: 100 } },
    }),
  ];
}
