import type { CheckCases, Edit } from '../check-cases.ts';
import { addPod, type PodSpecial } from '../injection/objects.ts';
import {
  account,
  egress,
  egressOff,
  elsewhere,
  ours,
  port,
  service,
  setFlags,
  setTraffic,
} from './objects.ts';

const kubernetes: Edit = service('default', 'kubernetes', [{ port: 443 }], { clusterIP: '10.0.0.1' });
const outside = { ranges: ['169.254.169.254/32', '168.63.129.16/32'] };
const exclude = (...outboundIPRangeExclusionList: string[]) => setTraffic({ outboundIPRangeExclusionList });
const pod = (labels: Record<string, string>, special: PodSpecial = {}): Edit =>
  addPod('bookbuyer', 'agent-5d4f-a', {
    sidecar: true,
    owner: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'agent-5d4f' },
    labels: { 'pod-template-hash': '5d4f', ...labels },
    spec: {
      serviceAccountName: 'bookbuyer',
      containers: [{ name: 'app', image: 'contoso.azurecr.io/app:1' }],
      volumes: [{ name: 'envoy-bootstrap-config-volume' }],
    },
    ...special,
  });
const withIdentity = { aadpodidbinding: 'agent' };
const signsIn = { 'azure.workload.identity/use': 'true' };
const agent = 'Deployment bookbuyer/agent';

