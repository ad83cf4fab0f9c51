import { rights } from '../../../src/model/rights.ts';
import type { InputName } from '../../../src/model/snapshot.ts';
import type { CheckCases } from '../check-cases.ts';

const cluster = 'Cluster prod-cluster';

export const cases: CheckCases = {
  fires: [
    {
      name: 'a list broke off between two pages',
      incomplete: ['pods'],
      expect: [['coverageLost', cluster, 'warning']],
    },
    {
      name: 'one list is not answered though the API server is there',
      problems: { mutatingWebhooks: { reason: 'unreachable', detail: 'The API server answered 500.' } },
      expect: [['coverageLost', cluster]],
    },
    {
      name: 'one came in part and one not at all',
      incomplete: ['pods'],
      problems: { mutatingWebhooks: { reason: 'unreachable', detail: 'The API server answered 500.' } },
      expect: [['coverageLost', cluster]],
    },
    {
      name: 'both at once make one finding',
      incomplete: ['pods', 'namespaces'],
      problems: { mutatingWebhooks: { reason: 'unreachable', detail: 'The API server answered 500.' } },
      expect: [['coverageLost', cluster]],
    },
  ],
  passes: [
    { name: 'everything came' },
    {
      name: 'a snapshot for which nobody asked for the version',
      problems: { apiServer: { reason: 'notAsked', detail: 'not asked' } },
    },
    { name: 'a namespace alone was asked for and came', namespace: 'bookbuyer' },
    {
      name: 'a refused list is the finding of OSM0002',
      problems: { pods: { reason: 'forbidden', detail: 'may not list pods' } },
    },
    {
      name: 'a late list is the finding of OSM0003',
      problems: { pods: { reason: 'timedOut', detail: 'too late' } },
    },
    {
      name: 'a missing Date header concerns OSM0004 alone',
      problems: { clock: { reason: 'incomplete', detail: 'The API server sends no Date header.' } },
    },
  ],
  notApplicable: [
    {
      name: 'only the version and the clock were asked for',
      problems: Object.fromEntries(
        (Object.keys(rights) as InputName[])
          .filter((input) => rights[input].length > 0 || input === 'servedKinds')
          .map((input) => [input, { reason: 'notAsked', detail: 'not asked' }]),
      ),
    },
    {
      name: 'nothing came since the API server is out of reach',
      problems: {
        apiServer: { reason: 'unreachable', detail: 'Connection refused.' },
        pods: { reason: 'unreachable', detail: 'Connection refused.' },
      },
    },
  ],
};
