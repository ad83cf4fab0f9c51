import { defineCheck, type Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { isIngressPod, looksLikeIngress } from '../../osm/ingress.ts';
import { hasSidecar, isLive, reachesInjector } from '../../osm/injection.ts';
import { annotateInjection, lookAtPodsOf, namespaceRef, withMembership } from './namespaces.ts';
import { injectionOf } from './unknown-words.ts';

export const disabledOnPurpose = defineCheck({
  id: 'OSM5004',
  name: 'disabled-on-purpose',
  area: 'injection',
  severity: 'warning',
  title: 'Mesh namespaces disable injection only for an ingress',
  failTitle: 'A mesh namespace disables injection, but is no ingress',
  why: 'Only an ingress controller belongs in the mesh without sidecars. Other pods there are neither encrypted nor under policy; those that still have a sidecar lose it at their next restart. No annotation at all is OSM5015.',
  remedy:
    'If it is a mistake, annotate the namespace enabled and restart its workloads. If it is on purpose, annotate the pods disabled, or take the namespace out of the mesh.',
  source: 'pkg/injector/webhook.go mustInject, v0.11.1 to v1.2.4',
  article: [12, 14],
  reads: ['memberships', 'pods'],
  itemwise: ['pods'],
  run({ memberships, pods }) {
    return memberships
      .filter((membership) => membership.injection === 'disabled' && mayInject(membership))
      .flatMap((membership) => judgeDisabled(membership, leftOut(membership, pods)));
  },
});

function mayInject(membership: Membership): boolean {
  return reachesInjector(membership) && !membership.system && !looksLikeIngress(membership.namespace);
}

/** Live pods about which nothing says that they shall have no sidecar, but the namespace. */
function leftOut(membership: Membership, pods: readonly Pod[]): Pod[] {
  return withMembership(pods, [membership])
    .map(({ pod }) => pod)
    .filter((pod) => isLive(pod) && !pod.hostNetwork && !isIngressPod(pod))
    .filter((pod) => injectionOf(pod) === 'absent');
}

function judgeDisabled(membership: Membership, pods: readonly Pod[]): Problem[] {
  if (pods.length === 0) return [];
  const { name } = membership.namespace.metadata;
  const on = namespaceRef(membership);
  const mend = [
    lookAtPodsOf(membership),
    annotateInjection(membership, 'enabled', 'If its pods belong in the mesh: give new pods a sidecar'),
  ];
  const injected = pods.filter(hasSidecar);
  if (injected.length > 0) {
    const says = `Namespace ${name} disables injection: the next restart takes the sidecar from ${countPods(injected)}.`;
    return [{ what: 'losesSidecars', on, says, mend }];
  }
  const says = `Namespace ${name} is in the mesh but disables injection, which leaves out ${countPods(pods)}.`;
  return [{ what: 'outsideMesh', on, severity: 'info', says, mend }];
}

function countPods(pods: readonly Pod[]): string {
  const example = pods[0]?.metadata.name ?? '';
  return pods.length === 1 ? `pod ${example}` : `${pods.length} pods, such as ${example}`;
}
