import { defineCheck, type Problem, type Severity } from '../../model/check.ts';
import type { Egress } from '../../model/policies.ts';
import { fullNameOf, namesOf } from '../../osm/identities.ts';
import { compareVersions } from '../../osm/versions.ts';
import { egressPolicyOff, isEgressGlobal, isEgressPolicyOn } from './egress-parts.ts';
import { judgeGroups, judgeSettings, judgeUnknownMatches } from './egress-references.ts';
import { judgeHosts, judgeProtocols, judgeRanges } from './egress-targets.ts';
import { counting, lookAtPolicy, monitoredNames, policyRef } from './policies.ts';
import { listed } from './words.ts';

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
    return counting(egresses, memberships).flatMap((egress) => [
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
function judgeSources(egress: Egress, { monitored, serviceAccounts }: EgressContext): Problem[] {
  const { metadata, sources } = egress;
  const outside = sources.filter(({ namespace = '' }) => !monitored.has(namespace));
  const missing = sources.filter(
    (source) => !outside.includes(source) && !serviceAccounts.has(fullNameOf(source)),
  );
  const whole = missing.length + outside.length === sources.length ? ': it allows nobody anything' : '';
  const named = (some: Egress['sources']) =>
    `Egress ${metadata.name} names ServiceAccount ${listed(some.map(fullNameOf))} as a source`;
  if (sources.length === 0) {
    return [ofSources(egress, 'noSources', `Egress ${metadata.name} names no source${whole}.`)];
  }
  const problems: Problem[] = [];
  if (missing.length > 0) {
    problems.push(ofSources(egress, 'sourceMissing', `${named(missing)}, which does not exist${whole}.`));
  }
  if (outside.length > 0) {
    const says = `${named(outside)}, whose namespace is not in the mesh${whole}.`;
    problems.push(ofSources(egress, 'sourceOutside', says));
  }
  return problems;
}

function ofSources({ metadata }: Egress, what: string, says: string): Problem {
  const does = 'See its sources; name the ServiceAccount of the pods that call';
  return {
    what,
    severity: 'warning',
    on: policyRef('Egress', metadata),
    says,
    mend: [lookAtPolicy('Egress', metadata, does)],
  };
}
