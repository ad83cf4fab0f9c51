import { defineCheck, type Problem, type Severity } from '../../model/check.ts';
import type { Egress } from '../../model/policies.ts';
import { fullNameOf, namesOf } from '../../osm/identities.ts';
import { lookAtPolicy, monitoredNames, policyRef, watchedPolicies } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { compareVersions } from '../../osm/versions.ts';
import { egressPolicyOff, isEgressGlobal, isEgressPolicyOn } from './egress-parts.ts';
import { judgeGroups, judgeSettings, judgeUnknownMatches } from './egress-references.ts';
import { judgeHosts, judgeProtocols, judgeRanges } from './egress-targets.ts';

/** What is looked up for every Egress. */
interface EgressContext {
  readonly serviceAccounts: ReadonlySet<string>;
  readonly monitored: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  readonly settings: ReadonlySet<string>;
  /** UpstreamTrafficSettings came with v1.1.0. */
  readonly hasSettings: boolean;
  /** How bad it is when something is not allowed: while global egress is on, it is allowed all the same. */
  readonly notAllowed: Severity;
}

export const egressAllows = defineCheck({
  id: 'OSM8010',
  name: 'egress-allows',
  area: 'gateway',
  severity: 'error',
  title: 'Every Egress allows what it says',
  failTitle: 'An Egress does not allow what it says',
  why: 'OSM accepts an Egress with a protocol in capitals, without hosts, or with references to what is not there, and leaves that part out. The calls that it should allow are refused while global egress is off.',
  remedy:
    'Write protocols in lower case and hosts for http, and name ServiceAccounts, HTTPRouteGroups and UpstreamTrafficSettings that exist.',
  source:
    'pkg/catalog/egress.go, pkg/policy/client.go, pkg/envoy/lds/egress.go and pkg/validator/validators.go, v0.11.1 to v1.2.4. The webhook sees no object that is older than the membership of its namespace, so stored objects are judged by its rules too',
  explainedBy: ['OSM5001', 'OSM5003', 'OSM5015'],
  reads: [
    'egresses',
    'httpRouteGroups',
    'memberships',
    'meshConfig',
    'osmRelease',
    'serviceAccounts',
    'upstreamTrafficSettings',
  ],
  itemwise: ['egresses'],
  ifInstalled: ['upstreamTrafficSettings'],
  run(seen) {
    const { egresses, memberships, meshConfig, osmRelease } = seen;
    const context: EgressContext = {
      serviceAccounts: namesOf(seen.serviceAccounts),
      monitored: monitoredNames(memberships),
      groups: namesOf(seen.httpRouteGroups),
      settings: namesOf(seen.upstreamTrafficSettings),
      hasSettings: compareVersions(osmRelease.version, { major: 1, minor: 1, patch: 0 }) >= 0,
      notAllowed: isEgressGlobal(meshConfig) ? 'info' : 'error',
    };
    if (!isEgressPolicyOn(meshConfig)) return egressPolicyOff;
    return watchedPolicies(egresses, memberships).flatMap((egress) => [
      ...judgeProtocols(egress, context),
      ...judgeHosts(egress),
      ...judgeRanges(egress, context),
      ...judgeGroups(egress, context),
      ...judgeSettings(egress, context),
      ...judgeUnknownMatches(egress, context),
      ...judgeSources(egress, context),
    ]);
  },
});

/** Sources that stand for no pod of the mesh: whoever is meant goes without. */
function judgeSources(egress: Egress, context: EgressContext): Problem[] {
  const { monitored, serviceAccounts, notAllowed } = context;
  const severity = notAllowed === 'info' ? 'info' : 'warning';
  const { metadata, sources } = egress;
  const outside = sources.filter(({ namespace = '' }) => !monitored.has(namespace));
  const missing = sources.filter(
    (source) => !outside.includes(source) && !serviceAccounts.has(fullNameOf(source)),
  );
  const whole = missing.length + outside.length === sources.length ? ': it allows nobody anything' : '';
  const named = (some: Egress['sources']) =>
    `Egress ${metadata.name} names ServiceAccount ${listed(some.map(fullNameOf))} as a source`;
  if (sources.length === 0) {
    return [ofSources(egress, 'noSources', severity, `Egress ${metadata.name} names no source${whole}.`)];
  }
  const problems: Problem[] = [];
  if (missing.length > 0) {
    const says = `${named(missing)}, which does not exist${whole}.`;
    problems.push(ofSources(egress, 'sourceMissing', severity, says));
  }
  if (outside.length > 0) {
    const says = `${named(outside)}, whose namespace is not in the mesh${whole}.`;
    problems.push(ofSources(egress, 'sourceOutside', severity, says));
  }
  return problems;
}

function ofSources({ metadata }: Egress, what: string, severity: Severity, says: string): Problem {
  const does = 'See its sources; name the ServiceAccount of the pods that call';
  return {
    what,
    severity,
    on: policyRef('Egress', metadata),
    says,
    mend: [lookAtPolicy('Egress', metadata, does)],
  };
}
