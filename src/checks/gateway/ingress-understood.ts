import { defineCheck, type Problem } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import { fewOf } from '../../model/few-of.ts';
import type { IngressBackend } from '../../model/policies.ts';
import { fullNameOf } from '../../osm/identities.ts';
import { lookAtPolicy, policyRef } from '../../osm/policy-objects.ts';
import { listed, shown } from '../../osm/policy-words.ts';
import { meshConfigRef, setKey, valueAt } from '../mesh-config/spec-values.ts';
import { readRange } from './address-range.ts';
import { isHttp, isHttps, openBackends } from './ingress-protocol.ts';
import { countingBackends } from './policies.ts';

const flag = 'spec.featureFlags.enableIngressBackendPolicy';
const sourceKinds: readonly string[] = ['Service', 'AuthenticatedPrincipal', 'IPRange'];

export const ingressUnderstood = defineCheck({
  id: 'OSM8013',
  name: 'ingress-understood',
  area: 'gateway',
  severity: 'error',
  title: 'OSM makes use of all that IngressBackends say',
  failTitle: 'An IngressBackend says what OSM does not use',
  why: 'Its schema takes any protocol and any kind of source. What OSM does not know it leaves out without a word, and matches are not implemented in any release.',
  remedy:
    'Write what OSM knows: protocol http or https, sources of the kinds Service, AuthenticatedPrincipal and IPRange. Limit paths and methods at the ingress controller.',
  source:
    'pkg/catalog/ingress.go, pkg/envoy/lds/ingress.go and pkg/validator/validators.go, v0.11.1 to v1.2.4',
  reads: ['ingressBackends', 'memberships', 'meshConfig', 'osmRelease'],
  itemwise: ['ingressBackends'],
  run({ ingressBackends, memberships, meshConfig, osmRelease: { version } }) {
    const policies = countingBackends(ingressBackends, memberships);
    // The only release that reads the flag.
    const isOff = version.major === 0 && valueAt(meshConfig, flag) !== true;
    if (isOff && policies.length > 0) return [switchedOff(meshConfig, policies)];
    return policies.flatMap((policy) => [
      ...judgeProtocols(policy),
      ...judgeKinds(policy),
      ...judgeRanges(policy),
      ...judgeMatches(policy),
      ...judgeTls(policy),
    ]);
  },
});

function switchedOff(meshConfig: MeshConfig, policies: readonly IngressBackend[]): Problem {
  const names = policies.map(({ metadata }) => fullNameOf(metadata));
  return {
    what: 'switchedOff',
    severity: 'warning',
    on: meshConfigRef(meshConfig),
    says: `OSM v0.11.1 ignores ${policies.length} IngressBackend (${listed(names)}), since ${flag} is not true.`,
    mend: [
      setKey(meshConfig, flag, true, {
        does: 'Switch IngressBackend on, for the whole mesh: Ingress objects alone then let in nobody',
        risk: 'cutsTraffic',
      }),
    ],
  };
}

function judgeProtocols({ metadata, backends }: IngressBackend): Problem[] {
  const unknown = backends.filter((backend) => !isHttp(backend) && !isHttps(backend));
  if (unknown.length === 0) return [];
  const words = fewOf(
    unknown.map(({ name, port, protocol }) => `${shown(`${name}:${port}`)} as ${shown(protocol)}`),
  );
  return [
    {
      what: 'unknownProtocol',
      on: policyRef('IngressBackend', metadata),
      says: `IngressBackend ${metadata.name} lists ${words}: OSM knows http and https and opens no other.`,
      mend: [lookAtPolicy('IngressBackend', metadata, 'See its backends; write http or https')],
    },
  ];
}

function judgeKinds({ metadata, sources }: IngressBackend): Problem[] {
  const unknown = sources.filter(({ kind }) => !sourceKinds.includes(kind));
  if (unknown.length === 0) return [];
  return [
    {
      what: 'unknownSource',
      on: policyRef('IngressBackend', metadata),
      says: `IngressBackend ${metadata.name} names ${fewOf(unknown.map(({ kind, name }) => `${shown(kind)} ${shown(name)}`))} as a source: OSM knows ${sourceKinds.join(', ')} and leaves it out.`,
      mend: [lookAtPolicy('IngressBackend', metadata, 'See its sources; write the kind as OSM does')],
    },
  ];
}

/** Where none is left beside them, they open the backend: that is OSM8003's. */
function judgeRanges(policy: IngressBackend): Problem[] {
  const { metadata, sources } = policy;
  const ranges = sources.filter(({ kind }) => kind === 'IPRange').map(({ name }) => name);
  const unreadable = ranges.filter((range) => readRange(range) === undefined);
  const others = unreadable.length < ranges.length || sources.some(({ kind }) => kind === 'Service');
  if (unreadable.length === 0 || (!others && openBackends(policy).length > 0)) return [];
  return [
    {
      what: 'rangeIgnored',
      on: policyRef('IngressBackend', metadata),
      says: `IngressBackend ${metadata.name}: OSM can't read ${listed(unreadable)} as a range and leaves it out${others ? '; who comes from there is refused' : ', so the address no longer counts'}.`,
      mend: [lookAtPolicy('IngressBackend', metadata, 'See its sources; write ranges such as 10.0.0.0/16')],
    },
  ];
}

function judgeMatches({ metadata, matches }: IngressBackend): Problem[] {
  if (matches === 0) return [];
  return [
    {
      what: 'matchesIgnored',
      severity: 'warning',
      on: policyRef('IngressBackend', metadata),
      says: `IngressBackend ${metadata.name} lists matches (${matches}), which no release of OSM reads, so every path and method is open.`,
      mend: [
        lookAtPolicy('IngressBackend', metadata, 'See its matches; limit paths at the ingress controller'),
      ],
    },
  ];
}

function judgeTls({ metadata, backends }: IngressBackend): Problem[] {
  const unused = backends.filter((backend) => isHttp(backend) && backend.tls !== undefined);
  if (unused.length === 0) return [];
  return [
    {
      what: 'tlsUnused',
      severity: 'info',
      on: policyRef('IngressBackend', metadata),
      says: `IngressBackend ${metadata.name} gives tls to ${listed(unused.map(({ name, port }) => `${name}:${port}`))}, which is http: OSM uses it for https alone.`,
      mend: [lookAtPolicy('IngressBackend', metadata, 'See its backends; if TLS is meant, write https')],
    },
  ];
}
