import { defineCheck } from '../../model/check.ts';
import { fullNameBeside, namesOf } from '../../osm/identities.ts';
import { lookAtPolicy, policyRef, watchedPolicies } from '../../osm/policy-objects.ts';
import { shown } from '../../osm/policy-words.ts';
import { lookAtKinds, namespaceOf, wordsFor } from './policies.ts';
import { rootOf } from './splits.ts';

export const splitRootsExist = defineCheck({
  id: 'OSM7009',
  name: 'split-roots-exist',
  area: 'policy',
  severity: 'error',
  title: 'The Service that every TrafficSplit divides exists',
  failTitle: 'A TrafficSplit divides a Service that is not there',
  why: 'OSM divides the calls to the root Service. Without that Service nobody can call it, and the split does nothing; nothing says so.',
  remedy:
    "Create the root Service in the split's own namespace, with the ports of its backends, or write the name that is there.",
  source: 'pkg/catalog/outbound_traffic_policies.go and pkg/smi/client.go, v0.11.1 to v1.2.4',
  reads: ['trafficSplits', 'services', 'memberships'],
  itemwise: ['trafficSplits'],
  run({ trafficSplits, services, memberships }) {
    const existing = namesOf(services);
    return watchedPolicies(trafficSplits, memberships).flatMap((split) => {
      if (existing.has(fullNameBeside(split, rootOf(split)))) return [];
      const namespace = namespaceOf(split);
      return [
        {
          what: 'missing',
          on: policyRef('TrafficSplit', split.metadata),
          says: `${wordsFor('TrafficSplit', split)} divides the calls to Service ${shown(split.service)}, which ${namespace} does not have: it does nothing.`,
          mend: [
            lookAtKinds(['services'], namespace, `See which Services ${namespace} has`),
            lookAtPolicy('TrafficSplit', split.metadata, 'See what it is meant to divide'),
          ],
        },
      ];
    });
  },
});
