import { defineCheck, type Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import type { TrafficTarget } from '../../model/policies.ts';
import { fullNameBeside, fullNameOf, identityOf, podsByIdentity } from '../../osm/identities.ts';
import { decideInjection, hasSidecar, isLive } from '../../osm/injection.ts';
import { describePods, lookAtTemplate } from '../../osm/mend-workloads.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';
import { aimedTargets, namespaceOf, notesIfPermissive, wordsFor } from './policies.ts';

export const bothEndsMeshed = defineCheck({
  id: 'OSM7019',
  name: 'both-ends-meshed',
  area: 'policy',
  severity: 'warning',
  title: 'Both ends of every TrafficTarget have sidecars',
  failTitle: 'An end of a TrafficTarget has no sidecar',
  why: 'A caller without a sidecar has no certificate, so no TrafficTarget lets it in; a destination without one lets everybody in, policy or not.',
  remedy:
    'Let the pods have sidecars, or take them out of the TrafficTargets. An ingress controller comes in by an IngressBackend, not by a TrafficTarget.',
  source: 'pkg/injector/webhook.go mustInject and pkg/envoy/lds, v0.11.1 to v1.2.4',
  explainedBy: ['OSM5004', 'OSM5005', 'OSM5007', 'OSM5015'],
  reads: ['trafficTargets', 'pods', 'memberships', 'osmRelease', 'meshConfig'],
  itemwise: ['trafficTargets'],
  run({ trafficTargets, pods, memberships, osmRelease, meshConfig }) {
    const ends = endsOf(aimedTargets(trafficTargets, memberships));
    const byName = new Map(memberships.map((membership) => [membership.namespace.metadata.name, membership]));
    const live = pods.filter(isLive);
    const meshed = new Set(live.filter(hasSidecar).map(identityOf));
    const without = podsByIdentity(
      live.filter(
        (pod) =>
          !hasSidecar(pod) &&
          !(isOfJob(pod) && meshed.has(identityOf(pod))) &&
          isLeftOut(pod, byName.get(namespaceOf(pod)), osmRelease.injectsHostNetwork),
      ),
    );
    // A rollout that changes the ServiceAccount gives a workload two of them.
    const problems = [...ends].flatMap(([identity, end]) =>
      byWorkload(without.get(identity) ?? []).map((group) => problemOf(group, end, meshed.has(identity))),
    );
    return notesIfPermissive(meshConfig, problems);
  },
});

/** A Job runs without a sidecar so that it can end, mostly as a ServiceAccount that it borrows, and serves nobody. */
function isOfJob({ metadata }: Pod): boolean {
  return metadata.owner?.kind === 'Job';
}

interface End {
  readonly is: 'source' | 'destination';
  readonly target: TrafficTarget;
}

/** Identities that TrafficTargets name; as a destination above all, since that is open to everybody. */
function endsOf(targets: readonly TrafficTarget[]): ReadonlyMap<string, End> {
  const sources = targets.flatMap((target) =>
    target.sources.map((source): [string, End] => [fullNameOf(source), { is: 'source', target }]),
  );
  const destinations = targets.map((target): [string, End] => [
    fullNameBeside(target, target.destination.name),
    { is: 'destination', target },
  ]);
  return new Map([...sources, ...destinations]);
}

/** Those that only wait for a restart are OSM5006's, those that are refused OSM5002's, other namespaces' OSM7002's. */
function isLeftOut(pod: Pod, membership: Membership | undefined, injectsHostNetwork: boolean): boolean {
  return membership?.monitored === true && decideInjection(pod, membership, injectsHostNetwork) === 'leave';
}

function problemOf(group: WorkloadPods, { is, target }: End, hasMeshed: boolean): Problem {
  const named = wordsFor('TrafficTarget', target);
  const effect =
    is === 'destination'
      ? `${named} does not protect them: whoever reaches them gets in`
      : `${named} allows them, but without a certificate they are refused`;
  return {
    what: is === 'destination' ? 'openDestination' : 'unknownSource',
    // Others of the ServiceAccount can call, and these may never want to.
    ...(is === 'source' && hasMeshed ? { severity: 'info' } : {}),
    on: group.workload,
    says: `${describePods(group)}: no sidecar, on purpose or by configuration. ${effect}.`,
    mend: [lookAtTemplate(group.workload, 'its namespace or these decide whether pods get a sidecar')],
  };
}
