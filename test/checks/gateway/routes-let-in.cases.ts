import type { CheckCases, Edit } from '../check-cases.ts';
import { addPod } from '../injection/objects.ts';
import { backend, elsewhere, endpoints, ingressBackend, service, setFlags, setTraffic } from './objects.ts';

const buyer = 'Service bookbuyer/bookbuyer';
const byNumber = (name: string, number: number) => ({ service: { name, port: { number } } });
const byName = (name: string, port: string) => ({ service: { name, port: { name: port } } });

function ingress(...backends: readonly object[]): Edit {
  return ingressIn('bookbuyer', 'shop', ...backends);
}

function ingressIn(namespace: string, name: string, ...backends: readonly object[]): Edit {
  return {
    add: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { namespace, name },
      spec: { rules: [{ http: { paths: backends.map((to) => ({ path: '/', backend: to })) } }] },
    },
  };
}

const gatewayApi: Edit = {
  add: {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'httproutes.gateway.networking.k8s.io' },
    spec: { names: { kind: 'HTTPRoute' }, versions: [{ name: 'v1', served: true, storage: true }] },
  },
};

function httpRoute(namespace: string, ...backendRefs: readonly object[]): Edit {
  return {
    add: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { namespace, name: 'shop' },
      spec: { rules: [{ backendRefs }] },
    },
  };
}

/** A Service before the pods of bookbuyer, whose targetPort has a name. */
const named: readonly Edit[] = [
  service('bookbuyer', 'named', [{ name: 'web', port: 80, targetPort: 'http' }]),
  endpoints('bookbuyer', 'named', [14001], ['bookbuyer-7fxrwbmh98-2wmz7']),
];

/** A Service before the same pods, of whose targetPorts nobody can tell which number is whose. */
const untold: readonly Edit[] = [
  service('bookbuyer', 'untold', [
    { name: 'web', port: 80, targetPort: 'http' },
    { name: 'admin', port: 81, targetPort: 'admin' },
  ]),
  endpoints('bookbuyer', 'untold', [14001], ['bookbuyer-7fxrwbmh98-2wmz7']),
];

/** Pods in namespace bookstore that a Service of this type leads to, each with its own list of exclusions. */
const doors = (name: string, type: string, ...lists: readonly string[]): Edit[] => [
  ...lists.map((list, index) =>
    addPod('bookstore', `${name}-${index}`, {
      sidecar: true,
      annotations: list === '' ? {} : { 'inbound-port-exclusion-list': list },
    }),
  ),
  service('bookstore', name, [{ port: 443, targetPort: 8443 }], { type }),
  endpoints(
    'bookstore',
    name,
    [8443],
    lists.map((_, index) => `${name}-${index}`),
  ),
];

const exclude = (pod: string, list: string, namespace = 'bookstore'): Edit => ({
  patch: `Pod ${namespace}/${pod}`,
  with: { metadata: { annotations: { 'openservicemesh.io/inbound-port-exclusion-list': list } } },
});

