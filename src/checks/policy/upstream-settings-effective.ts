import { defineCheck, type Problem } from '../../model/check.ts';
import type { OsmVersion } from '../../model/facts.ts';
import type { Egress, UpstreamTrafficSetting } from '../../model/policies.ts';
import { fullNameBeside, fullNameOf, namesOf } from '../../osm/identities.ts';
import { lookAtPolicy, policyRef, watchedPolicies } from '../../osm/policy-objects.ts';
import { listed, shown } from '../../osm/policy-words.ts';
import { compareVersions } from '../../osm/versions.ts';
import { lookAtKinds, namespaceOf, wordsFor } from './policies.ts';

export const upstreamSettingsEffective = defineCheck({
  id: 'OSM7016',
  name: 'upstream-settings-effective',
  area: 'policy',
  severity: 'warning',
  title: 'Every UpstreamTrafficSetting has a host of its own',
  failTitle: 'An UpstreamTrafficSetting acts on other hosts than meant',
  why: 'OSM finds a setting by its host alone: one that is nobody limits nothing, of two for one host only one counts, and in 1.2 an empty host is taken for every Service, whose limits it then sets.',
  remedy:
    'Write the host as SERVICE.NAMESPACE.svc.cluster.local, of a Service in the same namespace, once for each; a setting that an Egress names among its matches may have any host.',
  source: 'pkg/policy/client.go GetUpstreamTrafficSetting, v1.1.0 to v1.2.4; envoy/type/v3/http_status.proto',
  reads: ['upstreamTrafficSettings', 'services', 'egresses', 'memberships', 'osmRelease'],
  run({ upstreamTrafficSettings, services, egresses, memberships, osmRelease }) {
    const existing = namesOf(services);
    const byEgress = settingsOfEgresses(egresses);
    const here = watchedPolicies(upstreamTrafficSettings, memberships);
    const withHost = here.filter(({ host }) => host !== '');
    return [
      ...here.filter(({ host }) => host === '').map((setting) => emptyHost(setting, osmRelease.version)),
      ...withHost
        .filter(({ metadata }) => !byEgress.has(fullNameOf(metadata)))
        .filter((setting) => !isHostHere(setting, existing))
        .map(unknownHost),
      ...judgeDoubles(withHost.filter(({ metadata }) => !byEgress.has(fullNameOf(metadata)))),
      ...here.flatMap(judgeStatusCodes),
    ];
  },
});

/** Egress names its setting, whose host may be any. */
function settingsOfEgresses(egresses: readonly Egress[]): ReadonlySet<string> {
  return new Set(
    egresses.flatMap((egress) =>
      egress.matches
        .filter(({ kind }) => kind === 'UpstreamTrafficSetting')
        .map(({ name }) => fullNameBeside(egress, name)),
    ),
  );
}

/** Pods of a headless Service have hosts of their own: `db-0.db.shop.svc.cluster.local`. */
function isHostHere(setting: UpstreamTrafficSetting, existing: ReadonlySet<string>): boolean {
  const domain = `.${namespaceOf(setting)}.svc.cluster.local`;
  if (!setting.host.endsWith(domain)) return false;
  const before = setting.host.slice(0, -domain.length);
  return existing.has(fullNameBeside(setting, before.slice(before.lastIndexOf('.') + 1)));
}

function lookAtSetting(setting: UpstreamTrafficSetting, does: string) {
  return lookAtPolicy('UpstreamTrafficSetting', setting.metadata, does);
}

function emptyHost(setting: UpstreamTrafficSetting, version: OsmVersion): Problem {
  const matchesAll = compareVersions(version, { major: 1, minor: 2, patch: 0 }) >= 0;
  const effect = matchesAll
    ? 'OSM takes it for the setting of every Service in the mesh and applies its limits to all of them'
    : 'it stands for no Service';
  return {
    what: 'emptyHost',
    on: policyRef('UpstreamTrafficSetting', setting.metadata),
    ...(matchesAll ? { severity: 'critical' } : {}),
    says: `${wordsFor('UpstreamTrafficSetting', setting)} has an empty host: ${effect}.`,
    mend: [lookAtSetting(setting, 'See for which Service it is meant, and write its host')],
  };
}

function unknownHost(setting: UpstreamTrafficSetting): Problem {
  const namespace = namespaceOf(setting);
  return {
    what: 'unknownHost',
    on: policyRef('UpstreamTrafficSetting', setting.metadata),
    says: `${wordsFor('UpstreamTrafficSetting', setting)} has the host ${shown(setting.host)}, which is no Service of its namespace (SERVICE.${namespace}.svc.cluster.local), and no Egress names the setting among its matches: it limits nothing.`,
    mend: [lookAtKinds(['services'], namespace, `See which Services ${namespace} has`)],
  };
}

function judgeDoubles(settings: readonly UpstreamTrafficSetting[]): Problem[] {
  const hosts = Map.groupBy(settings, (setting) => fullNameBeside(setting, setting.host));
  return [...hosts.values()].flatMap((same) => {
    const [first, ...others] = same;
    if (first === undefined || others.length === 0) return [];
    const names = listed(others.map(({ metadata }) => metadata.name));
    return [
      {
        what: 'doubledHost',
        on: policyRef('UpstreamTrafficSetting', first.metadata),
        says: `${wordsFor('UpstreamTrafficSetting', first)} and ${names} have the same host ${shown(first.host)}: OSM takes whichever it finds first.`,
        mend: [lookAtSetting(first, 'See what it sets, and make one setting of them')],
      },
    ];
  });
}

/** Of 400 to 599, which the schema lets through, those that Envoy's enum has. */
const knownCodes = new Set([
  400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423,
  424, 426, 428, 429, 431, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
]);

function judgeStatusCodes(setting: UpstreamTrafficSetting): Problem[] {
  const unknown = setting.responseStatusCodes.filter((code) => !knownCodes.has(code));
  if (unknown.length === 0) return [];
  return [
    {
      what: 'unknownStatusCode',
      on: policyRef('UpstreamTrafficSetting', setting.metadata),
      severity: 'error',
      says: `${wordsFor('UpstreamTrafficSetting', setting)} answers with status ${listed(unknown.map(String))}, which Envoy does not know: sidecars refuse the configuration and keep their old one.`,
      mend: [lookAtSetting(setting, 'See its responseStatusCode; 429 is the usual one')],
    },
  ];
}
