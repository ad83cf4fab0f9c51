import type { CheckCases } from '../check-cases.ts';
import { onRelease } from '../on-release.ts';
import { answers, codes, mute, pods } from './answers.ts';

const controller = 'Deployment kube-system/osm-controller';
const injector = 'Deployment kube-system/osm-injector';
const [first, second] = pods.controllers;
const [oneInjector] = pods.injectors;

const noEarlier = {
  earlierControlPlaneAnswers: { reason: 'notAsked', detail: 'No --since.' },
} as const;

export const cases: CheckCases = {
  fires: [
    {
      name: 'a code rose on one of two controllers',
      values: {
        controlPlaneAnswers: answers({ [first]: codes({ E2005: 7 }), [second]: codes({ E2005: 2 }) }),
        earlierControlPlaneAnswers: answers({ [first]: codes({ E2005: 4 }), [second]: codes({ E2005: 2 }) }),
      },
      expect: [['E2005', controller, 'warning']],
    },
    {
      name: 'the injector counts too',
      values: { controlPlaneAnswers: answers({ [oneInjector]: codes({ E6108: 1 }) }) },
      expect: [['E6108', injector, 'warning']],
    },
    {
      name: 'its counter began anew: what it counts came since',
      values: {
        controlPlaneAnswers: answers({ [first]: codes({ E4013: 1 }) }),
        earlierControlPlaneAnswers: answers({ [first]: codes({ E4013: 40 }) }),
      },
      expect: [['E4013', controller, 'warning']],
    },
    {
      name: 'a pod that was not there before counts',
      values: {
        controlPlaneAnswers: answers({ [second]: codes({ E4013: 3 }) }),
        earlierControlPlaneAnswers: answers().filter(({ pod }) => pod !== second),
      },
      expect: [['E4013', controller, 'warning']],
    },
    {
      name: 'what comes with every pod that ends is told, but is no fault: v1.2 calls it E5011',
      values: { controlPlaneAnswers: answers({ [first]: codes({ E5011: 100, E5013: 1 }) }) },
      expect: [
        ['E5013', controller, 'warning'],
        ['E5011', controller, 'info'],
      ],
    },
    ...['E3000', 'E5002', 'E5005', 'E5006', 'E5012'].map((code) => ({
      name: `v1.2 counts ${code} in everyday life`,
      values: { controlPlaneAnswers: answers({ [first]: codes({ [code]: 4 }) }) },
      expect: [[code, controller, 'info']] as const,
    })),
    ...['E3000', 'E5002', 'E5005', 'E5006', 'E5014'].map((code) => ({
      name: `v1.1 counts ${code} in everyday life`,
      cluster: 'healthy-1.1.1',
      values: {
        controlPlaneAnswers: [
          codes({ [code]: 4 })({
            pod: 'osm-controller-jv9q9g5f26-rsfxp',
            namespace: 'osm-system',
            component: 'osm-controller',
            health: [],
            metrics: [],
          }),
        ],
        earlierControlPlaneAnswers: [],
      },
      expect: [[code, 'Deployment osm-system/osm-controller', 'info']] as const,
    })),
    {
      name: 'so does v0.11.1',
      cluster: 'healthy-0.11.1',
      values: {
        controlPlaneAnswers: [
          codes({ E5011: 1, E5013: 100 })({
            pod: 'osm-controller-0',
            namespace: 'kube-system',
            component: 'osm-controller',
            health: [],
            metrics: [],
          }),
        ],
        earlierControlPlaneAnswers: [],
      },
      expect: [
        ['E5011', controller, 'warning'],
        ['E5013', controller, 'info'],
      ],
    },
    {
      name: 'the first of v1.2 already calls it E5011',
      edits: onRelease('v1.2.0', 'kube-system'),
      values: { controlPlaneAnswers: answers({ [first]: codes({ E5011: 100, E5013: 1 }) }) },
      expect: [
        ['E5013', controller, 'warning'],
        ['E5011', controller, 'info'],
      ],
    },
    {
      name: 'of very many codes not even all names are told',
      problems: noEarlier,
      values: {
        controlPlaneAnswers: answers({
          [first]: codes(
            Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`E${2_000 + index}`, 50 - index])),
          ),
        }),
      },
      expect: ['E2000', 'E2001', 'E2002', 'E2003', 'E2004'].map((code) => [code, controller, 'info']),
    },
    {
      name: 'of five codes all are told, and nothing stands behind the last',
      problems: noEarlier,
      values: {
        controlPlaneAnswers: answers({
          [first]: codes({ E2000: 5, E2001: 4, E2002: 3, E2003: 2, E2004: 1 }),
        }),
      },
      expect: ['E2000', 'E2001', 'E2002', 'E2003', 'E2004'].map((code) => [code, controller, 'info']),
    },
    {
      name: 'up to v1.1 it is E5013',
      cluster: 'healthy-1.1.1',
      values: {
        controlPlaneAnswers: [
          codes({ E5011: 1, E5013: 100 })({
            pod: 'osm-controller-jv9q9g5f26-rsfxp',
            namespace: 'osm-system',
            component: 'osm-controller',
            health: [],
            metrics: [],
          }),
        ],
        earlierControlPlaneAnswers: [],
      },
      expect: [
        ['E5011', 'Deployment osm-system/osm-controller', 'warning'],
        ['E5013', 'Deployment osm-system/osm-controller', 'info'],
      ],
    },
    {
      name: 'without an earlier snapshot nobody knows when it was: information',
      problems: noEarlier,
      values: { controlPlaneAnswers: answers({ [first]: codes({ E2005: 7, E9999: 1 }) }) },
      expect: [
        ['E2005', controller, 'info'],
        ['E9999', controller, 'info'],
      ],
    },
    {
      name: 'of many codes the most frequent are told',
      problems: noEarlier,
      values: {
        controlPlaneAnswers: answers({
          [first]: codes({ E2000: 1, E2001: 2, E2002: 3, E2003: 4, E2004: 5, E2005: 6, E2006: 7 }),
        }),
      },
      expect: ['E2006', 'E2005', 'E2004', 'E2003', 'E2002'].map((code) => [code, controller, 'info']),
    },
    {
      name: 'a code rose, and another pod gave no metrics',
      values: { controlPlaneAnswers: answers({ [first]: codes({ E4013: 1 }), [second]: mute }) },
      expect: [['E4013', controller, 'warning']],
    },
  ],
  passes: [
    { name: 'nothing was ever counted' },
    {
      name: 'nothing rose',
      values: {
        controlPlaneAnswers: answers({ [first]: codes({ E2005: 7 }) }),
        earlierControlPlaneAnswers: answers({ [first]: codes({ E2005: 7 }) }),
      },
    },
    {
      name: 'what a pod calls a code is none',
      values: {
        controlPlaneAnswers: answers({
          [first]: codes({ '': 5, 'kubectl delete ns prod': 5, E20055555: 5, E2005: -1, E2006: 0 }),
        }),
      },
    },
  ],
  notApplicable: [
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
    {
      name: 'the tier is off',
      problems: { controlPlaneAnswers: { reason: 'notAsked', detail: 'Only with --deep.' } },
    },
  ],
  unknown: [
    {
      name: 'one pod gave no metrics, the others counted nothing',
      values: { controlPlaneAnswers: answers({ [first]: mute }) },
    },
    {
      name: 'the earlier snapshot has no metrics of a pod that counts',
      values: {
        controlPlaneAnswers: answers({ [first]: codes({ E2005: 7 }) }),
        earlierControlPlaneAnswers: answers({ [first]: mute }),
      },
    },
    { name: 'nobody was there to be asked', values: { controlPlaneAnswers: [] } },
    {
      name: 'no controller was there to be asked',
      values: { controlPlaneAnswers: answers().filter(({ component }) => component !== 'osm-controller') },
    },
    { name: 'only some answered', incomplete: ['controlPlaneAnswers'] },
    { name: 'of the earlier snapshot only some is there', incomplete: ['earlierControlPlaneAnswers'] },
  ],
};
