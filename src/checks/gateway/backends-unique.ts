import { defineCheck, type Problem } from '../../model/check.ts';
import type { OsmVersion } from '../../model/facts.ts';
import type { IngressBackend } from '../../model/policies.ts';
import { fullNameBeside } from '../../osm/identities.ts';
import { policyRef } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { compareVersions, showVersion } from '../../osm/versions.ts';
import { asWritten, countingBackends, lookAtPolicies, patchBackends } from './policies.ts';

export const backendsUnique = defineCheck({
  id: 'OSM8004',
  name: 'backends-unique',
  area: 'gateway',
  severity: 'error',
  title: 'No two IngressBackends are about the same pods and port',
  failTitle: 'Several IngressBackends are about the same backend',
  why: 'OSM uses one IngressBackend for a Service and leaves the other out without a word: whoever it should let in is refused. Up to 1.1 that holds for all ports of the Service.',
  remedy: 'Write one IngressBackend with all sources, and delete the other.',
  source:
    'pkg/policy/client.go GetIngressBackendPolicy and pkg/validator/validators.go, v0.11.1 to v1.2.4. The webhook of 1.2 does not find the second object',
  reads: ['ingressBackends', 'memberships', 'osmRelease'],
  itemwise: ['ingressBackends'],
  run({ ingressBackends, memberships, osmRelease: { version } }) {
    const policies = countingBackends(ingressBackends, memberships);
    return [...policies.flatMap(judgeDoubles), ...judgeOverlaps(policies, version)];
  },
});

/** The same port twice in one object: two rules of the sidecar for one port. */
function judgeDoubles(policy: IngressBackend): Problem[] {
  const { metadata, backends } = policy;
  const byPort = Map.groupBy(backends, portOf);
  const twice = [...byPort].filter(([, same]) => same.length > 1);
  if (twice.length === 0) return [];
  const once = [
    ...new Map(backends.map((backend) => [JSON.stringify(asWritten(backend)), backend])).values(),
  ];
  const isCertain = once.length === byPort.size;
  const does = 'Write each backend once';
  return [
    {
      what: 'twice',
      on: policyRef('IngressBackend', metadata),
      says: `IngressBackend ${metadata.name} lists ${listed(twice.map(([port]) => port))} more than once: the webhook of OSM 1.2 refuses that, and Envoy may refuse both rules.`,
      mend: isCertain
        ? [patchBackends(policy, once, { does })]
        : [lookAtPolicies('IngressBackend', metadata, `${does}: they differ, so see which is meant`)],
    },
  ];
}

function portOf({ name, port }: IngressBackend['backends'][number]): string {
  return `${name}:${port}`;
}

/** From 1.2 on only the same port is in conflict; before, the first object that names the Service wins for all. */
function judgeOverlaps(policies: readonly IngressBackend[], version: OsmVersion): Problem[] {
  const byPort = compareVersions(version, { major: 1, minor: 2, patch: 0 }) >= 0;
  const first = new Map<string, IngressBackend>();
  return policies.flatMap((policy) => {
    const others = new Map<IngressBackend, string[]>();
    for (const backend of policy.backends) {
      const backendName = byPort ? portOf(backend) : backend.name;
      const key = fullNameBeside(policy, backendName);
      const other = first.get(key) ?? policy;
      first.set(key, other);
      if (other !== policy) others.set(other, [...(others.get(other) ?? []), backendName]);
    }
    return others.size === 0 ? [] : [overlap(policy, others, version)];
  });
}

function overlap(
  { metadata }: IngressBackend,
  others: ReadonlyMap<IngressBackend, readonly string[]>,
  version: OsmVersion,
): Problem {
  const names = listed([...others.keys()].map((other) => other.metadata.name));
  const backends = listed([...others.values()].flat());
  return {
    what: 'sameBackend',
    on: policyRef('IngressBackend', metadata),
    says: `IngressBackend ${metadata.name} is about ${backends}, and so is ${names}: OSM ${showVersion(version)} uses one of them and ignores the other.`,
    mend: [
      lookAtPolicies(
        'IngressBackend',
        metadata,
        'See both; write what they say into one, and delete the other',
      ),
    ],
  };
}
