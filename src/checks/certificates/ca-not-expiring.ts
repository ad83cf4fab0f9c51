import { defineCheck, type Problem, type Severity } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import type { CaCertificate } from '../../osm/ca-bundle.ts';
import { restartOf } from '../../osm/components.ts';
import { componentNames } from '../../osm/names.ts';
import { byBothClocks } from './by-both-clocks.ts';
import {
  dayMs,
  daysBetween,
  type HeldCertificate,
  judgeMeshCa,
  looksBeforeRotation,
  showDay,
} from './mesh-ca.ts';

export const caNotExpiring = defineCheck({
  id: 'OSM3001',
  name: 'ca-not-expiring',
  area: 'certificates',
  severity: 'critical',
  title: "The mesh's CA certificate has time left",
  failTitle: "The mesh's CA certificate has ended or will end soon",
  why: 'Every certificate of the mesh hangs on it. When it ends, sidecars refuse each other, new ones cannot start, and the API server refuses the webhooks, so no pod of the mesh can be created.',
  remedy:
    'Rotation interrupts traffic, so plan it: delete the Secret osm-ca-bundle, restart osm-bootstrap, osm-controller and osm-injector, then every workload with a sidecar. Old and new pods refuse each other until the last one has restarted.',
  source: 'pkg/certificate/providers/tresor and pkg/injector/webhook.go, v1.1.0 to v1.2.4',
  article: [6, 7],
  reads: ['mesh', 'osmRelease', 'meshWebhooks', 'clock'],
  run({ mesh, osmRelease, meshWebhooks, clock }, now) {
    return byBothClocks(clock, now, (at) =>
      judgeMeshCa(osmRelease, meshWebhooks, (held, all) => {
        if (hasTimeLeft(held.certificate, at)) return [];
        const { what, severity, says } = judgeEnd(held, at);
        const look = looksBeforeRotation(mesh);
        const noneLeft = all.every(({ certificate }) => certificate.notAfter < at);
        return [{ what, on: held.on, severity, says, mend: noneLeft ? [...look, ...rotation(mesh)] : look }];
      }),
    );
  },
});

/** Alarm begins at 60 days or 30 % of the life, whichever is less: a CA made for a month is not always in it. */
function hasTimeLeft({ notBefore, notAfter }: CaCertificate, now: Date): boolean {
  const life = notAfter.getTime() - notBefore.getTime();
  return notAfter.getTime() - now.getTime() >= Math.min(60 * dayMs, 0.3 * life);
}

/** A certificate whose successor stands in the same bundle is on its way out: a warning at most. */
function judgeEnd(
  { certificate, on, beside }: HeldCertificate,
  now: Date,
): Pick<Problem, 'what' | 'says'> & { readonly severity: Severity } {
  const { notAfter } = certificate;
  const replaced = beside.some((other) => other.notBefore <= now && hasTimeLeft(other, now));
  const successor = replaced ? ', and its successor stands beside it' : '';
  const which = `The mesh's CA in ${on.name}`;
  const day = showDay(notAfter);
  if (notAfter < now) {
    const says = `${which} ended on ${day}, ${inDays(daysBetween(notAfter, now))} ago${successor}.`;
    return { what: 'expired', severity: replaced ? 'warning' : 'critical', says };
  }
  const days = daysBetween(now, notAfter);
  const says = `${which} ends on ${day}, in ${inDays(days)}${successor}.`;
  return { what: 'endsSoon', severity: !replaced && days < 14 ? 'error' : 'warning', says };
}

function inDays(days: number): string {
  if (days < 1) return 'less than a day';
  return days === 1 ? '1 day' : `${days} days`;
}

/** Given only once no CA is valid any more: then there is no traffic left to protect. */
function rotation(mesh: Mesh): RemedyIntent[] {
  return [
    {
      do: 'delete',
      object: { kind: 'Secret', namespace: mesh.namespace, name: 'osm-ca-bundle' },
      does: 'Delete the CA (tresor makes a new one; this cannot be undone)',
      risk: 'cutsTraffic',
    },
    ...[...componentNames].reverse().map((component) =>
      restartOf(mesh, component, {
        does: `Restart ${component} with the new CA; workloads with a sidecar must follow`,
        cutsTraffic: true,
      }),
    ),
  ];
}
