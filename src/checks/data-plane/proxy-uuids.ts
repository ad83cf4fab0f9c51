import { defineCheck, type Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { describePods, restartWorkload } from '../../osm/mend-workloads.ts';
import { proxyUuidLabel } from '../../osm/names.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';
import { meshedPods } from './meshed-pods.ts';
import { podReplacer } from './replace-pods.ts';

export const proxyUuids = defineCheck({
  id: 'OSM6004',
  name: 'proxy-uuids',
  area: 'data-plane',
  severity: 'error',
  title: 'Every sidecar has a uuid that no other has',
  failTitle: 'Sidecars have no uuid, or one that others have too',
  why: 'osm-controller finds the pod of a sidecar by this label. Where it finds none or two, it refuses the sidecar its configuration (E5002, E5003): the pod takes no traffic, or goes on with what it had.',
  remedy:
    'Replace the pod: the injector gives its successor a uuid. Take the label, the sidecar and its volume out of manifests that were copied or restored from running pods.',
  source:
    'pkg/catalog GetPodFromCertificate, v0.11.1; pkg/envoy/ads, v1.0.0 and v1.1.4; pkg/k8s/client.go GetPodForProxy, v1.2.4; openservicemesh/osm#5008',
  reads: ['memberships', 'pods'],
  itemwise: ['pods'],
  run({ memberships, pods }) {
    const missing = meshedPods(pods, memberships)
      .map(({ pod }) => pod)
      .filter((pod) => uuidOf(pod) === '');
    const replace = podReplacer(memberships);
    return [...byWorkload(missing).map((group) => missingIn(group, replace)), ...doubled(pods, memberships)];
  },
});

function uuidOf({ metadata }: Pod): string {
  return metadata.labels[proxyUuidLabel] ?? '';
}

function missingIn(group: WorkloadPods, replace: (group: WorkloadPods) => RemedyIntent): Problem {
  return {
    what: 'missing',
    on: group.workload,
    says: `${describePods(group)}: a sidecar, but no label ${proxyUuidLabel}, so osm-controller does not know it.`,
    mend: [replace(group)],
  };
}

/**
 * The label counts, with a sidecar or without, and on pods that have ended too: osm-controller looks at nothing else.
 * Of those that share one the oldest is taken for the original.
 */
function doubled(pods: readonly Pod[], memberships: readonly Membership[]): Problem[] {
  const names = new Set(
    memberships
      .filter(({ monitored, system }) => monitored && !system)
      .map(({ namespace }) => namespace.metadata.name),
  );
  const labelled = pods.filter((pod) => {
    const { namespace = '', deletionTimestamp } = pod.metadata;
    return uuidOf(pod) !== '' && deletionTimestamp === undefined && names.has(namespace);
  });
  const originals = new Map<Pod, Pod>();
  for (const sharing of Map.groupBy(labelled, uuidOf).values()) {
    const [original, ...copies] = sharing.sort(byAge);
    for (const copy of copies) if (original !== undefined) originals.set(copy, original);
  }
  return byWorkload([...originals.keys()]).flatMap((group) => doubledIn(group, originals));
}

function byAge(a: Pod, b: Pod): number {
  const [left = '', right = ''] = [a.metadata.creationTimestamp, b.metadata.creationTimestamp];
  return left.localeCompare(right) || a.metadata.name.localeCompare(b.metadata.name);
}

function doubledIn(group: WorkloadPods, originals: ReadonlyMap<Pod, Pod>): Problem[] {
  const [first] = group.pods;
  const original = first && originals.get(first);
  if (first === undefined || original === undefined) return [];
  const { namespace, name } = original.metadata;
  return [
    {
      what: 'doubled',
      on: group.workload,
      says: `${describePods(group)}: label ${proxyUuidLabel} ${uuidOf(first)}, which pod ${namespace}/${name} has too, so osm-controller refuses the sidecars of both.`,
      mend: [lookAtLabel, restartWorkload(group.workload)],
    },
  ];
}

const lookAtLabel = {
  do: 'look',
  does: 'See which pods share a uuid, then take the label out of the manifest that the copy was made from',
  args: ['get', 'pods', '-A', '-l', proxyUuidLabel, '-L', proxyUuidLabel],
} as const;
