import { defineCheck, type Problem } from '../../model/check.ts';
import { fewOf } from '../../model/few-of.ts';
import type { Egress } from '../../model/policies.ts';
import { lookAtPolicy, policyRef, watchedPolicies } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { compareVersions } from '../../osm/versions.ts';
import {
  byAddress,
  egressPolicyOff,
  isEgressGlobal,
  isEgressPolicyOn,
  matchInWords,
  matchIs,
  portsWith,
  unreadableRanges,
} from './egress-parts.ts';

export const egressOpensNoMore = defineCheck({
  id: 'OSM8011',
  name: 'egress-opens-no-more',
  area: 'gateway',
  severity: 'error',
  title: 'No Egress opens more than it says',
  failTitle: 'An Egress opens more than it says',
  why: 'Where OSM cannot use what limits an Egress it leaves the limit out and not the policy: pods may then call every address on that port, or every path of a host.',
  remedy:
    'Write ranges that can be read. Limit tcp by ipAddresses and https by hosts; paths and methods can be limited on http ports alone.',
  source: 'pkg/envoy/lds/egress.go and pkg/catalog/egress.go, v0.11.1 to v1.2.4',
  reads: ['egresses', 'memberships', 'meshConfig', 'osmRelease'],
  itemwise: ['egresses'],
  run({ egresses, memberships, meshConfig, osmRelease: { version } }) {
    const hasSettings = compareVersions(version, { major: 1, minor: 1, patch: 0 }) >= 0;
    const policies = watchedPolicies(egresses, memberships);
    if (!isEgressPolicyOn(meshConfig)) return egressPolicyOff;
    if (isEgressGlobal(meshConfig)) {
      return { notApplicable: 'Global egress is on: every address is open anyway (OSM4005).' };
    }
    return policies.flatMap((egress) => [
      ...judgeRanges(egress),
      ...judgeHosts(egress),
      ...judgeMatches(egress, hasSettings),
    ]);
  },
});

function judgeRanges(egress: Egress): Problem[] {
  const { metadata, hosts, ipAddresses } = egress;
  const byName = hosts.length === 0 ? [] : portsWith(egress, ['https']);
  const ports = portsWith(egress, byAddress).filter((port) => !byName.includes(port));
  const unreadable = unreadableRanges(egress);
  if (unreadable.length === 0 || unreadable.length < ipAddresses.length) return [];
  if (ports.length === 0) return byName.length === 0 ? [] : [rangesLost(egress, unreadable, byName)];
  return [
    {
      what: 'failsOpen',
      severity: 'critical',
      on: policyRef('Egress', metadata),
      says: `Egress ${metadata.name}: OSM can read none of ${listed(unreadable)} as a range and leaves them out, so every address may be called on port ${listed(ports)}.`,
      mend: [lookAtPolicy('Egress', metadata, 'See its ipAddresses; write ranges such as 10.0.0.0/16')],
    },
  ];
}

/** The sidecar goes on comparing the name that a TLS client asks for (SNI), which the client writes itself. */
function rangesLost({ metadata }: Egress, unreadable: readonly string[], ports: readonly number[]): Problem {
  return {
    what: 'rangesLost',
    severity: 'warning',
    on: policyRef('Egress', metadata),
    says: `Egress ${metadata.name}: OSM can read none of ${listed(unreadable)} as a range and leaves them out, so port ${listed(ports)} is limited by the names of its hosts alone.`,
    mend: [lookAtPolicy('Egress', metadata, 'See its ipAddresses; write ranges such as 10.0.0.0/16')],
  };
}

/** Nothing in TCP names a host, so hosts limit nothing there. */
function judgeHosts(egress: Egress): Problem[] {
  const { metadata, hosts, ipAddresses } = egress;
  const ports = portsWith(egress, ['tcp', 'tcp-server-first']);
  if (ports.length === 0 || hosts.length === 0 || ipAddresses.length > 0) return [];
  return [
    {
      what: 'hostsIgnored',
      on: policyRef('Egress', metadata),
      says: `Egress ${metadata.name} names the hosts ${listed(hosts)}, but port ${listed(ports)} is tcp, where hosts do not count: every address may be called on it.`,
      mend: [lookAtPolicy('Egress', metadata, 'See it; write ipAddresses, or https where it is TLS')],
    },
  ];
}

function judgeMatches(egress: Egress, hasSettings: boolean): Problem[] {
  const { metadata, matches } = egress;
  const on = policyRef('Egress', metadata);
  const plain = portsWith(egress, ['http']);
  const others = portsWith(egress, byAddress);
  const routes = matches.filter((match) => matchIs(match, hasSettings) === 'routes');
  const unknown = matches.filter((match) => matchIs(match, hasSettings) === 'unknown');
  if (routes.length > 0 && others.length > 0) {
    return [
      {
        what: 'routesUnused',
        severity: plain.length === 0 ? 'warning' : 'info',
        on,
        says: `Egress ${metadata.name} limits requests by HTTPRouteGroup ${listed(routes.map(({ name }) => name))}, which does not count on port ${listed(others)}: it is no http.`,
        mend: [lookAtPolicy('Egress', metadata, 'See its ports and matches')],
      },
    ];
  }
  if (routes.length > 0 || unknown.length === 0 || plain.length === 0) return [];
  return [
    {
      what: 'routesOpen',
      on,
      says: `Egress ${metadata.name} limits requests by ${fewOf(unknown.map(matchInWords))}, which OSM does not know: every path of its hosts is open on port ${listed(plain)}.`,
      mend: [
        lookAtPolicy('Egress', metadata, 'See its matches; HTTPRouteGroup is of specs.smi-spec.io/v1alpha4'),
      ],
    },
  ];
}
