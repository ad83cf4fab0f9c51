import { defineCheck, type Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { looksLikeIngress } from '../../osm/ingress.ts';
import { isLeaving, readInjection } from '../../osm/injection.ts';
import { injectionAnnotation, monitoredByLabel } from '../../osm/names.ts';
import { type MisplacedKey, misplacedKeys } from './misplaced-keys.ts';
import { annotateInjection, labelForMesh, lookAtPodsOf, namespaceRef, showWord } from './namespaces.ts';

export const keysInPlace = defineCheck({
  id: 'OSM5003',
  name: 'keys-in-place',
  area: 'injection',
  severity: 'warning',
  title: "OSM's keys stand where OSM reads them",
  failTitle: 'A key of OSM stands where OSM does not read it',
  why: 'OSM reads monitored-by from labels and sidecar-injection from annotations alone. In the wrong place a key does nothing and nothing says so.',
  remedy: 'Write the key in its right place, take it from the wrong one, then restart the workloads.',
  source: 'pkg/constants/constants.go and pkg/injector/webhook.go, v0.11.1 to v1.2.4',
  article: [12, 13],
  reads: ['memberships'],
  run({ memberships }) {
    return memberships
      .filter((membership) => !membership.system && !isLeaving(membership))
      .flatMap((membership) => misplacedKeys(membership).map((stray) => judgeStray(membership, stray)));
  },
});

function judgeStray(membership: Membership, stray: MisplacedKey): Problem {
  const { name } = membership.namespace.metadata;
  const on = namespaceRef(membership);
  if (stray.key === injectionAnnotation) {
    return {
      what: 'injectionAsLabel',
      on,
      says: `Namespace ${name} carries ${injectionAnnotation}=${stray.value} as a label; OSM reads only the annotation.`,
      mend: [...moveInjection(membership, stray.value), takeOff(membership, 'label', stray)],
    };
  }
  return {
    what: 'monitoredByAsAnnotation',
    on,
    says: `Namespace ${name} carries ${monitoredByLabel}=${showWord(stray.value)} as an annotation; OSM reads only the label.`,
    mend: [...moveMonitoredBy(membership, stray.value), takeOff(membership, 'annotate', stray)],
  };
}

/** Moving an unknown word would make OSM refuse every pod; the annotation that is there already is left alone. */
function moveInjection(membership: Membership, value: string): RemedyIntent[] {
  const setting = readInjection(value);
  const known = setting === 'enabled' || setting === 'disabled';
  const unsafe = setting === 'enabled' && looksLikeIngress(membership.namespace);
  if (!known || unsafe || membership.injection !== 'absent') return [lookAtPodsOf(membership)];
  return [annotateInjection(membership, setting, 'Write it as the annotation that OSM reads')];
}

function moveMonitoredBy(membership: Membership, value: string): RemedyIntent[] {
  const fitsLabel = /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/.test(value);
  const unsafe = membership.injection === 'invalid' || looksLikeIngress(membership.namespace);
  if (!fitsLabel || unsafe || membership.monitoredBy !== undefined) return [lookAtPodsOf(membership)];
  return [labelForMesh(membership, value, 'Write it as the label that OSM reads')];
}

function takeOff(
  membership: Membership,
  from: 'label' | 'annotate',
  { key, value }: MisplacedKey,
): RemedyIntent {
  const does = 'Take it from where it does nothing';
  return { do: from, on: namespaceRef(membership), key, value: null, was: value, does };
}
