import type { Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import type { EndpointSlice, Service } from '../../model/kubernetes.ts';
import type { IngressBackend, PolicySubject } from '../../model/policies.ts';
import { fullNameOf } from '../../osm/identities.ts';
import { lookAtPolicy, policyRef } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';

/** What sources are looked up in, by full name or by name of the namespace. */
export interface SourceView {
  readonly memberships: ReadonlyMap<string | undefined, Membership>;
  readonly services: ReadonlyMap<string, Service>;
  readonly slices: ReadonlyMap<string, readonly EndpointSlice[]>;
}

type Fault = 'noNamespace' | 'sourceMissing' | 'noEndpoints';

/**
 * Source Services that are not there as such: without a namespace, missing, or without ready endpoints. What ails
 * several IngressBackends in the same way is one finding, on the first.
 */
export function judgeSources(
  policies: readonly IngressBackend[],
  sourcesOf: (policy: IngressBackend) => readonly PolicySubject[],
  view: SourceView,
): Problem[] {
  const faulty = policies.flatMap((policy) => {
    const byFault = Map.groupBy(sourcesOf(policy), (source) => faultOf(source, view));
    return [...byFault].flatMap(([fault, sources]) =>
      fault === undefined ? [] : [{ policy, fault, sources, key: JSON.stringify([fault, namesOf(sources)]) }],
    );
  });
  return [...Map.groupBy(faulty, ({ key }) => key).values()].flatMap((alike) => {
    const names = alike.map(({ policy }) => policy.metadata.name);
    return alike.slice(0, 1).map((first) => problemOf(first, names));
  });
}

function faultOf(source: PolicySubject, view: SourceView): Fault | undefined {
  if ((source.namespace ?? '') === '') return 'noNamespace';
  if (!view.services.has(fullNameOf(source))) return 'sourceMissing';
  return isReady(source, view) ? undefined : 'noEndpoints';
}

function namesOf(sources: readonly PolicySubject[]): string[] {
  return sources.map(({ namespace = '', name }) => (namespace === '' ? name : `${namespace}/${name}`));
}

/** Of one source, and of several. */
const wordsOf: { readonly [F in Fault]: readonly [string, string] } = {
  noNamespace: [
    'has no namespace: OSM finds no endpoints of it',
    'have no namespace: OSM finds no endpoints of them',
  ],
  sourceMissing: ['does not exist', 'do not exist'],
  noEndpoints: ['has no ready endpoints', 'have no ready endpoints'],
};

interface Faulty {
  readonly policy: IngressBackend;
  readonly fault: Fault;
  readonly sources: readonly PolicySubject[];
}

function problemOf({ policy: { metadata }, fault, sources }: Faulty, names: readonly string[]): Problem {
  const whole = names.length === 1 ? 'the whole IngressBackend' : `all ${names.length} IngressBackends`;
  const have = names.length === 1 ? 'has' : 'have';
  const does = 'See its sources; name the Service of the ingress controller, with its namespace';
  return {
    what: fault,
    on: policyRef('IngressBackend', metadata),
    says: `${sources.length === 1 ? 'Source Service' : 'Source Services'} ${listed(namesOf(sources))} ${wordsOf[fault][sources.length === 1 ? 0 : 1]}, so ${whole} ${listed(names)} ${have} no effect.`,
    mend: [
      ...(fault === 'noEndpoints' ? sources.slice(0, 3).map(lookAtEndpoints) : []),
      lookAtPolicy('IngressBackend', metadata, does),
    ],
  };
}

function isReady(source: PolicySubject, { slices }: SourceView): boolean {
  return slices.get(fullNameOf(source))?.some(({ ready }) => ready > 0) === true;
}

/** The Service exists, so its name and namespace are such. */
function lookAtEndpoints({ namespace = '', name }: PolicySubject) {
  return {
    do: 'look' as const,
    does: `See the endpoints of Service ${name}: its pods must run and be ready`,
    args: ['get', 'endpointslices', '-n', namespace, '-l', `kubernetes.io/service-name=${name}`],
  };
}
