import { defineCheck } from '../../model/check.ts';
import { clusterRef, firstRead } from './run.ts';

export const apiServerAnswers = defineCheck({
  id: 'OSM0001',
  name: 'api-server-answers',
  area: 'tool',
  severity: 'critical',
  title: 'The API server answers and accepts the sign-in',
  failTitle: 'The API server cannot be reached or refuses the sign-in',
  why: 'Nothing about the mesh can be told without it. If it is down for everybody, no pod can be created or moved either.',
  remedy:
    'Ask Azure whether the cluster runs (az aks show -g GROUP -n CLUSTER --query powerState). If it does, look at the network path (private cluster, authorised IP ranges) and sign in again (az aks get-credentials, kubelogin).',
  source: 'https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges',
  reads: ['run'],
  run({ run }) {
    const first = firstRead(run);
    if (first === undefined) return { notApplicable: 'This run asked nothing of the API server.' };
    if (first.problem === undefined) return [];
    const timedOut = first.problem.reason === 'timedOut';
    return [
      {
        what: timedOut ? 'timedOut' : 'noUsableAnswer',
        on: clusterRef(run),
        says: `${run.clusterName}: ${first.problem.detail}`,
        mend: [
          {
            do: 'look',
            does: 'Ask the API server for its version, the question that failed',
            args: ['get', '--raw', '/version'],
          },
        ],
      },
    ];
  },
});
