import { defineCheck, type Problem } from '../../model/check.ts';
import type { PolicySubject, TrafficTarget } from '../../model/policies.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { fullNameOf, namesOf } from '../../osm/identities.ts';
import { lookAtPolicy, monitoredNames, policyRef, watchedPolicies } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { lookAtKinds, lookAtNamespace, notesIfPermissive, wordsFor } from './policies.ts';

export const sourcesExist = defineCheck({
  id: 'OSM7002',
  name: 'sources-exist',
  area: 'policy',
  severity: 'warning',
  title: 'Every source of a TrafficTarget exists in the mesh',
  failTitle: 'A source of a TrafficTarget matches nobody',
  why: 'OSM knows callers by the ServiceAccount in their certificate. A source of another kind, without a namespace, that does not exist or is not in the mesh allows nobody, and nothing says so.',
  remedy:
    'Write kind ServiceAccount with its name and namespace, add the namespace of the callers to the mesh, or take the source out.',
  source: 'pkg/catalog/traffictarget.go (E2011) and pkg/smi/client.go ListServiceAccounts, v0.11.1 to v1.2.4',
  explainedBy: ['OSM5001', 'OSM5003', 'OSM5015'],
  reads: ['trafficTargets', 'serviceAccounts', 'memberships', 'meshConfig'],
  itemwise: ['trafficTargets'],
  run({ trafficTargets, serviceAccounts, memberships, meshConfig }) {
    const existing = namesOf(serviceAccounts);
    const monitored = monitoredNames(memberships);
    const faultOf = (source: PolicySubject): Fault | undefined => {
      const { namespace = '' } = source;
      if (source.kind !== 'ServiceAccount') return 'otherKind';
      if (namespace === '') return 'noNamespace';
      if (!existing.has(fullNameOf(source))) return 'missing';
      return monitored.has(namespace) ? undefined : 'outsideMesh';
    };
    const problems = watchedPolicies(trafficTargets, memberships).flatMap((target) => [
      ...(target.sources.length === 0 ? [withoutSources(target)] : []),
      ...[...Map.groupBy(target.sources, faultOf)].flatMap(([fault, sources]) =>
        fault === undefined ? [] : [problemOf(fault, target, sources)],
      ),
    ]);
    return notesIfPermissive(meshConfig, problems);
  },
});

type Fault = 'otherKind' | 'noNamespace' | 'missing' | 'outsideMesh';

/** An allow list may wait for its first caller. */
function withoutSources(target: TrafficTarget): Problem {
  return {
    what: 'noSources',
    on: policyRef('TrafficTarget', target.metadata),
    severity: 'info',
    says: `${wordsFor('TrafficTarget', target)} has no sources, so it allows nobody.`,
    mend: [lookAtPolicy('TrafficTarget', target.metadata, 'See whom it is meant to allow')],
  };
}

function problemOf(fault: Fault, target: TrafficTarget, sources: readonly PolicySubject[]): Problem {
  return {
    what: fault,
    on: policyRef('TrafficTarget', target.metadata),
    says: `${wordsFor('TrafficTarget', target)}: ${saysOf[fault](sources)}.`,
    mend: [
      ...lookFirst(fault, sources),
      lookAtPolicy('TrafficTarget', target.metadata, 'See whom the TrafficTarget names as its sources'),
    ],
  };
}

const saysOf: { readonly [F in Fault]: (sources: readonly PolicySubject[]) => string } = {
  otherKind: (sources) =>
    `it allows ${listed(sources.map(({ kind, name }) => `${kind} ${name}`))}, and OSM takes kind ServiceAccount alone: it leaves them out`,
  noNamespace: (sources) =>
    `it names no namespace for ${listed(sources.map(({ name }) => name))}, and OSM does not fill in its own: it allows nobody`,
  missing: (sources) => `there is no ServiceAccount ${listed(sources.map(fullNameOf))}: it allows nobody`,
  outsideMesh: (sources) =>
    `${listed(sources.map(fullNameOf))} is in a namespace outside the mesh, whose pods get no certificate: it allows nobody`,
};

function lookFirst(fault: Fault, sources: readonly PolicySubject[]): RemedyIntent[] {
  const namespaces = [...new Set(sources.flatMap(({ namespace }) => namespace ?? []))].slice(0, 3);
  switch (fault) {
    case 'missing':
      return namespaces.map((namespace) =>
        lookAtKinds(['serviceaccounts'], namespace, 'See which ServiceAccounts there are'),
      );
    case 'outsideMesh':
      return namespaces.map((namespace) =>
        lookAtNamespace(namespace, 'See to which mesh the callers belong; kube-system never joins one'),
      );
    default:
      return [];
  }
}
