import { defineCheck, type Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';
import { decideInjection, hasSidecar, isLive } from '../../osm/injection.ts';
import { describePods, lookAtTemplate, restartWorkload } from '../../osm/mend-workloads.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';
import { asksForWindows } from './meshed-pods.ts';
import { ifMeshExists, withMembership } from './namespaces.ts';

export const podsHaveSidecars = defineCheck({
  id: 'OSM5006',
  name: 'pods-have-sidecars',
  area: 'injection',
  severity: 'error',
  title: 'Every pod that should have a sidecar has one',
  failTitle: 'Pods that should have a sidecar have none',
  why: 'A sidecar is added only when a pod is created. Pods older than the label of their namespace run on without: not encrypted, not under policy, and refused by strict neighbours.',
  remedy:
    'Restart the workload, each kind in its own way. If its new pods come without a sidecar too, look at the injector (OSM1003) and its webhook (OSM2001 to OSM2004).',
  source: 'pkg/injector/webhook.go mustInject, v0.11.1 to v1.2.4',
  accept: 'Annotate the pods openservicemesh.io/sidecar-injection: disabled in their template.',
  explainedBy: ['OSM1003', 'OSM2001', 'OSM2003', 'OSM2004', 'OSM2006', 'OSM5012', 'OSM5013'],
  article: [15],
  reads: ['memberships', 'pods'],
  itemwise: ['pods'],
  run({ memberships, pods }) {
    const waiting = withMembership(pods.filter(isWithoutSidecar), memberships)
      .filter(({ pod, membership }) => decideInjection(pod, membership, false) === 'inject')
      .filter(({ pod, membership }) => membership.byLabelAlone || !asksForWindows(pod))
      .map(({ pod }) => pod);
    return byWorkload(waiting).map((group) => judgeWorkload(group, memberships));
  },
});

/**
 * Pods of the host network are OSM5007's, and on Windows OSM5008's: whether those get a sidecar depends on the release
 * or on who installed it. A run of one namespace knows neither, and names what is on Windows here.
 */
function isWithoutSidecar(pod: Pod): boolean {
  return isLive(pod) && !hasSidecar(pod);
}

function judgeWorkload(group: WorkloadPods, memberships: readonly Membership[]): Problem {
  const { workload, pods } = group;
  return {
    what: 'sidecarMissing',
    on: workload,
    says: `${describePods(group)}: no sidecar, though new pods get one${ifMeshExists(workload.namespace, memberships)}.`,
    mend: [pods.some(asksForWindows) ? lookAtWindows(workload) : restartWorkload(workload)],
  };
}

/** Where OSM has no image for Windows, as on AKS, a restart would have the new pods refused. */
function lookAtWindows(workload: ObjectRef): RemedyIntent {
  return lookAtTemplate(
    workload,
    'the add-on has no sidecar for Windows, so write sidecar-injection=disabled',
  );
}
