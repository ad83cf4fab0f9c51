import { defineCheck, type Problem } from '../../model/check.ts';
import type { OsmVersion } from '../../model/facts.ts';
import { object } from '../../model/json.ts';
import type { Service } from '../../model/kubernetes.ts';
import type { PolicySubject, Retry } from '../../model/policies.ts';
import { fullNameOf, namesOf } from '../../osm/identities.ts';
import { lookAtPolicy, policyRef, watchedPolicies } from '../../osm/policy-objects.ts';
import { listed, shown } from '../../osm/policy-words.ts';
import { protocolOf } from '../../osm/port-protocol.ts';
import { wordsFor } from './policies.ts';
import { judgeRetryPolicy } from './retry-policy.ts';

export const retriesEffective = defineCheck({
  id: 'OSM7014',
  name: 'retries-effective',
  area: 'policy',
  severity: 'warning',
  title: 'Every Retry names who calls whom, in words OSM reads',
  failTitle: 'A Retry has no effect',
  why: 'OSM passes over a Retry whose source or destination it does not find: failed requests are not tried again, and nothing but a line in the log of osm-controller says so. That the flag is off is OSM4019.',
  remedy:
    'Name a ServiceAccount as the source and HTTP Services as destinations, each with its namespace; keep one Retry for each pair; write durations such as 2s.',
  source: 'pkg/catalog/retry.go and pkg/policy/client.go ListRetryPolicies, v1.1.0 to v1.2.4',
  reads: ['retries', 'serviceAccounts', 'services', 'memberships', 'meshConfig', 'osmRelease'],
  run({ retries, serviceAccounts, services, memberships, meshConfig, osmRelease }) {
    const existing = namesOf(serviceAccounts);
    const known: Known = {
      services: new Map(services.map((service) => [fullNameOf(service.metadata), service])),
      version: osmRelease.version,
    };
    const here = watchedPolicies(retries, memberships);
    const problems = [
      ...here.flatMap((retry) => [
        ...judgeSource(retry, existing),
        ...judgeDestinations(retry, known),
        ...judgeRetryPolicy(retry),
      ]),
      ...judgePairs(here),
    ];
    const isOn = object(meshConfig.spec['featureFlags'])['enableRetryPolicy'] === true;
    return isOn ? problems : problems.map((problem) => ({ ...problem, severity: 'info' }));
  },
});

function problem(what: string, retry: Retry, says: string): Problem {
  const on = policyRef('Retry', retry.metadata);
  return {
    what,
    on,
    says: `${wordsFor('Retry', retry)} ${says}.`,
    mend: [lookAtPolicy('Retry', retry.metadata, 'See its source, its destinations and its policy')],
  };
}

function judgeSource(retry: Retry, existing: ReadonlySet<string>): Problem[] {
  const { source } = retry;
  if (source.kind !== 'ServiceAccount') {
    const says = `has a source of kind ${shown(source.kind)}, and OSM takes ServiceAccount alone: it does nothing`;
    return [problem('sourceKind', retry, says)];
  }
  if (existing.has(fullNameOf(source))) return [];
  const says = `is for calls of ServiceAccount ${shown(fullNameOf(source))}, which does not exist: it does nothing`;
  return [problem('sourceMissing', retry, says)];
}

interface Known {
  readonly services: ReadonlyMap<string, Service>;
  readonly version: OsmVersion;
}

function judgeDestinations(retry: Retry, known: Known): Problem[] {
  const judged = Map.groupBy(retry.destinations, (destination) => faultOf(destination, known));
  return [...judged].flatMap(([fault, destinations]) => {
    if (fault === undefined) return [];
    return [problem(fault, retry, saysOf[fault](destinations))];
  });
}

type Fault = 'destinationKind' | 'destinationMissing' | 'notHttp';

function faultOf(destination: PolicySubject, { services, version }: Known): Fault | undefined {
  if (destination.kind !== 'Service') return 'destinationKind';
  const service = services.get(fullNameOf(destination));
  if (service === undefined) return 'destinationMissing';
  return hasOnlyTcp(service, version) ? 'notHttp' : undefined;
}

function hasOnlyTcp({ ports }: Service, version: OsmVersion): boolean {
  return (
    ports.length > 0 &&
    ports.every((port) => {
      const protocol = protocolOf(port, version);
      return protocol.is === 'known' && protocol.protocol.startsWith('tcp');
    })
  );
}

const saysOf: { readonly [F in Fault]: (destinations: readonly PolicySubject[]) => string } = {
  destinationKind: (destinations) =>
    `has a destination of kind ${listed(destinations.map(({ kind }) => kind))}, and OSM takes Service alone: it passes over that one`,
  destinationMissing: (destinations) =>
    `is for calls to Service ${listed(destinations.map(fullNameOf))}, which does not exist: it does nothing there`,
  notHttp: (destinations) =>
    `is for calls to Service ${listed(destinations.map(fullNameOf))}, whose ports are all TCP: only HTTP requests are tried again`,
};

/** OSM takes the first that it finds for a caller and a Service; told once of the first of the list. */
function judgePairs(retries: readonly Retry[]): Problem[] {
  const pairs = retries.flatMap((retry) =>
    [...new Set(retry.destinations.map(fullNameOf))].map((destination) => ({ retry, destination })),
  );
  const rivals = new Map<Retry, { destination: string; others: string[] }>();
  const byPair = Map.groupBy(pairs, ({ retry, destination }) =>
    JSON.stringify([fullNameOf(retry.source), destination]),
  );
  for (const [first, ...others] of byPair.values()) {
    if (first === undefined || others.length === 0) continue;
    const known = rivals.get(first.retry) ?? { destination: first.destination, others: [] };
    known.others.push(...others.map(({ retry }) => fullNameOf(retry.metadata)));
    rivals.set(first.retry, known);
  }
  return [...rivals].map(([retry, { destination, others }]) => {
    const calls = `of ${shown(fullNameOf(retry.source))} to ${shown(destination)}`;
    const says = `and ${listed(others)} are for the same calls, ${calls}: OSM takes whichever it finds first`;
    return problem('doubled', retry, says);
  });
}
