import type { CheckCases, Edit } from '../check-cases.ts';
import { ours, service, setSpec } from './objects.ts';

const inbound = (...inboundPortExclusionList: number[]) => setSpec({ traffic: { inboundPortExclusionList } });
const outbound = (...outboundPortExclusionList: number[]) =>
  setSpec({ traffic: { outboundPortExclusionList } });

/** A namespace of the mesh with a Service and no pod yet. */
const withoutPods = (labels: object, annotations: object): Edit[] => [
  {
    add: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'shop',
        labels: { 'openservicemesh.io/monitored-by': 'osm', ...labels },
        annotations: { ...annotations },
      },
    },
  },
  service('shop', 'till', { port: 7070 }),
];
const injecting = { 'openservicemesh.io/sidecar-injection': 'enabled' };

export const cases: CheckCases = {
  fires: [
    {
      name: 'inbound: the port on which pods of a meshed Service listen',
      edits: [inbound(6379, 14001)],
      expect: [['inboundPort', ours, 'warning']],
    },
    {
      name: 'outbound: the port of a meshed Service',
      edits: [outbound(5432)],
      expect: [['outboundPort', ours, 'warning']],
    },
    {
      name: 'both',
      edits: [inbound(14001), outbound(14001)],
      expect: [
        ['inboundPort', ours],
        ['outboundPort', ours],
      ],
    },
    {
      name: 'inbound counts where pods listen, not where the Service does',
      edits: [inbound(8080), service('bookbuyer', 'web', { port: 80, targetPort: 8080 })],
      expect: [['inboundPort', ours]],
    },
    {
      name: 'a Service without targetPort has its port there',
      edits: [inbound(8080), service('bookbuyer', 'web', { port: 8080 })],
      expect: [['inboundPort', ours]],
    },
    {
      name: 'found, though another Service names its targetPort',
      edits: [inbound(14001), service('bookbuyer', 'web', { port: 80, targetPort: 'http' })],
      expect: [['inboundPort', ours]],
    },
    {
      name: 'some came of a list that was cut',
      edits: [outbound(5432)],
      incomplete: ['services'],
      expect: [['outboundPort', ours]],
    },
    {
      name: 'some pods came: the Services are those of the mesh all the same',
      edits: [outbound(5432)],
      incomplete: ['pods'],
      expect: [['outboundPort', ours]],
    },
    {
      name: 'the namespace injects nothing, but pods in it have sidecars',
      edits: [
        outbound(14001),
        { patch: 'Namespace bookbuyer', with: { metadata: { annotations: null } } },
        { remove: 'Service bookstore/bookstore' },
      ],
      expect: [['outboundPort', ours]],
    },
    {
      name: 'a namespace of the mesh without pods: those to come will have sidecars',
      edits: [outbound(7070), ...withoutPods({}, injecting)],
      expect: [['outboundPort', ours]],
    },
    {
      name: 'on 0.11.1',
      cluster: 'healthy-0.11.1',
      edits: [outbound(14001)],
      expect: [['outboundPort', ours]],
    },
  ],
  passes: [
    { name: 'nothing is excluded' },
    { name: 'the lists are not there', edits: [setSpec({ traffic: null })] },
    { name: 'a port that no Service has', edits: [inbound(6379), outbound(6379)] },
    {
      name: 'a port of a Service outside the mesh',
      edits: [outbound(6379), inbound(6379), service('default', 'redis', { port: 6379 })],
    },
    {
      name: 'the port of the ingress controller, which is in a namespace of the mesh and has no sidecar',
      edits: [inbound(80), outbound(443)],
    },
    {
      name: 'a namespace without pods that injects nothing',
      edits: [outbound(7070), ...withoutPods({}, { 'openservicemesh.io/sidecar-injection': 'disabled' })],
    },
    {
      name: 'a namespace without pods that both webhooks pass over',
      edits: [outbound(7070), ...withoutPods({ 'openservicemesh.io/ignore': 'true' }, injecting)],
    },
    {
      name: "kube-system carries the mesh's label, and is never injected",
      edits: [
        outbound(7070),
        {
          patch: 'Namespace kube-system',
          with: {
            metadata: { labels: { 'openservicemesh.io/monitored-by': 'osm' }, annotations: injecting },
          },
        },
        service('kube-system', 'metrics', { port: 7070 }),
      ],
    },
    {
      name: 'inbound: the port of the Service, whose pods listen on another',
      edits: [inbound(81), service('bookbuyer', 'web', { port: 81, targetPort: 8080 })],
    },
    {
      name: 'outbound: the port of the pods, of a Service on another',
      edits: [outbound(8080), service('bookbuyer', 'web', { port: 80, targetPort: 8080 })],
    },
    {
      name: 'outbound: a targetPort by name does not matter',
      edits: [outbound(6379), service('bookbuyer', 'web', { port: 80, targetPort: 'http' })],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [
    {
      name: 'a Service gives its targetPort by name, and something is excluded',
      edits: [inbound(8080), service('bookbuyer', 'web', { port: 80, targetPort: 'http' })],
    },
    {
      name: 'only one of its ports goes to a name',
      edits: [
        inbound(8080),
        service('bookbuyer', 'web', { port: 443, targetPort: 8443 }, { port: 80, targetPort: 'http' }),
      ],
    },
    {
      name: 'a list that holds a text',
      edits: [
        {
          patch: 'MeshConfig kube-system/osm-mesh-config',
          with: { spec: { traffic: { outboundPortExclusionList: ['14001'] } } },
        },
      ],
    },
    { name: 'none came of a list that was cut', edits: [outbound(6379)], incomplete: ['services'] },
  ],
};
