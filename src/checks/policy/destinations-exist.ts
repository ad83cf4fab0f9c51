import { defineCheck, type Problem } from '../../model/check.ts';
import type { NamedObject } from '../../model/custom-resources.ts';
import type { TrafficTarget } from '../../model/policies.ts';
import { fullNameBeside, identityOf, namesOf } from '../../osm/identities.ts';
import { lookAtPolicy, policyRef } from '../../osm/policy-objects.ts';
import { listed, shown } from '../../osm/policy-words.ts';
import {
  aimedTargets,
  lookAtAccounts,
  lookAtKinds,
  namespaceOf,
  notesIfPermissive,
  wordsFor,
} from './policies.ts';

export const destinationsExist = defineCheck({
  id: 'OSM7001',
  name: 'destinations-exist',
  area: 'policy',
  severity: 'error',
  title: 'The destination of every TrafficTarget exists',
  failTitle: 'A TrafficTarget leads to nobody',
  why: 'A TrafficTarget opens the pods of one ServiceAccount. Where there is no such account it opens nothing, and the calls it was meant to allow are refused; nothing says so.',
  remedy:
    'Write the name of the ServiceAccount that the pods run as, or create it and run them as it, or delete the TrafficTarget.',
  source: 'pkg/catalog/inbound_traffic_policies.go and pkg/smi/client.go, v0.11.1 to v1.2.4',
  reads: ['trafficTargets', 'serviceAccounts', 'pods', 'memberships', 'meshConfig'],
  itemwise: ['trafficTargets'],
  run({ trafficTargets, serviceAccounts, pods, memberships, meshConfig }) {
    const existing = namesOf(serviceAccounts);
    const used = new Set(pods.map(identityOf));
    const named = Map.groupBy(serviceAccounts, namespaceOf);
    const problems = aimedTargets(trafficTargets, memberships)
      .filter(({ destination }) => destination.kind === 'ServiceAccount')
      .flatMap((target): Problem[] => {
        const identity = fullNameBeside(target, target.destination.name);
        if (!existing.has(identity)) return [missing(target, named.get(namespaceOf(target)) ?? [])];
        return used.has(identity) ? [] : [unused(target)];
      });
    return notesIfPermissive(meshConfig, problems);
  },
});

function missing(target: TrafficTarget, here: readonly NamedObject[]): Problem {
  const namespace = namespaceOf(target);
  const others = listed(here.map(({ metadata }) => metadata.name));
  return {
    what: 'missing',
    on: policyRef('TrafficTarget', target.metadata),
    says: `${wordsFor('TrafficTarget', target)} opens ServiceAccount ${shown(target.destination.name)}, which does not exist: it allows nothing. The namespace has ${others === '' ? 'none' : others}.`,
    mend: [
      lookAtKinds(['serviceaccounts'], namespace, `See which ServiceAccounts ${namespace} has`),
      lookAtPolicy('TrafficTarget', target.metadata, 'See what the TrafficTarget is meant to open'),
    ],
  };
}

function unused(target: TrafficTarget): Problem {
  return {
    what: 'unused',
    on: policyRef('TrafficTarget', target.metadata),
    severity: 'info',
    says: `${wordsFor('TrafficTarget', target)} opens ServiceAccount ${shown(target.destination.name)}, as which no pod runs now.`,
    mend: [lookAtAccounts(namespaceOf(target), 'See as which ServiceAccounts the pods there run')],
  };
}
