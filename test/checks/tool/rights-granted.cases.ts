import { rights } from '../../../src/model/rights.ts';
import type { InputName, ReadProblem } from '../../../src/model/snapshot.ts';
import type { CheckCases } from '../check-cases.ts';

const cluster = 'Cluster prod-cluster';
const notAsked: ReadProblem = { reason: 'notAsked', detail: 'not asked' };

function refused(input: InputName): ReadProblem {
  const [rule] = rights[input];
  return { reason: 'forbidden', detail: `may not read ${input}`, ...(rule === undefined ? {} : { rule }) };
}

export const cases: CheckCases = {
  fires: [
    {
      name: 'one right is missing',
      problems: { meshConfigs: refused('meshConfigs') },
      expect: [['rightsMissing', cluster, 'warning']],
    },
    {
      name: 'one right that two inputs need, and another, make one finding',
      problems: {
        pods: refused('pods'),
        controlPlanePods: refused('pods'),
        controlPlaneDeployments: refused('controlPlaneDeployments'),
      },
      expect: [['rightsMissing', cluster]],
    },
    {
      name: 'a refusal that names no rule',
      problems: { pods: { reason: 'forbidden', detail: 'may not list pods' } },
      expect: [['rightsMissing', cluster]],
    },
    {
      name: 'in a run of one namespace',
      namespace: 'bookbuyer',
      problems: { pods: refused('pods') },
      expect: [['rightsMissing', cluster]],
    },
  ],
  passes: [
    { name: 'every right is there' },
    {
      name: 'a snapshot for which nobody asked for the version',
      problems: { apiServer: { reason: 'notAsked', detail: 'not asked' } },
    },
    {
      name: 'a kind that the cluster does not serve is not refused',
      problems: { meshConfigs: { reason: 'notInstalled', detail: 'There is no kind MeshConfig.' } },
    },
    {
      name: 'a list that timed out is not refused',
      problems: { pods: { reason: 'timedOut', detail: 'too late' } },
    },
    { name: "a run of one namespace needs no right to the cluster's lists", namespace: 'bookbuyer' },
  ],
  notApplicable: [
    {
      name: 'the API server is out of reach',
      problems: {
        apiServer: { reason: 'unreachable', detail: 'Connection refused.' },
        pods: refused('pods'),
      },
    },
    {
      name: 'nothing was read that needs a right',
      problems: Object.fromEntries(
        (Object.keys(rights) as InputName[])
          .filter((input) => rights[input].length > 0 || input === 'servedKinds')
          .map((input) => [input, notAsked]),
      ),
    },
  ],
};
