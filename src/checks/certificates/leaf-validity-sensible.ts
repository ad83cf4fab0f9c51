import { defineCheck } from '../../model/check.ts';
import { restartOf } from '../../osm/components.ts';
import { parseGoDuration } from '../../osm/mesh-config/go-duration.ts';
import { effectOf, judgeKey, mendKey } from '../mesh-config/judge-key.ts';
import { meshConfigRef } from '../mesh-config/spec-values.ts';
import { validityPath } from './leaf-validity.ts';

const minute = 60_000;
const hour = 60 * minute;
const longest = 30 * 24 * hour;

export const leafValiditySensible = defineCheck({
  id: 'OSM3007',
  name: 'leaf-validity-sensible',
  area: 'certificates',
  severity: 'warning',
  title: 'Certificates of services last between 1 hour and 30 days',
  failTitle: 'Certificates of services last too short or too long',
  why: 'A long life leaves a stolen key good for as long. A short one has the controller issue certificates all the time, and when it is down for that long, sidecars refuse each other.',
  remedy:
    'Set spec.certificate.serviceCertValidityDuration between 1h and 720h; 24h is the default. Up to v1.1 osm-controller must restart, since renewals keep the duration that it read at its start.',
  source:
    'pkg/certificate/manager.go and pkg/configurator/methods.go, v0.11.1 to v1.2.4: no minimum, renewal 30 to 35 seconds before the end; the bounds are our advice',
  article: [10],
  reads: ['mesh', 'osmRelease', 'meshConfig'],
  run({ mesh, osmRelease: { version }, meshConfig }) {
    return judgeKey(meshConfig, validityPath, 'string', (validity = '24h') => {
      const wrong = judgeDuration(validity);
      if (wrong === undefined) return [];
      const set = mendKey(meshConfig, validityPath, '24h', {
        does: 'Let certificates last 24h, the default',
        version,
      });
      const restart = restartOf(mesh, 'osm-controller', {
        does: 'Then restart osm-controller, which reads the duration only at its start',
      });
      const restarts = effectOf(validityPath, version) === 'controlPlaneRestart';
      return [
        {
          what: wrong.what,
          on: meshConfigRef(meshConfig),
          says: `serviceCertValidityDuration is ${validity}: ${wrong.says}.`,
          mend: restarts ? [set, restart] : [set],
        },
      ];
    });
  },
});

/** What cannot be read counts as 24h; OSM3006 says so. */
function judgeDuration(validity: string): { readonly what: string; readonly says: string } | undefined {
  const duration = parseGoDuration(validity);
  if (duration === undefined || (duration >= hour && duration <= longest)) return undefined;
  if (duration > longest) return { what: 'tooLong', says: 'a stolen key stays good for more than 30 days' };
  if (duration >= minute) {
    return { what: 'tooShort', says: 'a controller that is down for less than an hour stops all traffic' };
  }
  return {
    what: 'pointless',
    says: 'renewal starts 30 to 35 seconds before the end, so certificates are renewed without end or expire unused',
  };
}
