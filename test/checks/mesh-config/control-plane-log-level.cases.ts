import type { CheckCases } from '../check-cases.ts';
import { meshConfigUnread, noMeshConfig, ours, set } from './set.ts';

const level = (osmLogLevel: unknown) => [set('observability', { osmLogLevel })];

export const cases: CheckCases = {
  fires: [
    { name: 'debug', edits: level('debug'), expect: [['verbose', ours, 'warning']] },
    { name: 'a word that is no level', edits: level('debugging'), expect: [['noLevel', ours, 'warning']] },
    { name: 'OSM reads it in any case', edits: level('TRACE'), expect: [['verbose', ours]] },
    { name: '0.11.1', cluster: 'healthy-0.11.1', edits: level('trace'), expect: [['verbose', ours]] },
  ],
  passes: [
    { name: 'info, as OSM ships' },
    { name: 'error', edits: level('error') },
    { name: 'absent: MeshConfig sets none', edits: level(null) },
    { name: 'absent as text: MeshConfig sets none', edits: level('') },
    {
      name: 'the sidecars alone log at debug: OSM4009 says so',
      edits: [set('sidecar', { logLevel: 'debug' })],
    },
  ],
  notApplicable: noMeshConfig,
  unknown: [...meshConfigUnread, { name: 'a number, which the API server would not take', edits: level(3) }],
};
