import type { CheckCases } from '../check-cases.ts';
import { meshConfigUnread, noMeshConfig, ours, set } from './set.ts';

const level = (logLevel: unknown) => [set('sidecar', { logLevel })];

export const cases: CheckCases = {
  fires: [
    { name: 'debug', edits: level('debug'), expect: [['verbose', ours, 'warning']] },
    { name: 'trace', edits: level('trace'), expect: [['verbose', ours]] },
    { name: '0.11.1', cluster: 'healthy-0.11.1', edits: level('debug'), expect: [['verbose', ours]] },
  ],
  passes: [
    { name: 'error, as OSM ships' },
    { name: 'info', edits: level('info') },
    { name: 'absent, which is error', edits: level(null) },
    {
      name: 'the control plane alone logs at debug: OSM4010 says so',
      edits: [set('observability', { osmLogLevel: 'debug' })],
    },
  ],
  notApplicable: noMeshConfig,
  unknown: [...meshConfigUnread, { name: 'false, which YAML makes of off', edits: level(false) }],
};
