import type { ReadProblem } from '../../../src/model/snapshot.ts';
import type { CheckCases } from '../check-cases.ts';

const late: ReadProblem = { reason: 'timedOut', detail: 'The budget of 30 s ran out.' };

export const cases: CheckCases = {
  fires: [
    {
      name: 'the pods of a large cluster came too late',
      problems: { pods: late },
      expect: [['budgetRanOut', 'Cluster prod-cluster', 'warning']],
    },
    {
      name: 'several lists make one finding',
      problems: { pods: late, namespaces: late, controlPlaneDeployments: late },
      expect: [['budgetRanOut', 'Cluster prod-cluster']],
    },
  ],
  passes: [
    { name: 'everything came in time' },
    {
      name: 'a snapshot for which nobody asked for the version',
      problems: { apiServer: { reason: 'notAsked', detail: 'not asked' } },
    },
    { name: 'a list that came only in part is not late', incomplete: ['pods'] },
    {
      name: 'a refused list is not late',
      problems: { pods: { reason: 'forbidden', detail: 'may not list pods' } },
    },
  ],
  notApplicable: [
    { name: 'the API server itself never answered', problems: { apiServer: late, pods: late } },
  ],
};
