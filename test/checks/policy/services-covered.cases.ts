import type { CheckCases, Edit } from '../check-cases.ts';
import { addNamespace, markNamespace } from '../injection/objects.ts';
import {
  account,
  egress,
  endpoints,
  ingressBackend,
  meshedPod,
  retry,
  service,
  setMeshConfig,
  split,
  strict,
  target,
} from './objects.ts';

const upstream = { cluster: 'healthy-1.1.1' } as const;
const closed: Edit = { remove: 'TrafficTarget bookstore/postgres' };

/** A workload of bookstore with a Service of its own, which no TrafficTarget opens. */
function workload(name: string, spec: object = {}, pod: object = {}): Edit[] {
  return [
    meshedPod(`bookstore/${name}`, pod),
    service(`bookstore/${name}`, spec),
    endpoints(`bookstore/${name}`, [name]),
  ];
}

const till: Edit[] = workload('till');
const uncovered = ['notCovered', 'ServiceAccount bookstore/till', 'error'] as const;

const ingress: Edit = {
  add: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { namespace: 'bookstore', name: 'till' },
    spec: {
      rules: [
        { http: { paths: [{ path: '/', backend: { service: { name: 'till', port: { number: 14001 } } } }] } },
      ],
    },
  },
};

/** An HTTPRoute to one backend, and its CRD. */
function httpRouteTo(backend: object, namespace = 'bookstore'): Edit[] {
  return [
    {
      add: {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'httproutes.gateway.networking.k8s.io' },
        spec: { names: { kind: 'HTTPRoute' }, versions: [{ name: 'v1', served: true, storage: true }] },
      },
    },
    {
      add: {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { namespace, name: 'till' },
        spec: { rules: [{ backendRefs: [backend] }] },
      },
    },
  ];
}

