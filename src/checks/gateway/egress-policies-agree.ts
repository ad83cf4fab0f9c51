import { defineCheck, type Problem } from '../../model/check.ts';
import type { Egress } from '../../model/policies.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { fullNameOf } from '../../osm/identities.ts';
import { policyRef, watchedPolicies } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { readRange } from './address-range.ts';
import { egressPolicyOff, egressProtocols, isEgressPolicyOn } from './egress-parts.ts';

export const egressPoliciesAgree = defineCheck({
  id: 'OSM8012',
  name: 'egress-policies-agree',
  area: 'gateway',
  severity: 'warning',
  title: 'Egress policies of one identity do not contradict',
  failTitle: 'Egress policies of one identity contradict each other',
  why: 'OSM merges only what is equal. Two rules for one destination reach Envoy as they are, which may refuse the whole list: the sidecar then keeps what it had, and no later change arrives.',
  remedy:
    'Write what one ServiceAccount may call into one Egress, with each port, host and range once and one protocol for each port.',
  source:
    'pkg/catalog/egress.go and pkg/trafficpolicy (deduplication by content), v0.11.1 to v1.2.4. That Envoy refuses them is reasoned from its rules, not tried',
  reads: ['egresses', 'memberships', 'meshConfig'],
  itemwise: ['egresses'],
  run({ egresses, memberships, meshConfig }) {
    const policies = watchedPolicies(egresses, memberships);
    if (!isEgressPolicyOn(meshConfig)) return egressPolicyOff;
    const clashes = new Map<Egress, Clashes>();
    const small = policies.filter((egress) => !isHuge(egress));
    for (const rules of rulesByIdentity(small).values()) findClashes(rules, clashes);
    const problems = policies.flatMap((egress) => problemsOf(egress, clashes.get(egress)));
    if (problems.length > 0 || small.length === policies.length) return problems;
    const huge = policies.filter(isHuge).map(({ metadata }) => fullNameOf(metadata));
    return {
      unknown: `Egress ${listed(huge)} lists more hosts and ranges than can be compared: look at it.`,
    };
  },
});

/** Every host goes with every range: nobody writes so many, but somebody might to stop whoever compares them. */
const mostDestinations = 20_000;

function isHuge({ hosts, ipAddresses, ports }: Egress): boolean {
  return Math.max(1, hosts.length) * Math.max(1, ipAddresses.length) * ports.length > mostDestinations;
}

/** What an Egress asks of the sidecar for one port: where requests must go to be meant, and what happens then. */
interface Rule {
  readonly egress: Egress;
  readonly port: number;
  readonly isHttp: boolean;
  /** Each destination that it is about, as the sidecar tells them apart. */
  readonly destinations: readonly string[];
  /** Equal texts are merged. */
  readonly content: string;
}

interface Clashes {
  readonly mixed: Set<string>;
  readonly overlaps: Set<string>;
  /** Full names of the policies that say otherwise, but for itself. */
  readonly others: Set<string>;
}

/** By ServiceAccount. Rules of a policy that names one twice are equal. */
function rulesByIdentity(policies: readonly Egress[]): Map<string, Rule[]> {
  const found = new Map<string, Rule[]>();
  for (const egress of policies) {
    const rules = rulesOf(egress);
    for (const identity of egress.sources.map(fullNameOf)) {
      const known = found.get(identity);
      if (known === undefined) found.set(identity, [...rules]);
      else known.push(...rules);
    }
  }
  return found;
}

function rulesOf(egress: Egress): Rule[] {
  const { hosts, ipAddresses, matches } = egress;
  const known = egress.ports.filter(({ protocol }) => egressProtocols.includes(protocol));
  const ranges = ipAddresses.flatMap((range) => readRange(range)?.canonical ?? []);
  return known.map(({ number: port, protocol }) => {
    const isHttp = protocol === 'http';
    const names = protocol === 'https' ? hosts : [];
    return {
      egress,
      port,
      isHttp,
      destinations: isHttp
        ? hosts.map((host) => `${host}:${port}`)
        : orAny(ranges).flatMap((range) => orAny(names).map((name) => `${together(range, name)}:${port}`)),
      content: JSON.stringify([protocol, ipAddresses, isHttp ? matches : names]),
    };
  });
}

function orAny(texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? ['any'] : texts;
}

/** A range, a name or both; `any` where neither limits. */
function together(range: string, name: string): string {
  if (name === 'any') return range;
  return range === 'any' ? name : `${name}@${range}`;
}

/** The first rule for a destination stands; whoever says otherwise later is told of. */
function findClashes(rules: readonly Rule[], clashes: Map<Egress, Clashes>): void {
  const byPort = new Map<number, Rule>();
  const byDestination = new Map<string, Rule>();
  for (const rule of rules) {
    const atPort = byPort.get(rule.port) ?? rule;
    byPort.set(rule.port, atPort);
    if (atPort.isHttp !== rule.isHttp) note(clashes, rule, atPort, 'mixed', String(rule.port));
    for (const destination of rule.destinations) {
      const key = `${rule.isHttp} ${destination}`;
      const first = byDestination.get(key) ?? rule;
      byDestination.set(key, first);
      if (first.content !== rule.content) note(clashes, rule, first, 'overlaps', destination);
    }
  }
}

function note(
  clashes: Map<Egress, Clashes>,
  { egress }: Rule,
  first: Rule,
  kind: 'mixed' | 'overlaps',
  word: string,
): void {
  const found = clashes.get(egress) ?? { mixed: new Set(), overlaps: new Set(), others: new Set() };
  clashes.set(egress, found);
  found[kind].add(word);
  if (first.egress !== egress) found.others.add(fullNameOf(first.egress.metadata));
}

function problemsOf({ metadata }: Egress, clashes: Clashes | undefined): Problem[] {
  if (clashes === undefined) return [];
  const { mixed, overlaps, others } = clashes;
  const on = policyRef('Egress', metadata);
  const whose =
    others.size === 0 ? `Egress ${metadata.name}` : `Egress ${metadata.name} and ${listed(others)}`;
  const mend: RemedyIntent[] = [
    {
      do: 'look',
      does: 'See them; write one rule for each destination',
      args: ['get', 'egresses.policy.openservicemesh.io', '-A', '-o', 'yaml'],
    },
  ];
  const sayMixed = `${whose}: port ${listed(mixed)} is http in one rule, and tcp or https in another.`;
  const sayOverlaps = `${whose}: rules for ${listed(overlaps)} that differ, of which Envoy may refuse all.`;
  return [
    ...(mixed.size === 0 ? [] : [{ what: 'mixedProtocols', on, says: sayMixed, mend }]),
    ...(overlaps.size === 0 ? [] : [{ what: 'overlap', on, says: sayOverlaps, mend }]),
  ];
}
