import type { CheckCases, Edit } from '../check-cases.ts';
import { addNamespace, addPod, markNamespace, type PodSpecial } from '../injection/objects.ts';
import { elsewhere, endpoints, ingressBackend, nginx, principal, service } from './objects.ts';

const web = 'IngressBackend bookbuyer/web';
const from = (namespace: string, name: string) => ({ sources: [{ kind: 'Service', namespace, name }] });
const ofDeployment = (name: string): PodSpecial => ({
  owner: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-5d4f` },
  labels: { 'pod-template-hash': '5d4f' },
});

/** An ingress controller with two pods in a namespace of its own. */
function ingress(namespace: string, pod: PodSpecial = {}): Edit[] {
  return [
    service(namespace, 'front', [{ port: 80 }]),
    endpoints(namespace, 'front', [80], ['front-1', 'front-2']),
    ...['front-1', 'front-2'].map((name) => addPod(namespace, name, { ...ofDeployment('front'), ...pod })),
  ];
}

const joined = { labels: { 'monitored-by': 'osm' }, annotations: { 'sidecar-injection': 'disabled' } };
const enabled = { labels: { 'monitored-by': 'osm' }, annotations: { 'sidecar-injection': 'enabled' } };
const front = 'Deployment ingress-nginx/front';

export const cases: CheckCases = {
  fires: [
    {
      name: 'a namespace that is not in the mesh: one finding for all that name it',
      edits: [
        addNamespace('ingress-nginx'),
        ...ingress('ingress-nginx'),
        ingressBackend('web', from('ingress-nginx', 'front')),
        ingressBackend('till', from('ingress-nginx', 'front'), { namespace: 'bookstore' }),
      ],
      expect: [['notMonitored', 'Namespace ingress-nginx', 'error']],
    },
    {
      name: 'one that wants sidecars, and one of another mesh, and the system: nothing is commanded',
      edits: [
        addNamespace('half', { annotations: { 'sidecar-injection': 'enabled' } }),
        ...ingress('half'),
        addNamespace('other', { labels: { 'monitored-by': 'osm-dev' } }),
        ...ingress('other'),
        ...ingress('kube-system'),
        ingressBackend('web', {
          sources: ['half', 'other', 'kube-system'].flatMap((name) => from(name, 'front').sources),
        }),
      ],
      expect: [
        ['notMonitored', 'Namespace half'],
        ['notMonitored', 'Namespace other'],
        ['notMonitored', 'Namespace kube-system'],
      ],
    },
    {
      name: 'a word that OSM does not know is put right first',
      edits: [
        addNamespace('ingress-nginx', { annotations: { 'sidecar-injection': 'off' } }),
        ...ingress('ingress-nginx'),
        ingressBackend('web', from('ingress-nginx', 'front')),
      ],
      expect: [['notMonitored', 'Namespace ingress-nginx']],
    },
    {
      name: 'a namespace where injection is disabled already',
      edits: [
        addNamespace('ingress-nginx', { annotations: { 'sidecar-injection': 'disabled' } }),
        ...ingress('ingress-nginx'),
        ingressBackend('web', from('ingress-nginx', 'front')),
      ],
      expect: [['notMonitored', 'Namespace ingress-nginx']],
    },
    {
      name: 'no namespace',
      edits: [ingressBackend('web', { sources: [{ kind: 'Service', name: 'nginx' }] })],
      expect: [['noNamespace', web, 'error']],
    },
    {
      name: 'no such Service, beside one that is there: the whole object has no effect',
      edits: [ingressBackend('web', { sources: [nginx, { ...nginx, name: 'gone' }] })],
      expect: [['sourceMissing', web]],
    },
    {
      name: 'no such namespace',
      edits: [ingressBackend('web', from('nowhere', 'nginx'))],
      expect: [['sourceMissing', web]],
    },
    {
      name: 'no such Service in a namespace outside: the label would not help',
      edits: [ingressBackend('web', from('outside', 'nginx'))],
      expect: [['sourceMissing', web]],
    },
    {
      name: 'no endpoints at all, and none that is ready',
      edits: [
        service('app-routing-system', 'idle', [{ port: 80 }]),
        service('app-routing-system', 'starting', [{ port: 80 }]),
        endpoints('app-routing-system', 'starting', [80], ['x'], false),
        ingressBackend('till', from('app-routing-system', 'starting')),
        ingressBackend('web', from('app-routing-system', 'idle')),
      ],
      expect: [
        ['noEndpoints', 'IngressBackend bookbuyer/till', 'error'],
        ['noEndpoints', web, 'error'],
      ],
    },
    {
      name: 'an ingress controller with sidecars: one finding, however many pods and objects',
      edits: [
        addNamespace('ingress-nginx', enabled),
        ...ingress('ingress-nginx', { sidecar: true }),
        ingressBackend('till', from('ingress-nginx', 'front')),
        ingressBackend('web', from('ingress-nginx', 'front')),
      ],
      expect: [['sourceHasSidecar', front, 'error']],
    },
    {
      name: 'beside an application, which would lose its sidecar too if the namespace lost them',
      edits: [
        addNamespace('ingress-nginx', enabled),
        ...ingress('ingress-nginx', { sidecar: true }),
        addPod('ingress-nginx', 'shop', { sidecar: true }),
        ingressBackend('web', from('ingress-nginx', 'front')),
      ],
      expect: [['sourceHasSidecar', front, 'error']],
    },
    {
      name: 'four Services of one object without endpoints: three are enough to look at',
      edits: [
        ...['a', 'b', 'c', 'd'].map((name) => service('app-routing-system', name, [{ port: 80 }])),
        ingressBackend('web', {
          sources: ['a', 'b', 'c', 'd'].flatMap((name) => from('app-routing-system', name).sources),
        }),
      ],
      expect: [['noEndpoints', web, 'error']],
    },
    {
      name: 'one Service that many name: one finding',
      edits: [
        service('app-routing-system', 'idle', [{ port: 80 }]),
        ...['a', 'b', 'c'].map((name) => ingressBackend(name, from('app-routing-system', 'idle'))),
        ...['d', 'e'].map((name) => ingressBackend(name, from('app-routing-system', 'gone'))),
      ],
      expect: [
        ['noEndpoints', 'IngressBackend bookbuyer/a', 'error'],
        ['sourceMissing', 'IngressBackend bookbuyer/d', 'error'],
      ],
    },
    {
      name: 'sidecars that a restart takes away',
      edits: [
        addNamespace('ingress-nginx', joined),
        ...ingress('ingress-nginx', { sidecar: true }),
        ingressBackend('web', from('ingress-nginx', 'front')),
      ],
      expect: [['sourceHasSidecar', front]],
    },
    {
      name: 'sidecars that the pods ask for, and in a namespace of applications',
      edits: [
        addNamespace('ingress-nginx', joined),
        ...ingress('ingress-nginx', { sidecar: true, annotations: { 'sidecar-injection': 'Enabled' } }),
        ingressBackend('till', from('ingress-nginx', 'front')),
        ...ingress('bookstore', { sidecar: true }),
        ingressBackend('web', from('bookstore', 'front')),
      ],
      expect: [
        ['sourceHasSidecar', front],
        ['sourceHasSidecar', 'Deployment bookstore/front'],
      ],
    },
    {
      name: 'a sidecar that somebody has thought about',
      edits: [
        addNamespace('ingress-nginx', enabled),
        ...ingress('ingress-nginx', {
          sidecar: true,
          annotations: { 'inbound-port-exclusion-list': '80,443' },
        }),
        ingressBackend('web', from('ingress-nginx', 'front')),
      ],
      expect: [['sourceHasSidecar', front, 'info']],
    },
    {
      name: 'on one of two pods alone',
      edits: [
        addNamespace('ingress-nginx', enabled),
        ...ingress('ingress-nginx', { sidecar: true }),
        {
          patch: 'Pod ingress-nginx/front-1',
          with: { metadata: { annotations: { 'openservicemesh.io/inbound-port-exclusion-list': '80' } } },
        },
        ingressBackend('web', from('ingress-nginx', 'front')),
      ],
      expect: [['sourceHasSidecar', front, 'error']],
    },
    {
      name: 'sidecars that one of two pods asks for',
      edits: [
        addNamespace('ingress-nginx', joined),
        ...ingress('ingress-nginx', { sidecar: true }),
        {
          patch: 'Pod ingress-nginx/front-1',
          with: { metadata: { annotations: { 'openservicemesh.io/sidecar-injection': 'enabled' } } },
        },
        ingressBackend('web', from('ingress-nginx', 'front')),
      ],
      expect: [['sourceHasSidecar', front, 'error']],
    },
    {
      name: 'sidecars from when the namespace was in the mesh',
      edits: [
        addNamespace('ingress-nginx'),
        ...ingress('ingress-nginx', { sidecar: true }),
        ingressBackend('web', from('ingress-nginx', 'front')),
      ],
      expect: [
        ['notMonitored', 'Namespace ingress-nginx'],
        ['sourceHasSidecar', front],
      ],
    },
    {
      name: 'sidecars in the system, and in a namespace that was made while others were read',
      edits: [
        ...ingress('kube-system', { sidecar: true }),
        ...ingress('ingress-nginx', { sidecar: true }),
        ingressBackend('web', {
          sources: ['kube-system', 'ingress-nginx'].flatMap((name) => from(name, 'front').sources),
        }),
      ],
      expect: [
        ['notMonitored', 'Namespace kube-system'],
        ['sourceHasSidecar', 'Deployment kube-system/front'],
        ['sourceHasSidecar', front],
      ],
    },
    {
      name: 'upstream',
      cluster: 'healthy-1.1.1',
      edits: [
        { patch: 'IngressBackend bookbuyer/bookbuyer', with: { spec: from('app-routing-system', 'gone') } },
      ],
      expect: [['sourceMissing', 'IngressBackend bookbuyer/bookbuyer']],
    },
    {
      name: 'some came of a list that was cut',
      edits: [ingressBackend('web', from('nowhere', 'nginx'))],
      incomplete: ['ingressBackends'],
      expect: [['sourceMissing', web]],
    },
  ],
  passes: [
    { name: 'there is none' },
    { name: 'upstream, with one', cluster: 'healthy-1.1.1' },
    {
      name: 'the ingress controller of AKS',
      edits: [ingressBackend('web', { sources: [nginx, principal] })],
    },
    {
      name: 'a namespace that joined without sidecars',
      edits: [
        addNamespace('ingress-nginx', joined),
        ...ingress('ingress-nginx'),
        ingressBackend('web', from('ingress-nginx', 'front')),
      ],
    },
    {
      name: 'pods of which some are ready, in another EndpointSlice than those that are not',
      edits: [
        service('app-routing-system', 'halves', [{ port: 80 }]),
        endpoints('app-routing-system', 'halves', [80], ['x'], false),
        endpoints('app-routing-system', 'halves', [8080], ['y']),
        ingressBackend('web', from('app-routing-system', 'halves')),
      ],
    },
    {
      name: 'pods with sidecars that are gone',
      edits: [
        addNamespace('ingress-nginx', joined),
        ...ingress('ingress-nginx', { sidecar: true, phase: 'Failed' }),
        ingressBackend('web', from('ingress-nginx', 'front')),
      ],
    },
    {
      name: "the control plane's own namespace, which holds an ingress controller of upstream",
      cluster: 'healthy-1.1.1',
      edits: [
        markNamespace('osm-system', { labels: { 'monitored-by': 'osm' } }),
        ...ingress('osm-system'),
        { patch: 'IngressBackend bookbuyer/bookbuyer', with: { spec: from('osm-system', 'front') } },
      ],
    },
    {
      name: 'other kinds of sources, and objects that open nothing',
      edits: [
        ingressBackend('web', { sources: [{ kind: 'IPRange', name: '10.0.0.0/8' }, principal] }),
        ingressBackend('till', { backends: [], ...from('nowhere', 'x') }),
      ],
    },
    {
      name: 'where OSM does not look, or what is being deleted',
      edits: [
        ingressBackend('web', from('nowhere', 'x'), elsewhere.outside),
        ingressBackend('web', from('nowhere', 'x'), elsewhere.leaving),
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [
    { name: 'none came of a list that was cut', incomplete: ['ingressBackends'] },
    {
      name: 'only some Services came',
      edits: [ingressBackend('web', from('app-routing-system', 'gone'))],
      incomplete: ['services'],
    },
    { name: 'only some pods came', edits: [ingressBackend('web', {})], incomplete: ['pods'] },
  ],
};
