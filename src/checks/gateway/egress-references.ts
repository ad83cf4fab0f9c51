import type { Problem, Severity } from '../../model/check.ts';
import { fewOf } from '../../model/few-of.ts';
import type { Egress } from '../../model/policies.ts';
import { fullNameBeside } from '../../osm/identities.ts';
import { lookAtPolicy, policyRef } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { matchInWords, matchIs, portsWith } from './egress-parts.ts';

interface References {
  readonly groups: ReadonlySet<string>;
  readonly settings: ReadonlySet<string>;
  readonly hasSettings: boolean;
  readonly notAllowed: Severity;
}

function namesOf(egress: Egress, is: 'routes' | 'setting', hasSettings: boolean): string[] {
  return egress.matches
    .filter((match) => matchIs(match, hasSettings) === is)
    .map(({ name }) => fullNameBeside(egress, name));
}

/** Of http ports: a group that is not there gives no route, and none is allowed beside it (E2004). */
export function judgeGroups(egress: Egress, { groups, hasSettings }: References): Problem[] {
  const { metadata } = egress;
  const missing = namesOf(egress, 'routes', hasSettings).filter((name) => !groups.has(name));
  if (missing.length === 0 || portsWith(egress, ['http']).length === 0) return [];
  return [
    {
      what: 'groupMissing',
      on: policyRef('Egress', metadata),
      says: `Egress ${metadata.name} allows the requests of HTTPRouteGroup ${listed(missing)}, which does not exist: of http, it allows none by it.`,
      mend: [lookAtPolicy('Egress', metadata, 'See its matches; name a group of its own namespace')],
    },
  ];
}

/** OSM takes the first setting; one that is not there makes it ignore the whole policy. */
export function judgeSettings(egress: Egress, { settings, hasSettings, notAllowed }: References): Problem[] {
  const { metadata } = egress;
  const [first, ...others] = namesOf(egress, 'setting', hasSettings);
  if (first === undefined) return [];
  const on = policyRef('Egress', metadata);
  if (!settings.has(first)) {
    return [
      {
        what: 'settingMissing',
        severity: notAllowed,
        on,
        says: `Egress ${metadata.name} names UpstreamTrafficSetting ${listed([first])}, which does not exist: OSM ignores the whole policy.`,
        mend: [lookAtPolicy('Egress', metadata, 'See its matches; name a setting of its own namespace')],
      },
    ];
  }
  if (others.length === 0) return [];
  return [
    {
      what: 'severalSettings',
      severity: 'warning',
      on,
      says: `Egress ${metadata.name} names ${others.length + 1} UpstreamTrafficSettings: OSM uses ${listed([first])} and no other.`,
      mend: [lookAtPolicy('Egress', metadata, 'See its matches; keep the one that is meant')],
    },
  ];
}

/** Where an http port has no other routes they are all open: OSM8011. */
export function judgeUnknownMatches(egress: Egress, { hasSettings }: References): Problem[] {
  const { metadata, matches } = egress;
  const unknown = matches.filter((match) => matchIs(match, hasSettings) === 'unknown');
  const opens = portsWith(egress, ['http']).length > 0 && namesOf(egress, 'routes', hasSettings).length === 0;
  if (unknown.length === 0 || opens) return [];
  return [
    {
      what: 'unknownMatch',
      severity: 'warning',
      on: policyRef('Egress', metadata),
      says: `Egress ${metadata.name} refers to ${fewOf(unknown.map(matchInWords))}, which OSM does not know as a match and leaves out.`,
      mend: [
        lookAtPolicy('Egress', metadata, 'See its matches; HTTPRouteGroup is of specs.smi-spec.io/v1alpha4'),
      ],
    },
  ];
}
