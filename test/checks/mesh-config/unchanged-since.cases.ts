import type { CheckCases } from '../check-cases.ts';

const meshConfig = 'MeshConfig kube-system/osm-mesh-config';

export const cases: CheckCases = {
  fires: [
    {
      name: 'egress was off then',
      earlier: { spec: { traffic: { enableEgress: false } } },
      expect: [['changed', meshConfig]],
    },
    {
      name: 'a list was longer, a key was absent: one finding',
      earlier: { spec: { traffic: { outboundPortExclusionList: [6379] }, sidecar: { logLevel: null } } },
      expect: [['changed', meshConfig]],
    },
    {
      name: 'a whole section came since',
      earlier: { spec: { observability: null } },
      expect: [['changed', meshConfig]],
    },
    {
      name: 'more keys than a sentence should hold',
      earlier: {
        spec: {
          traffic: { enableEgress: false, enablePermissiveTrafficPolicyMode: false },
          sidecar: { logLevel: 'debug', maxDataPlaneConnections: 100 },
          observability: { osmLogLevel: 'debug', enableDebugServer: false },
        },
      },
      expect: [['changed', meshConfig]],
    },
  ],
  passes: [
    { name: 'nothing changed' },
    {
      name: 'only metadata changed',
      earlier: { metadata: { labels: { 'app.kubernetes.io/version': 'v1' } } },
    },
  ],
  notApplicable: [
    {
      name: 'no earlier snapshot was given',
      problems: { earlierMeshConfigs: { reason: 'notAsked', detail: 'None.' } },
    },
    { name: 'the earlier snapshot has another name', earlier: { metadata: { name: 'other' } } },
    {
      name: 'the earlier snapshot has the one of another mesh alone',
      earlier: { metadata: { namespace: 'osm-system' } },
    },
    { name: 'there is no MeshConfig now', cluster: 'no-mesh-config' },
  ],
};