export const cases: CheckCases = {
  fires: [
    {
      ...upstream,
      name: 'the TrafficTarget of the database is gone',
      edits: [closed],
      expect: [['notCovered', 'ServiceAccount bookstore/postgres', 'error']],
    },
    {
      ...upstream,
      name: 'several Services of one ServiceAccount are one finding',
      edits: [...till, service('bookstore/till-admin'), endpoints('bookstore/till-admin', ['till'])],
      expect: [uncovered],
    },
    {
      ...upstream,
      name: 'with egress open it may be one that only calls the world outside',
      edits: [...till, setMeshConfig({ traffic: { enableEgress: true } }, 'osm-system')],
      expect: [['notCovered', 'ServiceAccount bookstore/till', 'warning']],
    },
    ...[
      { outboundIPRangeExclusionList: ['10.9.0.0/16'] },
      { outboundIPRangeInclusionList: ['10.0.0.0/16'] },
      { outboundPortExclusionList: [5432] },
    ].map((traffic) => ({
      ...upstream,
      name: `what goes out past the sidecar it may only call: ${JSON.stringify(traffic)}`,
      edits: [...till, setMeshConfig({ traffic }, 'osm-system')],
      expect: [['notCovered', 'ServiceAccount bookstore/till', 'warning']] as const,
    })),
    {
      ...upstream,
      name: 'a Retry names a caller: calls fail now',
      edits: [
        ...till,
        retry('bookbuyer/r', { destinations: [{ kind: 'Service', namespace: 'bookstore', name: 'till' }] }),
      ],
      expect: [['notCovered', 'ServiceAccount bookstore/till', 'critical']],
    },
    {
      ...upstream,
      name: 'with egress open, and a Retry names a caller: it does not only call',
      edits: [
        ...till,
        setMeshConfig({ traffic: { enableEgress: true } }, 'osm-system'),
        retry('bookbuyer/r', { destinations: [{ kind: 'Service', namespace: 'bookstore', name: 'till' }] }),
      ],
      expect: [['notCovered', 'ServiceAccount bookstore/till', 'critical']],
    },
    {
      ...upstream,
      name: 'a split whose root is open sends calls to a backend that is not',
      edits: [...till, split('bookstore/s', 'bookstore', { bookstore: 90, till: 10 })],
      expect: [['notCovered', 'ServiceAccount bookstore/till', 'critical']],
    },
    {
      ...upstream,
      name: 'a Retry to another kind of that name is for no Service',
      edits: [
        ...till,
        retry('bookbuyer/r', { destinations: [{ kind: 'Pod', namespace: 'bookstore', name: 'till' }] }),
      ],
      expect: [uncovered],
    },
    {
      ...upstream,
      name: 'a split whose root is open, to a single backend that is not',
      edits: [...till, split('bookstore/s', 'bookstore', { till: 10 })],
      expect: [['notCovered', 'ServiceAccount bookstore/till', 'critical']],
    },
    {
      ...upstream,
      name: 'a split whose root has no pods, and so no callers that are known',
      edits: [...till, service('bookstore/root'), split('bookstore/s', 'root', { till: 10 })],
      expect: [uncovered],
    },
    {
      ...upstream,
      name: 'a split whose root has pods of two accounts, one of which is open',
      edits: [
        ...till,
        meshedPod('bookstore/shelf', { serviceAccountName: 'bookstore' }),
        meshedPod('bookstore/store'),
        service('bookstore/root'),
        endpoints('bookstore/root', ['shelf', 'store']),
        split('bookstore/s', 'root', { till: 10 }),
      ],
      expect: [['notCovered', 'ServiceAccount bookstore/till', 'critical']],
    },
    {
      ...upstream,
      name: 'an HTTPRoute to another kind of that name',
      edits: [...till, ...httpRouteTo({ kind: 'ServiceImport', name: 'till', port: 14001 })],
      expect: [uncovered],
    },
    {
      ...upstream,
      name: 'pods of two accounts behind one Service are told of once',
      edits: [...till, meshedPod('bookstore/shelf'), endpoints('bookstore/till', ['till', 'shelf'])],
      expect: [uncovered],
    },
    {
      ...upstream,
      name: 'one of its pods excludes the port, the other does not',
      edits: [
        ...till,
        meshedPod('bookstore/shelf', { serviceAccountName: 'till' }),
        endpoints('bookstore/till', ['till', 'shelf']),
        {
          patch: 'Pod bookstore/shelf',
          with: {
            metadata: { annotations: { 'openservicemesh.io/inbound-port-exclusion-list': '14001' } },
          },
        },
      ],
      expect: [uncovered],
    },
    {
      ...upstream,
      name: 'its EndpointSlices list no ports, and no port is excluded',
      edits: [
        ...till,
        { patch: 'EndpointSlice bookstore/till-slice', with: { ports: null } },
        setMeshConfig({ traffic: { inboundPortExclusionList: null } }, 'osm-system'),
      ],
      expect: [uncovered],
    },
    {
      ...upstream,
      name: 'MeshConfig has no list of excluded ports',
      edits: [...till, setMeshConfig({ traffic: { inboundPortExclusionList: null } }, 'osm-system')],
      expect: [uncovered],
    },
    {
      ...upstream,
      name: 'a backend without weight gets none',
      edits: [...till, split('bookstore/s', 'bookstore', { bookstore: 100, till: 0 })],
      expect: [uncovered],
    },
    {
      ...upstream,
      name: 'an IngressBackend, an Ingress or an Egress of the same name elsewhere',
      edits: [
        ...till,
        ingressBackend('bookbuyer/till', 'till'),
        egress('bookbuyer/till', { sources: [account('bookbuyer/till')] }),
      ],
      expect: [uncovered],
    },
    {
      ...upstream,
      name: 'some of its ports are excluded, one is not',
      edits: [
        ...workload('till'),
        {
          patch: 'EndpointSlice bookstore/till-slice',
          with: {
            ports: [
              { name: 'http', port: 14001 },
              { name: 'metrics', port: 9000 },
            ],
          },
        },
        setMeshConfig({ traffic: { inboundPortExclusionList: [9000] } }, 'osm-system'),
      ],
      expect: [uncovered],
    },
    {
      name: 'AKS, permissive mode turned off before anybody wrote a TrafficTarget',
      edits: [strict],
      expect: [['noTargets', 'MeshConfig kube-system/osm-mesh-config', 'error']],
    },
    {
      name: 'and a Retry names a caller',
      edits: [strict, retry('bookbuyer/r')],
      expect: [['noTargets', 'MeshConfig kube-system/osm-mesh-config', 'critical']],
    },
  ],
  passes: [
    { ...upstream, name: 'every Service has its TrafficTarget, or receives ingress' },
    {
      ...upstream,
      name: 'a broken TrafficTarget is the finding of another check',
      edits: [closed, target('bookstore/db', { destination: account('bookstore/postgres'), rules: [] })],
    },
    {
      ...upstream,
      name: 'one that itself is a source: perhaps it only calls others',
      edits: [...till, target('bookstore/t', { sources: [account('bookstore/till')] })],
    },
    {
      ...upstream,
      name: 'one that calls the world outside',
      edits: [...till, egress('bookstore/e', { sources: [account('bookstore/till')] })],
    },
    { ...upstream, name: 'an IngressBackend', edits: [...till, ingressBackend('bookstore/till', 'till')] },
    { ...upstream, name: 'an Ingress', edits: [...till, ingress] },
    { ...upstream, name: 'an HTTPRoute', edits: [...till, ...httpRouteTo({ name: 'till', port: 14001 })] },
    {
      ...upstream,
      name: 'an HTTPRoute of another namespace',
      edits: [
        ...till,
        ...httpRouteTo({ namespace: 'bookstore', name: 'till', port: 14001 }, 'app-routing-system'),
      ],
    },
    { ...upstream, name: 'type LoadBalancer', edits: workload('till', { type: 'LoadBalancer' }) },
    { ...upstream, name: 'type NodePort', edits: workload('till', { type: 'NodePort' }) },
    {
      ...upstream,
      name: 'no ports, as Services that only give names',
      edits: workload('till', { ports: [], clusterIP: 'None' }),
    },
    { ...upstream, name: 'UDP alone', edits: workload('till', { ports: [{ port: 53, protocol: 'UDP' }] }) },
    {
      ...upstream,
      name: 'metrics alone, which nobody in the mesh asks for',
      edits: workload('till', {
        ports: [
          { name: 'http-metrics', port: 9090, targetPort: 9090 },
          { name: 'prometheus', port: 9091, targetPort: 9091 },
        ],
      }),
    },
    {
      ...upstream,
      name: 'pods of two accounts, one of which is open',
      edits: [
        ...till,
        meshedPod('bookstore/shelf', { serviceAccountName: 'bookstore' }),
        endpoints('bookstore/till', ['till', 'shelf']),
      ],
    },
    { ...upstream, name: 'pods without sidecars', edits: workload('till', {}, { volumes: [] }) },
    { ...upstream, name: 'no pods at all', edits: [service('bookstore/till')] },
    {
      ...upstream,
      name: 'a pod that has ended',
      edits: [...till, { patch: 'Pod bookstore/till', with: { status: { phase: 'Succeeded' } } }],
    },
    {
      ...upstream,
      name: 'all its ports are excluded in the whole mesh',
      edits: [...till, setMeshConfig({ traffic: { inboundPortExclusionList: [14001] } }, 'osm-system')],
    },
    {
      ...upstream,
      name: 'all its ports are excluded by its pods',
      edits: [
        ...till,
        {
          patch: 'Pod bookstore/till',
          with: {
            metadata: { annotations: { 'openservicemesh.io/inbound-port-exclusion-list': '80, 14001' } },
          },
        },
      ],
    },
    {
      name: 'no TrafficTarget, and nobody in the mesh whom one could open',
      edits: [
        strict,
        ...['bookstore', 'bookbuyer'].map((name) =>
          markNamespace(name, { labels: { 'monitored-by': null } }),
        ),
      ],
    },
    {
      ...upstream,
      name: 'outside the mesh',
      edits: [
        addNamespace('shop'),
        meshedPod('shop/till'),
        service('shop/till'),
        endpoints('shop/till', ['till']),
      ],
    },
  ],
  notApplicable: [
    { name: 'permissive mode is on, as on AKS' },
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookstore' },
  ],
  unknown: [
    { ...upstream, name: 'only some TrafficTargets came', edits: [closed], incomplete: ['trafficTargets'] },
    { ...upstream, name: 'only some Services came', incomplete: ['services'] },
    { ...upstream, name: 'only some pods came', incomplete: ['pods'] },
  ],
};