export const cases: CheckCases = {
  fires: [
    {
      name: 'global egress is off and nothing else is said',
      edits: [egressOff],
      expect: [['addressesRefused', ours, 'warning']],
    },
    {
      name: 'global egress is absent, which is off',
      edits: [setTraffic({ enableEgress: null })],
      expect: [['addressesRefused', ours, 'warning']],
    },
    {
      name: 'one address of two, and the API server; what is in the list stays there',
      edits: [egressOff, kubernetes, exclude('10.1.0.0/16', '169.254.0.0/16')],
      expect: [['addressesRefused', ours]],
    },
    {
      name: 'a list of exclusions with a number in it, which the API server would not take back',
      edits: [egressOff, setTraffic({ outboundIPRangeExclusionList: ['169.254.0.0/16', 1] })],
      expect: [['addressesRefused', ours]],
    },
    {
      name: 'the API server alone',
      edits: [egressOff, kubernetes, exclude(...outside.ranges)],
      expect: [['addressesRefused', ours]],
    },
    {
      name: 'pods that are known to take their identity there',
      edits: [egressOff, pod(withIdentity)],
      expect: [
        ['identityRefused', ours, 'error'],
        ['addressesRefused', ours, 'warning'],
      ],
    },
    {
      name: 'an Egress of another ServiceAccount does not help them, nor theirs to another place',
      edits: [
        egressOff,
        exclude('168.63.129.16/32'),
        pod(withIdentity, { spec: { volumes: [{ name: 'envoy-bootstrap-config-volume' }] } }),
        egress('metadata', { ports: [port('80 tcp')], ipAddresses: ['169.254.169.254/32'] }),
        egress('maps', { sources: [account('bookbuyer/default')], hosts: ['maps.example.com'] }),
      ],
      expect: [['identityRefused', ours, 'error']],
    },
    {
      name: 'pods that sign in by workload identity, while no Egress lets them out',
      edits: [egressOff, exclude(...outside.ranges), pod(signsIn)],
      expect: [['signInRefused', agent, 'error']],
    },
    {
      name: 'an Egress that is switched off, where OSM does not look, in capitals, or of another port',
      edits: [
        egressOff,
        exclude('168.63.129.16/32'),
        egress('a', { ports: [port('80 TCP')] }),
        egress('b', { ports: [port('81 tcp')] }),
        egress('c', { ports: [port('80 tcp')], ipAddresses: ['10.0.0.0/8'] }),
        egress('d', { ports: [port('80 http')], hosts: ['example.com'] }),
        egress('e', { ports: [port('80 https')], hosts: ['example.com'] }),
        egress('f', { ports: [port('80 tcp')] }, elsewhere.outside),
      ],
      expect: [['addressesRefused', ours]],
    },
    {
      name: 'pods whose annotations let them to the metadata service',
      edits: [
        egressOff,
        exclude('168.63.129.16/32'),
        pod(withIdentity, {
          annotations: { 'outbound-ip-range-exclusion-list': '10.0.0.0/8, 169.254.0.0/16' },
        }),
      ],
      expect: [['addressesRefused', ours]],
    },
    {
      name: 'an Egress that lets them out on another port, or in capitals',
      edits: [
        egressOff,
        exclude(...outside.ranges),
        pod(signsIn),
        egress('a', {
          ports: [port('8443 https'), port('443 HTTPS'), port('80 http')],
          hosts: ['a.example.com'],
        }),
      ],
      expect: [['signInRefused', agent, 'error']],
    },
    {
      name: 'a range of this list alone is excluded, as a /32 that is no proxy of anybody',
      edits: [egressOff, kubernetes, exclude(...outside.ranges, '10.0.0.1/32'), pod(signsIn)],
      expect: [['signInRefused', agent, 'error']],
    },
    {
      name: 'a range that is none lets nobody around',
      edits: [egressOff, exclude(...outside.ranges, '10.20.300.1/32'), pod(signsIn)],
      expect: [['signInRefused', agent, 'error']],
    },
    {
      name: 'a port that is excluded and is no proxy',
      edits: [
        egressOff,
        exclude(...outside.ranges),
        setTraffic({ outboundPortExclusionList: [5432] }),
        pod(signsIn),
      ],
      expect: [['signInRefused', agent, 'error']],
    },
    {
      name: 'the policies are switched off',
      edits: [
        egressOff,
        setFlags({ enableEgressPolicy: false }),
        egress('a', { ports: ['80 tcp', '53 tcp'].map(port) }),
      ],
      expect: [['addressesRefused', ours]],
    },
    {
      name: 'what goes through the sidecar is listed, and the addresses are among it',
      edits: [egressOff, setTraffic({ outboundIPRangeInclusionList: ['168.0.0.0/8', '169.254.0.0/16'] })],
      expect: [['addressesRefused', ours]],
    },
    {
      name: 'on 0.11.1',
      cluster: 'healthy-0.11.1',
      edits: [egressOff],
      expect: [['addressesRefused', ours]],
    },
  ],
  passes: [
    {
      name: 'off, and no pod has a sidecar',
      edits: [
        egressOff,
        ...[
          'bookstore/bookstore-m2jb92s6lf-c5hfw',
          'bookstore/bookstore-m2jb92s6lf-m7l6r',
          'bookstore/postgres-0',
          'bookbuyer/bookbuyer-7fxrwbmh98-2wmz7',
        ].map((name) => ({ remove: `Pod ${name}` })),
      ],
    },
    { name: 'global egress is on, as AKS ships' },
    { name: 'on, whoever takes an identity', edits: [kubernetes, pod(withIdentity)] },
    {
      name: 'all are excluded',
      edits: [egressOff, kubernetes, exclude(...outside.ranges, '10.0.0.0/16'), pod(withIdentity)],
    },
    {
      name: 'Services that share a name or a namespace with that of the API server',
      edits: [
        egressOff,
        exclude(...outside.ranges),
        service('default', 'web', [{ port: 443 }], { clusterIP: '10.0.0.8' }),
        service('bookbuyer', 'kubernetes', [{ port: 443 }], { clusterIP: '10.0.0.9' }),
      ],
    },
    {
      name: 'their ports are excluded',
      edits: [egressOff, kubernetes, setTraffic({ outboundPortExclusionList: [80, 53, 443] }), pod(signsIn)],
    },
    {
      name: 'other ranges alone go through the sidecar',
      edits: [
        egressOff,
        kubernetes,
        setTraffic({ outboundIPRangeInclusionList: ['10.244.0.0/16'] }),
        pod(signsIn),
      ],
    },
    {
      name: 'Egress policies allow them: by host, by range and by port',
      edits: [
        egressOff,
        kubernetes,
        egress('a', { ports: [port('80 http')], hosts: ['169.254.169.254'] }),
        egress('b', { ports: [port('53 tcp')], ipAddresses: ['10.0.0.0/8', '168.63.129.16/32'] }),
        egress('c', {}),
        pod({ ...withIdentity, ...signsIn }),
      ],
    },
    {
      name: 'pods whose annotations let them around, and such as have no sidecar or are gone',
      edits: [
        egressOff,
        exclude(...outside.ranges),
        pod(signsIn, { annotations: { 'outbound-port-exclusion-list': '443' } }),
        addPod('bookbuyer', 'plain', { labels: signsIn }),
        addPod('bookbuyer', 'gone', { labels: signsIn, sidecar: true, phase: 'Succeeded' }),
        addPod('bookbuyer', 'not', { labels: { 'azure.workload.identity/use': 'false' }, sidecar: true }),
      ],
    },
    {
      name: 'a proxy through which they may sign in: by an Egress, and by an exclusion',
      edits: [
        egressOff,
        exclude(...outside.ranges),
        pod(signsIn),
        egress('proxy', { ports: [port('3128 tcp')], ipAddresses: ['10.9.0.4/32'] }),
      ],
    },
    {
      name: 'a proxy where the server speaks first',
      edits: [
        egressOff,
        exclude(...outside.ranges),
        pod(signsIn),
        egress('proxy', { ports: [port('1080 tcp-server-first')], ipAddresses: ['10.9.0.4/32'] }),
      ],
    },
    {
      name: 'pods whose annotations let some ranges around, or take but some',
      edits: [
        egressOff,
        exclude(...outside.ranges),
        pod(signsIn, { annotations: { 'outbound-ip-range-exclusion-list': '20.0.0.0/8' } }),
        addPod('bookbuyer', 'job', {
          labels: signsIn,
          sidecar: true,
          annotations: { 'outbound-ip-range-inclusion-list': '10.0.0.0/8' },
        }),
      ],
    },
    {
      name: 'a proxy that is excluded by its address',
      edits: [egressOff, exclude(...outside.ranges, '10.9.0.4/32'), pod(signsIn)],
    },
    {
      name: 'a proxy that is excluded by its port',
      edits: [
        egressOff,
        exclude(...outside.ranges),
        setTraffic({ outboundPortExclusionList: [3128] }),
        pod(signsIn),
      ],
    },
    {
      name: 'ranges that may hold what they call',
      edits: [egressOff, exclude(...outside.ranges, '20.0.0.0/8'), pod(signsIn)],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'upstream, where the addresses may mean nothing', cluster: 'healthy-1.1.1' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [
    { name: 'only some Egress policies came', edits: [egressOff], incomplete: ['egresses'] },
    { name: 'only some pods came', edits: [egressOff], incomplete: ['pods'] },
    {
      name: 'global egress is a text, which the API server would not take',
      edits: [setTraffic({ enableEgress: 'no' })],
    },
  ],
};
