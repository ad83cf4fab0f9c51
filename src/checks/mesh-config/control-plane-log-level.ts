import { defineCheck } from '../../model/check.ts';
import { controlPlaneLogLevels } from '../../osm/mesh-config/format.ts';
import { judgeKey, mendKey } from './judge-key.ts';
import { meshConfigRef } from './spec-values.ts';

const path = 'spec.observability.osmLogLevel';

export const controlPlaneLogLevel = defineCheck({
  id: 'OSM4010',
  name: 'control-plane-log-level',
  area: 'mesh-config',
  severity: 'warning',
  title: 'MeshConfig gives the control plane a sensible log level',
  failTitle: 'The log level of the control plane is debug, trace or none',
  why: 'The control plane then logs each configuration that it makes for each sidecar: it costs time and log bills in every mesh of some size.',
  remedy:
    'Set spec.observability.osmLogLevel to info, the default. After a restart the flag --verbosity of each Deployment counts until the key changes again, so look there too if the logs stay loud.',
  source: 'pkg/logger/logger.go SetLogLevel, v0.11.1 to v1.2.4',
  article: [10],
  reads: ['meshConfig'],
  run({ meshConfig }) {
    return judgeKey(meshConfig, path, 'string', (level = '') => {
      const isLevel = level === '' || controlPlaneLogLevels.includes(level.toLowerCase());
      const verbose = ['debug', 'trace'].includes(level.toLowerCase());
      if (isLevel && !verbose) return [];
      const says = verbose
        ? `The control plane is set to log at ${level.toLowerCase()}.`
        : `osmLogLevel is ${JSON.stringify(level)}, which is no level: OSM logs an error and keeps the level it has.`;
      return [
        {
          what: verbose ? 'verbose' : 'noLevel',
          on: meshConfigRef(meshConfig),
          says,
          mend: [mendKey(meshConfig, path, 'info', { does: 'Log at info, the default' })],
        },
      ];
    });
  },
});
