import { defineCheck } from '../../model/check.ts';
import { parseGoDuration } from '../../osm/mesh-config/go-duration.ts';
import { judgeKey, mendKey } from '../mesh-config/judge-key.ts';
import { meshConfigRef } from '../mesh-config/spec-values.ts';
import { validityPath } from './leaf-validity.ts';

export const leafValidityReadable = defineCheck({
  id: 'OSM3006',
  name: 'leaf-validity-readable',
  area: 'certificates',
  severity: 'warning',
  title: 'OSM can read how long certificates of services last',
  failTitle: 'OSM cannot read how long certificates of services last',
  why: 'What OSM cannot read counts as 24h, and only a log line says so: whoever wrote it believes in another lifetime.',
  remedy:
    'Write a duration as Go reads it, with units up to the hour: 24h, 168h for a week, 1h30m. There is no unit for days. Up to v1.1 renewals keep the duration that the controller read at its start.',
  source: 'pkg/configurator/methods.go GetServiceCertValidityPeriod, v0.11.1 to v1.2.4',
  article: [10],
  reads: ['meshConfig'],
  run({ meshConfig }) {
    return judgeKey(meshConfig, validityPath, 'string', (validity) => {
      if (validity === undefined || parseGoDuration(validity) !== undefined) return [];
      return [
        {
          what: 'unreadable',
          on: meshConfigRef(meshConfig),
          says: `serviceCertValidityDuration is ${JSON.stringify(validity)}, which is no duration such as 24h, so OSM uses 24h.`,
          mend: [
            mendKey(meshConfig, validityPath, '24h', {
              does: 'Write the 24h that OSM uses anyway, or the duration that was meant, in hours',
              alreadySo: true,
            }),
          ],
        },
      ];
    });
  },
});
