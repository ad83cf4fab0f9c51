import type { CheckCases } from '../check-cases.ts';
import { meshConfigUnread, noMeshConfig, ours, set, without } from '../mesh-config/set.ts';

const bits = (certKeyBitSize: unknown) => [set('certificate', { certKeyBitSize })];

export const cases: CheckCases = {
  fires: [
    { name: '1024', edits: bits(1024), expect: [['outOfRange', ours, 'warning']] },
    { name: 'one too few', edits: bits(2047), expect: [['outOfRange', ours]] },
    { name: 'one too many', edits: bits(4097), expect: [['outOfRange', ours]] },
    { name: '8192', edits: bits(8192), expect: [['outOfRange', ours]] },
    { name: 'none', edits: bits(0), expect: [['outOfRange', ours]] },
    { name: 'on 0.11.1 too', cluster: 'healthy-0.11.1', edits: bits(512), expect: [['outOfRange', ours]] },
  ],
  passes: [
    { name: '2048, as OSM ships' },
    { name: '4096', edits: bits(4096) },
    { name: 'absent, which is 2048', edits: [without('certificate')] },
  ],
  notApplicable: noMeshConfig,
  unknown: [
    ...meshConfigUnread,
    { name: 'a text, which the API server would not take', edits: bits('4096') },
  ],
};
