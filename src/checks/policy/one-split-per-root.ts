import { defineCheck, type Problem } from '../../model/check.ts';
import type { TrafficSplit } from '../../model/policies.ts';
import { fullNameBeside } from '../../osm/identities.ts';
import { policyRef, watchedPolicies } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { lookAtKinds, namespaceOf, wordsFor } from './policies.ts';
import { rootOf } from './splits.ts';

export const oneSplitPerRoot = defineCheck({
  id: 'OSM7011',
  name: 'one-split-per-root',
  area: 'policy',
  severity: 'error',
  title: 'Every Service is divided by one TrafficSplit at most',
  failTitle: 'Several TrafficSplits divide the same Service',
  why: 'OSM uses one of them and logs E2007 for the others. Which one is left to chance, and may change when osm-controller restarts: the shares are then others.',
  remedy: 'Put the backends of all of them into one TrafficSplit and delete the others.',
  source:
    'pkg/catalog/outbound_traffic_policies.go and docs of the code E2007 in pkg/errcode, v0.11.1 to v1.2.4',
  reads: ['trafficSplits', 'memberships'],
  itemwise: ['trafficSplits'],
  run({ trafficSplits, memberships }) {
    const roots = Map.groupBy(watchedPolicies(trafficSplits, memberships), (split) =>
      fullNameBeside(split, rootOf(split)),
    );
    return [...roots].flatMap(([root, splits]) => judgeRoot(root, splits));
  },
});

/** Told of the first by name, as they come: the others may come and go. */
function judgeRoot(root: string, splits: readonly TrafficSplit[]): Problem[] {
  const [first, ...others] = splits;
  if (first === undefined || others.length === 0) return [];
  const names = listed(others.map(({ metadata }) => metadata.name));
  return [
    {
      what: 'several',
      on: policyRef('TrafficSplit', first.metadata),
      says: `${wordsFor('TrafficSplit', first)} and ${names} all divide Service ${root}: OSM uses one of them and ignores the rest (E2007).`,
      mend: [
        lookAtKinds(
          ['trafficsplits.split.smi-spec.io'],
          namespaceOf(first),
          'See them all, and make one of them',
        ),
      ],
    },
  ];
}
