import type { CheckCases } from '../check-cases.ts';
import { meshConfigUnread, noMeshConfig, ours, set, without } from './set.ts';

const turned = (enablePermissiveTrafficPolicyMode: unknown) => [
  set('traffic', { enablePermissiveTrafficPolicyMode }),
];

export const cases: CheckCases = {
  fires: [
    { name: 'on, as AKS ships', expect: [['on', ours, 'info']] },
    {
      name: '0.11.1 on AKS',
      cluster: 'healthy-0.11.1',
      expect: [['on', ours]],
    },
    {
      name: 'upstream, where somebody turned it on',
      cluster: 'healthy-1.1.1',
      edits: [
        set('traffic', { enablePermissiveTrafficPolicyMode: true }, 'MeshConfig osm-system/osm-mesh-config'),
      ],
      expect: [['on', 'MeshConfig osm-system/osm-mesh-config', 'info']],
    },
  ],
  passes: [
    { name: 'off', edits: turned(false) },
    { name: 'absent, which is off', edits: turned(null) },
    { name: 'its whole section is absent', edits: [without('traffic')] },
    { name: 'upstream ships it off', cluster: 'healthy-1.1.1' },
  ],
  notApplicable: noMeshConfig,
  unknown: [
    ...meshConfigUnread,
    { name: 'a text, which the API server would not take', edits: turned('true') },
  ],
};