export const cases: CheckCases = {
  fires: [
    {
      name: 'an Ingress to meshed pods',
      edits: [ingress(byNumber('bookbuyer', 14001))],
      expect: [['notLetIn', buyer, 'error']],
    },
    {
      name: 'by the name of the port, and as the default',
      edits: [
        ingress(byName('bookbuyer', 'http')),
        {
          add: {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'Ingress',
            metadata: { namespace: 'bookstore', name: 'all' },
            spec: { defaultBackend: byNumber('bookstore', 14001) },
          },
        },
      ],
      expect: [
        ['notLetIn', buyer],
        ['notLetIn', 'Service bookstore/bookstore'],
      ],
    },
    {
      name: 'an IngressBackend for another port of its pods, and for another Service',
      edits: [
        service('bookbuyer', 'both', [
          { name: 'a', port: 80, targetPort: 14001 },
          { name: 'b', port: 81, targetPort: 14002 },
        ]),
        endpoints('bookbuyer', 'both', [14001, 14002], ['bookbuyer-7fxrwbmh98-2wmz7']),
        ingressBackend('web', { backends: [backend('both:14002 http'), backend('bookbuyer:14001 http')] }),
        ingress(byNumber('both', 80)),
      ],
      expect: [['notLetIn', 'Service bookbuyer/both']],
    },
    {
      name: 'a targetPort by name',
      edits: [...named, ingress(byNumber('named', 80))],
      expect: [['notLetIn', 'Service bookbuyer/named']],
    },
    {
      name: 'a targetPort by name that nothing tells, while nothing is excluded or opened',
      edits: [...untold, ingress(byNumber('untold', 80))],
      expect: [['notLetIn', 'Service bookbuyer/untold']],
    },
    {
      name: 'other ports are excluded, for the whole mesh and on its pod',
      edits: [
        setTraffic({ inboundPortExclusionList: [9999] }),
        exclude('bookbuyer-7fxrwbmh98-2wmz7', '22', 'bookbuyer'),
        ingress(byNumber('bookbuyer', 14001)),
      ],
      expect: [['notLetIn', buyer]],
    },
    {
      name: 'the flag is off, which from 1.0 on nothing reads',
      edits: [setFlags({ enableIngressBackendPolicy: false }), ingress(byNumber('bookbuyer', 14001))],
      expect: [['notLetIn', buyer]],
    },
    {
      name: 'an HTTPRoute that names no port, of a Service that has but one',
      edits: [gatewayApi, httpRoute('bookbuyer', { name: 'bookbuyer' })],
      expect: [['notLetIn', buyer]],
    },
    {
      name: 'an IngressBackend that is being deleted',
      edits: [ingressBackend('web', {}, elsewhere.leaving), ingress(byNumber('bookbuyer', 14001))],
      expect: [['notLetIn', buyer]],
    },
    {
      name: 'excluded on one of its pods alone',
      edits: [
        exclude('bookstore-m2jb92s6lf-c5hfw', '14001'),
        ingressIn('bookstore', 'shop', byNumber('bookstore', 14001)),
      ],
      expect: [['notLetIn', 'Service bookstore/bookstore']],
    },
    {
      name: 'an HTTPRoute of a namespace outside',
      edits: [gatewayApi, httpRoute('outside', { name: 'bookbuyer', namespace: 'bookbuyer', port: 14001 })],
      expect: [['notLetIn', buyer]],
    },
    {
      name: 'where an ingress controller has a sidecar, which may serve it',
      edits: [
        addPod('bookstore', 'nginx-ingress', { sidecar: true, labels: { app: 'nginx-ingress' } }),
        ingress(byNumber('bookbuyer', 14001)),
      ],
      expect: [['notLetIn', buyer, 'info']],
    },
    {
      name: 'where pods with a sidecar let the world in past it: they may be the ingress controller',
      edits: [...doors('kong', 'LoadBalancer', '8443'), ingress(byNumber('bookbuyer', 14001))],
      expect: [['notLetIn', buyer, 'info']],
    },
    {
      name: 'where one pod of two behind a NodePort does',
      edits: [...doors('kong', 'NodePort', '', '8443'), ingress(byNumber('bookbuyer', 14001))],
      expect: [['notLetIn', buyer, 'info']],
    },
    {
      name: 'where none of those pods excludes a port, and where no Service leads there from outside',
      edits: [
        ...doors('kong', 'LoadBalancer', ''),
        ...doors('list', 'NodePort', ' , '),
        ...doors('inner', 'ClusterIP', '8443'),
        ingress(byNumber('bookbuyer', 14001)),
      ],
      expect: [['notLetIn', buyer, 'error']],
    },
    {
      name: 'many routes to one Service are one finding',
      edits: [
        ...Array.from({ length: 30 }, (_, index) =>
          ingressIn('bookbuyer', `shop-${index}`, byNumber('bookbuyer', 14001)),
        ),
        gatewayApi,
        httpRoute('outside', { name: 'bookbuyer', namespace: 'bookbuyer', port: 14001 }),
      ],
      expect: [['notLetIn', buyer, 'error']],
    },
    {
      name: 'a number that TCP and UDP share, as for HTTP/3',
      edits: [
        service('bookbuyer', 'quic', [
          { name: 'https', port: 443, targetPort: 14001 },
          { name: 'quic', port: 443, targetPort: 14001, protocol: 'UDP' },
        ]),
        endpoints('bookbuyer', 'quic', [14001], ['bookbuyer-7fxrwbmh98-2wmz7']),
        ingress(byNumber('quic', 443)),
      ],
      expect: [['notLetIn', 'Service bookbuyer/quic']],
    },
    {
      name: 'on 0.11.1',
      cluster: 'healthy-0.11.1',
      edits: [ingress(byNumber('bookbuyer', 14001))],
      expect: [['notLetIn', buyer]],
    },
    {
      name: 'some Ingresses came of a list that was cut',
      edits: [ingress(byNumber('bookbuyer', 14001))],
      incomplete: ['ingresses'],
      expect: [['notLetIn', buyer]],
    },
  ],
  passes: [
    { name: 'there is none' },
    {
      name: 'upstream, with an IngressBackend',
      cluster: 'healthy-1.1.1',
      edits: [ingress(byNumber('bookbuyer', 14001))],
    },
    {
      name: 'opened, in another object than the first',
      edits: [
        ...named,
        ingressBackend('a', {}),
        ingressBackend('b', { backends: [backend('named:14001 https')] }),
        ingress(byNumber('bookbuyer', 14001), byName('named', 'web')),
      ],
    },
    {
      name: 'a wrong port in the IngressBackend is the finding of OSM8001',
      edits: [
        ingressBackend('web', { backends: [backend('bookbuyer:80 http')] }),
        ingress(byNumber('bookbuyer', 14001)),
      ],
    },
    {
      name: 'a targetPort by name that nothing tells, and an IngressBackend',
      edits: [
        service('bookbuyer', 'named', [
          { name: 'web', port: 80, targetPort: 'http' },
          { name: 'admin', port: 81, targetPort: 'admin' },
        ]),
        endpoints('bookbuyer', 'named', [14001, 14002], ['bookbuyer-7fxrwbmh98-2wmz7']),
        ingressBackend('web', { backends: [backend('named:14002 http')] }),
        ingress(byNumber('named', 80)),
      ],
    },
    {
      name: 'a targetPort by name that nothing tells, which may be one of those that are excluded for the mesh',
      edits: [...untold, setTraffic({ inboundPortExclusionList: [9999] }), ingress(byNumber('untold', 80))],
    },
    {
      name: 'or on its pod',
      edits: [
        ...untold,
        exclude('bookbuyer-7fxrwbmh98-2wmz7', '22', 'bookbuyer'),
        ingress(byNumber('untold', 80)),
      ],
    },
    {
      name: 'an HTTPRoute that names no port, of a Service that has two: nobody knows which is meant',
      edits: [...untold, gatewayApi, httpRoute('bookbuyer', { name: 'untold' })],
    },
    {
      name: 'pods with sidecars where OSM does not look: left over outside the mesh, or in the system',
      cluster: 'meshed-kube-system',
      edits: ['outside', 'kube-system'].flatMap((namespace) => [
        addPod(namespace, 'web-1', { sidecar: true }),
        service(namespace, 'web', [{ port: 80 }]),
        endpoints(namespace, 'web', [80], ['web-1']),
        ingressIn(namespace, 'web', byNumber('web', 80)),
      ]),
    },
    {
      name: 'a Service that is gone, while its EndpointSlice is still there',
      edits: [
        endpoints('bookbuyer', 'gone', [14001], ['bookbuyer-7fxrwbmh98-2wmz7']),
        ingress(byNumber('gone', 80)),
      ],
    },
    {
      name: 'excluded for the whole mesh',
      edits: [setTraffic({ inboundPortExclusionList: [14001] }), ingress(byNumber('bookbuyer', 14001))],
    },
    {
      name: 'excluded on all of its pods',
      edits: [
        exclude('bookstore-m2jb92s6lf-c5hfw', '22, 14001'),
        exclude('bookstore-m2jb92s6lf-m7l6r', '14001'),
        ingressIn('bookstore', 'shop', byNumber('bookstore', 14001)),
      ],
    },
    {
      name: 'pods without sidecars, a Service or a port that is not there, and another kind than Service',
      edits: [
        service('bookbuyer', 'plain', [{ port: 80 }]),
        endpoints('bookbuyer', 'plain', [80], ['plain-1']),
        addPod('bookbuyer', 'plain-1'),
        ingressIn('app-routing-system', 'shop', byNumber('nginx', 80)),
        ingress(byNumber('plain', 80), byNumber('gone', 80), byNumber('bookbuyer', 9), {
          resource: { kind: 'Bucket' },
        }),
        gatewayApi,
        httpRoute('bookbuyer', { kind: 'Bucket', name: 'bookbuyer', port: 14001 }),
      ],
    },
    {
      name: 'what is being deleted',
      edits: [
        {
          add: {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'Ingress',
            metadata: { namespace: 'bookbuyer', name: 'shop', deletionTimestamp: '2026-11-22T11:59:00Z' },
            spec: { defaultBackend: byNumber('bookbuyer', 14001) },
          },
        },
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
    {
      name: 'on 0.11.1 with the flag off OSM lets in by Ingress alone',
      cluster: 'healthy-0.11.1',
      edits: [setFlags({ enableIngressBackendPolicy: false }), ingress(byNumber('bookbuyer', 14001))],
    },
  ],
  unknown: [
    { name: 'none came of a list that was cut', incomplete: ['ingresses'] },
    {
      name: 'only some IngressBackends came',
      edits: [ingress(byNumber('bookbuyer', 14001))],
      incomplete: ['ingressBackends'],
    },
    { name: 'only some HTTPRoutes came', edits: [gatewayApi], incomplete: ['httpRoutes'] },
  ],
};
