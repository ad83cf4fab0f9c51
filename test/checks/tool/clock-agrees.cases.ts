import type { CheckCases } from '../check-cases.ts';

export const cases: CheckCases = {
  fires: [
    {
      name: 'ours is behind',
      skewSeconds: 95,
      expect: [['clocksDiffer', 'Cluster prod-cluster', 'warning']],
    },
    { name: 'ours is ahead', skewSeconds: -61, expect: [['clocksDiffer', 'Cluster prod-cluster']] },
  ],
  passes: [
    { name: 'both agree' },
    { name: 'a minute ahead', skewSeconds: 60 },
    { name: 'a minute behind', skewSeconds: -60 },
  ],
  unknown: [
    {
      name: 'a proxy took the Date header away',
      problems: { clock: { reason: 'incomplete', detail: 'The API server sends no Date header.' } },
    },
  ],
};
