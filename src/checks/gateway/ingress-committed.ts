import { defineCheck, type Problem } from '../../model/check.ts';
import { cutEnd } from '../../model/cut-text.ts';
import type { ObjectMeta } from '../../model/kubernetes.ts';
import { fullNameOf } from '../../osm/identities.ts';
import { lookAtPolicy, policyRef } from '../../osm/policy-objects.ts';
import { listed } from '../../osm/policy-words.ts';
import { countingBackends } from './policies.ts';

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
    const failed = countingBackends(ingressBackends, memberships).flatMap(({ metadata, status }) =>
      status?.currentStatus.toLowerCase() === 'error' ? [{ metadata, reason: status.reason }] : [],
    );
    return [...Map.groupBy(failed, ({ reason }) => reason).values()].flatMap((alike) =>
      alike.slice(0, 1).map((first) => toProblem(first, alike)),
    );
  },
});

interface Failed {
  readonly metadata: ObjectMeta;
  readonly reason: string | undefined;
}

/** What has one reason is one finding, on the first: mostly a source that many name. */
function toProblem({ metadata, reason }: Failed, alike: readonly Failed[]): Problem {
  const all = alike.map((backend) => fullNameOf(backend.metadata));
  const why =
    reason === undefined ? 'without a reason' : `for the reason ${JSON.stringify(cutEnd(reason, 160))}`;
  const says =
    all.length === 1
      ? `OSM reports an error on IngressBackend ${metadata.name}, ${why}: it has no effect, and whom it should let in is refused.`
      : `OSM reports an error on ${all.length} IngressBackends (${listed(all)}), ${why}: they have no effect, and whom they should let in is refused.`;
  return {
    what: 'error',
    on: policyRef('IngressBackend', metadata),
    says,
    mend: [lookAtPolicy('IngressBackend', metadata, 'See its sources and what OSM says of it')],
  };
}
