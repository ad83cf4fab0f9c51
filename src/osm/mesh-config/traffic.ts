import { absentIs, always, type MeshConfigKey, type SchemaLimits } from './key.ts';

/** As the CRD has it: not anchored at the start, without bounds. OSM's own rule is the format `cidr`. */
const range: SchemaLimits = { pattern: String.raw`((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})$` };
const port: SchemaLimits = { minimum: 1, maximum: 65535 };
const emptyList = { preset: always([]), aks: always([]), code: absentIs([]) };
const setByInit = 'osm-init sets it in iptables when a pod starts.';

/** Keys of `spec.traffic`; sources as in sidecar.ts. */
export const trafficKeys: readonly MeshConfigKey[] = [
  {
    path: 'spec.traffic.enableEgress',
    type: 'boolean',
    defaults: {
      preset: [
        ['v0.11.1', false],
        ['v1.2.0', true],
      ],
      aks: always(true),
      code: absentIs(false),
    },
    means: 'Lets meshed pods reach any destination outside the mesh.',
    takesEffect: always('atOnce'),
    note: 'Off, it also blocks Azure services, the API server and DNS over TCP unless Egress policies or exclusions let them through.',
    risk: 'high',
    since: 'v0.11.1',
  },
  {
    path: 'spec.traffic.enablePermissiveTrafficPolicyMode',
    type: 'boolean',
    defaults: {
      preset: [
        ['v0.11.1', false],
        ['v1.2.0', true],
      ],
      aks: always(true),
      code: absentIs(false),
    },
    means: 'Lets every meshed pod reach every other and ignores SMI access policies.',
    takesEffect: always('atOnce'),
    note: 'Off, all traffic in the mesh is refused at once unless a TrafficTarget allows it.',
    risk: 'high',
    since: 'v0.11.1',
  },
  {
    path: 'spec.traffic.outboundIPRangeExclusionList',
    type: 'strings',
    limits: range,
    format: 'cidr',
    defaults: emptyList,
    means: 'Destinations that bypass the sidecar, as IPv4 ranges.',
    takesEffect: always('newPods'),
    note: setByInit,
    risk: 'high',
    since: 'v0.11.1',
  },
  {
    path: 'spec.traffic.outboundIPRangeInclusionList',
    type: 'strings',
    limits: range,
    format: 'cidr',
    defaults: emptyList,
    means: 'The only destinations that go through the sidecar, as IPv4 ranges; empty is all.',
    takesEffect: always('newPods'),
    note: setByInit,
    risk: 'high',
    since: 'v1.1.0',
  },
  {
    path: 'spec.traffic.outboundPortExclusionList',
    type: 'integers',
    limits: port,
    format: 'port',
    defaults: emptyList,
    means: 'Ports of destinations that bypass the sidecar.',
    takesEffect: always('newPods'),
    note: setByInit,
    risk: 'high',
    since: 'v0.11.1',
  },
  {
    path: 'spec.traffic.inboundPortExclusionList',
    type: 'integers',
    limits: port,
    format: 'port',
    defaults: emptyList,
    means: 'Ports of the pod itself that are reached without the sidecar, and so without mTLS and policies.',
    takesEffect: always('newPods'),
    note: setByInit,
    risk: 'high',
    since: 'v0.11.1',
  },
  {
    path: 'spec.traffic.networkInterfaceExclusionList',
    type: 'strings',
    defaults: emptyList,
    means: 'Network interfaces of the pod whose traffic bypasses the sidecar.',
    takesEffect: always('newPods'),
    note: setByInit,
    risk: 'high',
    since: 'v1.1.1',
  },
  {
    path: 'spec.traffic.useHTTPSIngress',
    type: 'boolean',
    defaults: { preset: always(false), aks: always(false), code: absentIs(false) },
    means: 'Expects HTTPS from ingress controllers for Ingress resources.',
    takesEffect: always('atOnce'),
    note: 'From v1.0.0 on an IngressBackend with protocol https takes its place.',
    risk: 'medium',
    since: 'v0.11.1',
    until: 'v0.11.1',
  },
];
