import type { Sources } from '../../model/check.ts';
import type { TrafficTarget } from '../../model/policies.ts';
import { fullNameBeside, fullNameOf } from '../../osm/identities.ts';
import { watchedPolicies } from '../../osm/policy-objects.ts';
import { shown } from '../../osm/policy-words.ts';
import { wordsFor } from './policies.ts';
import { rootOf } from './splits.ts';

type Seen = Pick<Sources, 'trafficSplits' | 'egresses' | 'retries' | 'memberships'> & {
  readonly targets: readonly TrafficTarget[];
  /** Of the pods behind each Service, by its full name. */
  readonly identities: ReadonlyMap<string, ReadonlySet<string>>;
};

/** What policies tell of who calls whom. */
export interface Calls {
  /** Identities that a TrafficTarget or an Egress names, as a destination or a source: whoever wrote it knows them. */
  readonly named: ReadonlySet<string>;
  /** Services, by full name, that the mesh certainly calls, with the words that tell from where it is known. */
  readonly services: ReadonlyMap<string, string>;
}

/**
 * Reads from the policies who is called. A source of a TrafficTarget or an Egress is a caller, who need not be
 * called himself. A Retry names a caller and his Service. A split whose root or another backend is opened has callers.
 */
export function knownCallers(seen: Seen): Calls {
  const destinations = new Set(seen.targets.map((target) => fullNameBeside(target, target.destination.name)));
  const sources = [...seen.targets, ...seen.egresses].flatMap((policy) => policy.sources.map(fullNameOf));
  return {
    named: new Set([...destinations, ...sources]),
    services: new Map([...calledBySplits(seen, destinations), ...calledByRetries(seen)]),
  };
}

function calledByRetries({ retries, memberships }: Seen): [string, string][] {
  return watchedPolicies(retries, memberships).flatMap((retry) =>
    retry.destinations
      .filter(({ kind }) => kind === 'Service')
      .map((destination): [string, string] => [
        fullNameOf(destination),
        `${wordsFor('Retry', retry)} names ${shown(fullNameOf(retry.source))} as its caller`,
      ]),
  );
}

function calledBySplits(
  { trafficSplits, memberships, identities }: Seen,
  destinations: ReadonlySet<string>,
): [string, string][] {
  const isOpen = (service: string) =>
    [...destinations].some((identity) => identities.get(service)?.has(identity));
  return watchedPolicies(trafficSplits, memberships).flatMap((split) => {
    const weighted = split.backends.filter(({ weight }) => weight > 0).map(({ service }) => service);
    const backends = weighted.map((name) => fullNameBeside(split, name));
    const root = fullNameBeside(split, rootOf(split));
    if (![root, ...backends].some(isOpen)) return [];
    return backends.map((service): [string, string] => [
      service,
      `${wordsFor('TrafficSplit', split)} sends it a share of calls`,
    ]);
  });
}
