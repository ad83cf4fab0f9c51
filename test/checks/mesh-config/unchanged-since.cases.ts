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
    { name: 'there is no MeshConfig now', cluster: 'no-mesh-config' },
  ],
};
