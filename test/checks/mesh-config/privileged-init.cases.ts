import type { CheckCases } from '../check-cases.ts';
import { meshConfigUnread, noMeshConfig, ours, set, without } from './set.ts';

const turned = (enablePrivilegedInitContainer: unknown) => [
  set('sidecar', { enablePrivilegedInitContainer }),
];

export const cases: CheckCases = {
  fires: [
    { name: 'on', edits: turned(true), expect: [['privileged', ours, 'warning']] },
    {
      name: '0.11.1 on AKS',
      cluster: 'healthy-0.11.1',
      edits: turned(true),
      expect: [['privileged', ours]],
    },
    {
      name: 'upstream, where somebody turned it on',
      cluster: 'healthy-1.1.1',
      edits: [
        set('sidecar', { enablePrivilegedInitContainer: true }, 'MeshConfig osm-system/osm-mesh-config'),
      ],
      expect: [['privileged', 'MeshConfig osm-system/osm-mesh-config', 'warning']],
    },
  ],
  passes: [
    { name: 'off' },
    { name: 'absent, which is off', edits: turned(null) },
    { name: 'its whole section is absent', edits: [without('sidecar')] },
    { name: 'upstream ships it off', cluster: 'healthy-1.1.1' },
  ],
  notApplicable: noMeshConfig,
  unknown: [
    ...meshConfigUnread,
    { name: 'a text, which the API server would not take', edits: turned('true') },
  ],
};
