import { defineCheck } from '../../model/check.ts';
import { judgeKey, mendKey } from './judge-key.ts';
import { meshConfigRef } from './spec-values.ts';

const path = 'spec.sidecar.logLevel';

export const sidecarLogLevel = defineCheck({
  id: 'OSM4009',
  name: 'sidecar-log-level',
  area: 'mesh-config',
  severity: 'warning',
  title: 'Sidecars do not log at debug or trace',
  failTitle: 'Sidecars log at debug or trace',
  why: 'Envoy then writes many lines for each request, headers included: it costs time, disk and log bills, and may show secrets.',
  remedy:
    'Set spec.sidecar.logLevel to error, the default, and restart the workloads whose sidecars should be quiet.',
  source: 'pkg/injector/envoy_container.go, v0.11.1 to v1.2.4',
  article: [10],
  reads: ['meshConfig'],
  run({ meshConfig }) {
    return judgeKey(meshConfig, path, 'string', (level) =>
      level === 'debug' || level === 'trace'
        ? [
            {
              what: 'verbose',
              on: meshConfigRef(meshConfig),
              says: `New sidecars log at ${level}: many lines for each request, headers included.`,
              mend: [mendKey(meshConfig, path, 'error', { does: 'Log errors only, the default' })],
            },
          ]
        : [],
    );
  },
});
