import type { CheckCases } from '../check-cases.ts';
import { answers, counts, mute, pods } from '../control-plane/answers.ts';

const controller = 'Deployment kube-system/osm-controller';
const [first, second] = pods.controllers;
const connected = (one: number, other: number) =>
  answers({ [first]: counts({ connected: one }), [second]: counts({ connected: other }) });
const notAsked = { reason: 'notAsked', detail: '' } as const;

export const cases: CheckCases = {
  fires: [
    {
      name: 'three of four are left, and the pods are there',
      values: { controlPlaneAnswers: connected(1, 2), earlierControlPlaneAnswers: connected(2, 2) },
      expect: [['dropped', controller, 'warning']],
    },
    {
      name: 'workloads were scaled down: as many as there are pods',
      values: { controlPlaneAnswers: connected(2, 2), earlierControlPlaneAnswers: connected(20, 20) },
      expect: [['fewerPods', controller, 'info']],
    },
  ],
  passes: [
    { name: 'as many as before' },
    {
      name: 'a fifth fewer, not more',
      values: { controlPlaneAnswers: connected(2, 2), earlierControlPlaneAnswers: connected(2, 3) },
    },
    {
      name: 'they moved from one controller to the other',
      values: { controlPlaneAnswers: connected(4, 0), earlierControlPlaneAnswers: connected(0, 4) },
    },
    {
      name: 'more than before',
      values: { controlPlaneAnswers: connected(2, 2), earlierControlPlaneAnswers: connected(0, 1) },
    },
    {
      name: 'never anybody',
      values: { controlPlaneAnswers: connected(0, 0), earlierControlPlaneAnswers: connected(0, 0) },
    },
  ],
  notApplicable: [
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
    { name: 'no earlier snapshot was given', problems: { earlierControlPlaneAnswers: notAsked } },
    { name: 'the tier is off', problems: { controlPlaneAnswers: notAsked } },
  ],
  unknown: [
    { name: 'a controller gave no metrics', values: { controlPlaneAnswers: answers({ [first]: mute }) } },
    { name: 'it gave none then', values: { earlierControlPlaneAnswers: answers({ [first]: mute }) } },
    { name: 'no controller was asked then', values: { earlierControlPlaneAnswers: [] } },
    {
      name: 'only some pods came',
      incomplete: ['pods'],
      values: { controlPlaneAnswers: connected(1, 2) },
    },
  ],
};
