import type { CheckCases } from '../check-cases.ts';

export const cases: CheckCases = {
  fires: [
    {
      name: 'nothing listens there',
      problems: { apiServer: { reason: 'unreachable', detail: 'Connection refused.' } },
      expect: [['noUsableAnswer', 'Cluster prod-cluster', 'critical']],
    },
    {
      name: 'the token is refused, here and in every list',
      problems: {
        apiServer: { reason: 'unreachable', detail: 'The API server refused the sign-in (401).' },
        pods: { reason: 'unreachable', detail: 'The API server refused the sign-in (401).' },
      },
      expect: [['noUsableAnswer', 'Cluster prod-cluster']],
    },
    {
      name: 'no answer within the budget',
      problems: { apiServer: { reason: 'timedOut', detail: 'No answer within 30 s.' } },
      expect: [['timedOut', 'Cluster prod-cluster']],
    },
  ],
  passes: [
    { name: 'it answers' },
    {
      name: 'it answers, though it refuses a list',
      problems: { pods: { reason: 'forbidden', detail: 'may not list pods' } },
    },
    {
      name: 'it answers, though the rest came too late',
      problems: { pods: { reason: 'timedOut', detail: 'too late' } },
    },
  ],
  notApplicable: [
    {
      name: 'a snapshot for which nobody asked it',
      problems: { apiServer: { reason: 'notAsked', detail: 'not asked' } },
    },
  ],
};
