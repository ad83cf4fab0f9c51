import { defineCheck, type Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { isAppRouting, isIngressPod, looksLikeIngress } from '../../osm/ingress.ts';
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
  accept: 'Annotate the pods openservicemesh.io/sidecar-injection: disabled in their template.',
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
  return reachesInjector(membership) && !membership.system && !isAppRouting(membership.namespace);
}

/** Live pods about which nothing says that they shall have no sidecar, but the namespace. */
function leftOut(membership: Membership, pods: readonly Pod[]): Pod[] {
  return withMembership(pods, [membership])
    .map(({ pod }) => pod)
    .filter((pod) => isLive(pod) && !pod.hostNetwork)
    .filter((pod) => injectionOf(pod) === 'absent');
}

/** What only looks like an ingress controller is asked about: a guess must not hide that pods are left out. */
function judgeDisabled(membership: Membership, pods: readonly Pod[]): Problem[] {
  const guessed = (pod: Pod) => looksLikeIngress(membership.namespace) || isIngressPod(pod);
  return [
    ...judgeLeftOut(
      membership,
      pods.filter((pod) => !guessed(pod)),
    ),
    ...askAboutIngress(membership, pods.filter(guessed)),
  ];
}

function judgeLeftOut(membership: Membership, pods: readonly Pod[]): Problem[] {
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
  const labelled = `Namespace ${name} is labelled for a mesh but disables injection`;
  const says = `${labelled}, which leaves out ${countPods(pods)}.`;
  return [{ what: 'outsideMesh', on, severity: 'info', says, mend }];
}

function askAboutIngress(membership: Membership, pods: readonly Pod[]): Problem[] {
  if (pods.length === 0) return [];
  const { name } = membership.namespace.metadata;
  const injected = pods.filter(hasSidecar);
  const loss =
    injected.length === 0 ? '' : `, so the next restart takes the sidecar from ${countPods(injected)}`;
  return [
    {
      what: 'perhapsIngress',
      on: namespaceRef(membership),
      severity: 'info',
      says: `Namespace ${name} disables injection${loss}: is what runs there an ingress controller (${countPods(pods)})?`,
      mend: [lookAtPodsOf(membership)],
    },
  ];
}

function countPods(pods: readonly Pod[]): string {
  const [example] = pods.map(({ metadata }) => metadata.name);
  return pods.length === 1 ? `pod ${example}` : `${pods.length} pods, such as ${example}`;
}
