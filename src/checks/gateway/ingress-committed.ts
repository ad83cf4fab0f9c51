import { defineCheck } from '../../model/check.ts';
import { countingBackends, lookAtPolicy, policyRef } from './policies.ts';
import { shown } from './words.ts';

export const ingressCommitted = defineCheck({
  id: 'OSM8007',
  name: 'ingress-committed',
  area: 'gateway',
  severity: 'error',
  title: 'OSM reports an error on no IngressBackend',
  failTitle: 'OSM reports an error on an IngressBackend',
  why: 'An IngressBackend with an error has no effect at all: requests from outside are refused. The reverse proves nothing: "committed" stays when the backend goes away.',
  remedy: 'Do what the reason asks for; mostly a source Service has no endpoints or is not in the mesh.',
  source: 'pkg/catalog/ingress.go, v0.11.1 to v1.2.4 (status.currentStatus: committed or error)',
  explainedBy: ['OSM8002'],
  reads: ['ingressBackends', 'memberships'],
  itemwise: ['ingressBackends'],
  run({ ingressBackends, memberships }) {
    return countingBackends(ingressBackends, memberships).flatMap(({ metadata, status }) => {
      if (status?.currentStatus.toLowerCase() !== 'error') return [];
      const reason =
        status.reason === undefined ? 'without a reason' : `for the reason ${shown(status.reason)}`;
      return [
        {
          what: 'error',
          on: policyRef('IngressBackend', metadata),
          says: `OSM reports an error on IngressBackend ${metadata.name}, ${reason}: it has no effect, and whom it should let in is refused.`,
          mend: [lookAtPolicy('IngressBackend', metadata, 'See its sources and what OSM says of it')],
        },
      ];
    });
  },
});
