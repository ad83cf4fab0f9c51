import type { CheckCases } from '../check-cases.ts';
import { meshConfigUnread, noMeshConfig, ours, set, without } from '../mesh-config/set.ts';

const validity = (serviceCertValidityDuration: unknown) => [
  set('certificate', { serviceCertValidityDuration }),
];

export const cases: CheckCases = {
  fires: [
    {
      name: 'a second less than an hour',
      edits: validity('59m59s'),
      expect: [['tooShort', ours, 'warning']],
    },
    { name: 'a minute', edits: validity('1m'), expect: [['tooShort', ours]] },
    { name: 'less than a minute', edits: validity('59s'), expect: [['pointless', ours, 'warning']] },
    { name: 'none at all', edits: validity('0'), expect: [['pointless', ours]] },
    { name: 'below nothing', edits: validity('-24h'), expect: [['pointless', ours]] },
    { name: 'an hour more than 30 days', edits: validity('721h'), expect: [['tooLong', ours, 'warning']] },
    {
      name: 'up to 1.1 the controller must restart as well',
      cluster: 'healthy-0.11.1',
      edits: validity('8760h'),
      expect: [['tooLong', ours]],
    },
    {
      name: 'the controller is gone, and cannot be restarted',
      cluster: 'healthy-1.0.0',
      edits: [...validity('8760h'), { remove: 'Deployment kube-system/osm-controller' }],
      expect: [['tooLong', ours]],
    },
  ],
  passes: [
    { name: '24h, as OSM ships' },
    { name: 'an hour', edits: validity('1h') },
    { name: '30 days', edits: validity('720h') },
    { name: 'absent, which is 24h', edits: [without('certificate')] },
    { name: 'one that cannot be read counts as 24h: OSM3006 says so', edits: validity('5') },
  ],
  notApplicable: noMeshConfig,
  unknown: [
    ...meshConfigUnread,
    { name: 'a number, which the API server would not take', edits: validity(24) },
  ],
};
