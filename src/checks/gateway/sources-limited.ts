import { defineCheck, type Problem } from '../../model/check.ts';
import type { IngressBackend } from '../../model/policies.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { lookAtPolicy, policyRef } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { isAddress, readRange } from './address-range.ts';
import { isHttp, openBackends } from './ingress-protocol.ts';
import { countingBackends, patchList } from './policies.ts';

export const sourcesLimited = defineCheck({
  id: 'OSM8003',
  name: 'sources-limited',
  area: 'gateway',
  severity: 'error',
  title: 'Every IngressBackend says who may come in',
  failTitle: 'An IngressBackend lets in every address',
  why: 'An IngressBackend opens pods to plain requests from outside the mesh. Without a source that limits addresses, everybody who reaches the pod is let in, past mTLS and access policies.',
  remedy:
    'Name the Service of the ingress controller as the source, or the ranges of its addresses. Principals of certificates count for https backends only.',
  source: 'pkg/catalog/ingress.go and pkg/envoy/lds/ingress.go, v0.11.1 to v1.2.4',
  reads: ['ingressBackends', 'memberships'],
  itemwise: ['ingressBackends'],
  run({ ingressBackends, memberships }) {
    return countingBackends(ingressBackends, memberships).flatMap(judge);
  },
});

/** What limits addresses: Services with endpoints (OSM8002), and ranges that can be read. */
function judge(policy: IngressBackend): Problem[] {
  const { sources } = policy;
  const ranges = sources.filter(({ kind }) => kind === 'IPRange').map(({ name }) => name);
  const readable = ranges.filter((range) => readRange(range) !== undefined);
  const everything = ranges.filter((range) => readRange(range)?.prefix === 0);
  const isLimited = sources.some(({ kind }) => kind === 'Service') || readable.length > 0;
  const open = openBackends(policy);
  if (everything.length > 0) return open.length === 0 ? [] : [anyAddress(policy, everything, open)];
  if (isLimited) return ignoredPrincipals(policy);
  if (ranges.length > 0) return open.length === 0 ? [] : [failsOpen(policy, ranges, open)];
  return open.length === 0 ? [] : [withoutLimit(policy, open)];
}

function portsOf(backends: IngressBackend['backends']): string {
  return listed(backends.map(({ name, port }) => `${name}:${port}`));
}

function anyAddress(
  { metadata }: IngressBackend,
  ranges: readonly string[],
  open: IngressBackend['backends'],
): Problem {
  return {
    what: 'anyAddress',
    on: policyRef('IngressBackend', metadata),
    says: `IngressBackend ${metadata.name} names ${listed(ranges)} as a source: every address may call ${portsOf(open)} past mTLS and access policies.`,
    mend: [lookAtPolicy('IngressBackend', metadata, 'See its sources; name the ingress controller instead')],
  };
}

function failsOpen(
  policy: IngressBackend,
  ranges: readonly string[],
  open: IngressBackend['backends'],
): Problem {
  const { metadata } = policy;
  return {
    what: 'failsOpen',
    severity: 'critical',
    on: policyRef('IngressBackend', metadata),
    says: `IngressBackend ${metadata.name}: OSM can't read ${listed(ranges)} as a range and leaves it out; no source remains, so every address may call ${portsOf(open)}.`,
    mend: mendRanges(policy, ranges),
  };
}

/** An address without its prefix is the one mistake of which it is certain what was meant. */
function mendRanges({ metadata, sources }: IngressBackend, ranges: readonly string[]): RemedyIntent[] {
  const look = lookAtPolicy('IngressBackend', metadata, 'See its sources; write ranges such as 10.0.0.0/16');
  if (!ranges.every(isAddress)) return [look];
  const after = sources.map((source) =>
    source.kind === 'IPRange' ? { ...source, name: `${source.name}/32` } : source,
  );
  const change = { field: 'sources', before: sources, after };
  return [patchList('IngressBackend', metadata, change, { does: 'Write each address with its prefix' })];
}

function withoutLimit({ metadata, sources }: IngressBackend, open: IngressBackend['backends']): Problem {
  const on = policyRef('IngressBackend', metadata);
  const does = 'See its sources; add the Service of the ingress controller';
  const mend = [lookAtPolicy('IngressBackend', metadata, does)];
  const everybody = `every address may call ${portsOf(open)}`;
  if (sources.length === 0) {
    const says = `IngressBackend ${metadata.name} names no source: ${everybody} past mTLS and access policies.`;
    return { what: 'noSources', on, says, mend };
  }
  const kinds = listed(sources.map(({ kind }) => kind));
  const says = `IngressBackend ${metadata.name} names only ${kinds} as sources, which limit no address where no certificate is verified: ${everybody}.`;
  return { what: 'principalsOnly', on, says, mend };
}

/** Beside https backends the principals are there for those. */
function ignoredPrincipals({ metadata, backends, sources }: IngressBackend): Problem[] {
  const principals = sources.filter(({ kind }) => kind === 'AuthenticatedPrincipal');
  if (principals.length === 0 || backends.some((backend) => !isHttp(backend))) return [];
  return [
    {
      what: 'principalIgnored',
      severity: 'warning',
      on: policyRef('IngressBackend', metadata),
      says: `IngressBackend ${metadata.name} names ${listed(principals.map(({ name }) => name))} as principals, but its backends are http: only addresses are judged, certificates are not.`,
      mend: [
        lookAtPolicy('IngressBackend', metadata, 'See its backends; principals count where they are https'),
      ],
    },
  ];
}
