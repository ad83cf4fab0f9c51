import type { CheckCases } from '../check-cases.ts';
import { meshConfigUnread, noMeshConfig, ours, set, without } from '../mesh-config/set.ts';

const validity = (serviceCertValidityDuration: unknown) => [
  set('certificate', { serviceCertValidityDuration }),
];

export const cases: CheckCases = {
  fires: [
    {
      name: 'days, which Go does not know',
      edits: validity('7d'),
      expect: [['unreadable', ours, 'warning']],
    },
    { name: 'no unit', edits: validity('24'), expect: [['unreadable', ours]] },
    { name: 'with a space', edits: validity('24 h'), expect: [['unreadable', ours]] },
    { name: 'empty', edits: validity(''), expect: [['unreadable', ours]] },
    {
      name: 'on 0.11.1 too',
      cluster: 'healthy-0.11.1',
      edits: validity('one day'),
      expect: [['unreadable', ours]],
    },
  ],
  passes: [
    { name: '24h, as OSM ships' },
    { name: 'in several units', edits: validity('1h30m') },
    { name: 'absent, which is 24h', edits: [without('certificate')] },
    { name: 'one that is too short can be read: OSM3007 says so', edits: validity('10s') },
    { name: 'upstream', cluster: 'healthy-1.1.1' },
  ],
  notApplicable: noMeshConfig,
  unknown: [
    ...meshConfigUnread,
    { name: 'a number, which the API server would not take', edits: validity(24) },
  ],
};
