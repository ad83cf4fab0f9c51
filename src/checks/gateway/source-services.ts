import type { Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import type { EndpointSlice, Service } from '../../model/kubernetes.ts';
import type { IngressBackend, PolicySubject } from '../../model/policies.ts';
import { fullNameOf } from '../../osm/identities.ts';
import { lookAtPolicy, policyRef } from './policies.ts';
import { listed } from './words.ts';

/** What sources are looked up in, by full name or by name of the namespace. */
export interface SourceView {
  readonly memberships: ReadonlyMap<string, Membership>;
  readonly services: ReadonlyMap<string, Service>;
  readonly slices: ReadonlyMap<string, readonly EndpointSlice[]>;
}

/** Source Services that are not there as such: without a namespace, missing, or without ready endpoints. */
export function judgeSource(
  { metadata }: IngressBackend,
  sources: readonly PolicySubject[],
  view: SourceView,
): Problem[] {
  const on = policyRef('IngressBackend', metadata);
  const noEffect = `so the whole IngressBackend ${metadata.name} has no effect`;
  const adrift = sources.filter(({ namespace = '' }) => namespace === '');
  const named = sources.filter((source) => !adrift.includes(source));
  const missing = named.filter((source) => !view.services.has(fullNameOf(source)));
  const idle = named.filter((source) => !missing.includes(source) && readyOf(source, view) === 0);
  const does = 'See its sources; name the Service of the ingress controller, with its namespace';
  const lookAtIt = lookAtPolicy('IngressBackend', metadata, does);
  const problems: Problem[] = [];
  if (adrift.length > 0) {
    const says = `Source Service ${listed(adrift.map(({ name }) => name))} has no namespace: OSM finds no endpoints of it, ${noEffect}.`;
    problems.push({ what: 'noNamespace', on, says, mend: [lookAtIt] });
  }
  if (missing.length > 0) {
    const says = `Source Service ${listed(missing.map(fullNameOf))} does not exist, ${noEffect}.`;
    problems.push({ what: 'sourceMissing', on, says, mend: [lookAtIt] });
  }
  if (idle.length > 0) {
    const says = `Source Service ${listed(idle.map(fullNameOf))} has no ready endpoints, ${noEffect}.`;
    problems.push({ what: 'noEndpoints', on, says, mend: [...idle.map(lookAtEndpoints), lookAtIt] });
  }
  return problems;
}

function readyOf(source: PolicySubject, { slices }: SourceView): number {
  return (slices.get(fullNameOf(source)) ?? []).reduce((total, { ready }) => total + ready, 0);
}

/** The Service exists, so its name and namespace are such. */
function lookAtEndpoints({ namespace = '', name }: PolicySubject) {
  return {
    do: 'look' as const,
    does: `See the endpoints of Service ${name}: its pods must run and be ready`,
    args: ['get', 'endpointslices', '-n', namespace, '-l', `kubernetes.io/service-name=${name}`],
  };
}
