import { defineCheck, type Problem } from '../../model/check.ts';
import type { TrafficSplit } from '../../model/policies.ts';
import { lookAtPolicy, policyRef, watchedPolicies } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { wordsFor } from './policies.ts';

export const splitWeights = defineCheck({
  id: 'OSM7012',
  name: 'split-weights',
  area: 'policy',
  severity: 'warning',
  title: 'The weights of every TrafficSplit divide its calls',
  failTitle: 'The weights of a TrafficSplit divide nothing',
  why: 'Without any weight, or with a negative one, sidecars cannot use the split. One backend with all the weight is how a canary ends: the other one then costs pods and takes no calls.',
  remedy:
    'Give the backends whole weights of 0 and more, one of them above 0. After the canary take out the backend without weight, or delete the split.',
  source:
    'pkg/catalog/outbound_traffic_policies.go, v0.11.1 to v1.2.4; TrafficSplitBackend.Weight of smi-sdk-go v1alpha2 is an int',
  accept:
    'A split that a controller owns, such as one of Flagger, may rest with all weight on one backend; so may a split of a single backend.',
  reads: ['trafficSplits', 'memberships'],
  itemwise: ['trafficSplits'],
  run({ trafficSplits, memberships }) {
    return watchedPolicies(trafficSplits, memberships).flatMap((split) => judgeWeights(split));
  },
});

function judgeWeights(split: TrafficSplit): Problem[] {
  const { backends } = split;
  const say = (what: string, says: string, severity: Problem['severity'] = 'error'): Problem[] => [
    {
      what,
      severity,
      on: policyRef('TrafficSplit', split.metadata),
      says: `${wordsFor('TrafficSplit', split)} ${says}.`,
      mend: [lookAtPolicy('TrafficSplit', split.metadata, 'See its backends and their weights')],
    },
  ];
  const namesOf = (those: TrafficSplit['backends']) => listed(those.map(({ service }) => service));
  const negative = backends.filter(({ weight }) => weight < 0);
  if (negative.length > 0) {
    return say('negative', `gives ${namesOf(negative)} a negative weight, which no sidecar takes`);
  }
  const broken = backends.filter(({ weight }) => !Number.isInteger(weight));
  if (broken.length > 0) {
    const means = 'which the schema lets through and osm-controller, which reads whole numbers, cannot';
    return say('fraction', `gives ${namesOf(broken)} a fraction as its weight, ${means}`);
  }
  const withWeight = backends.filter(({ weight }) => weight > 0);
  if (backends.length === 0) return say('noBackends', 'has no backends, so it leads nowhere');
  if (withWeight.length === 0) return say('noWeight', 'gives no backend any weight, so it leads nowhere');
  if (withWeight.length > 1 || backends.length === 1 || split.metadata.owner !== undefined) return [];
  const idle = backends.filter(({ weight }) => weight === 0);
  const says = `gives all calls to ${namesOf(withWeight)} and none to ${namesOf(idle)}, as when a canary has ended`;
  return say('oneHasAll', says, 'warning');
}
