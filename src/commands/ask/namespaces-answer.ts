import { inputsFor } from '../../engine/needed-inputs.ts';
import { openSnapshot, type Resolved } from '../../engine/resolve.ts';
import type { Membership } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import type { Message } from '../../model/message.ts';
import { showRule } from '../../model/rights.ts';
import type { ClusterSnapshot, InputName, ReadProblem } from '../../model/snapshot.ts';
import { decideInjection, hasSidecar, isLeaving, isLive } from '../../osm/injection.ts';
import { ageWords } from '../../present/clusters-message.ts';
import { minuteOf } from '../../present/dates.ts';
import {
  type NamespaceRow,
  namespacesTable,
  noNamespaces,
  type PodCounts,
} from '../../present/namespaces-message.ts';

/** What has to be read for it. */
export const namespacesInputs: ReadonlySet<InputName> = inputsFor(['memberships', 'osmRelease', 'pods']);

/** The answer to `/osm namespaces`: the namespaces of the mesh, and those outside it that still hold sidecars. */
export function namespacesAnswer(snapshot: ClusterSnapshot, now: Date): Message {
  const { cluster, takenAt } = snapshot;
  const resolve = openSnapshot(snapshot);
  const memberships = resolve('memberships');
  if (memberships.is !== 'known') {
    const kind = memberships.is === 'notApplicable' ? 'noMesh' : 'unread';
    return noNamespaces(cluster.name, whyNot(memberships), kind);
  }
  const release = resolve('osmRelease');
  const pods = resolve('pods');
  const known = 'value' in pods ? pods.value.filter(isLive) : undefined;
  const byNamespace = known === undefined ? undefined : Map.groupBy(known, namespaceOf);
  // Which pods of the host network get a sidecar depends on the release: without it v1.0 and later are taken.
  const injectsHostNetwork = release.is === 'known' && release.value.injectsHostNetwork;
  const rows = memberships.value
    .map((membership) => rowOf(membership, byNamespace, injectsHostNetwork))
    .filter(({ member, counts }) => member || (counts?.injected ?? 0) > 0)
    .sort(worstFirst);
  return namespacesTable({
    cluster: cluster.name,
    rows,
    unread: whyNot(pods),
    atLeast: pods.is === 'partial',
    seenAt: `${minuteOf(takenAt)}, ${ageWords(takenAt, now)}`,
  });
}

function namespaceOf({ metadata }: Pod): string {
  return metadata.namespace ?? '';
}

function rowOf(
  membership: Membership,
  pods: ReadonlyMap<string, readonly Pod[]> | undefined,
  injectsHostNetwork: boolean,
): NamespaceRow {
  const { name } = membership.namespace.metadata;
  const counts = pods && countsOf(pods.get(name) ?? [], membership, injectsHostNetwork);
  const refuses = membership.monitored && membership.injection === 'invalid' && !membership.ignored;
  const row = { name, member: membership.monitored, injection: injectionWords(membership), refuses };
  return counts === undefined ? row : { ...row, counts };
}

function countsOf(pods: readonly Pod[], membership: Membership, injectsHostNetwork: boolean): PodCounts {
  const changes = (pod: Pod): boolean => {
    const decision = decideInjection(pod, membership, injectsHostNetwork);
    return hasSidecar(pod) ? decision === 'leave' : decision === 'inject';
  };
  return {
    pods: pods.length,
    injected: pods.filter(hasSidecar).length,
    waiting: isLeaving(membership) ? 0 : pods.filter(changes).length,
  };
}

function injectionWords(membership: Membership): string {
  const { monitored, monitoredBy, ignored, system, injection } = membership;
  if (isLeaving(membership)) return 'is being deleted';
  if (!monitored) return monitoredBy === undefined ? 'not of the mesh' : 'of another mesh';
  if (ignored) return 'ignored (label)';
  if (system) return 'never (system)';
  return { enabled: 'enabled', disabled: 'disabled', absent: 'not set', invalid: 'wrong word: pods refused' }[
    injection
  ];
}

function worstFirst(a: NamespaceRow, b: NamespaceRow): number {
  const without = ({ counts }: NamespaceRow) => (counts === undefined ? 0 : counts.pods - counts.injected);
  return (
    Number(b.refuses) - Number(a.refuses) ||
    (b.counts?.waiting ?? 0) - (a.counts?.waiting ?? 0) ||
    without(b) - without(a) ||
    (a.name < b.name ? -1 : 1)
  );
}

function whyNot(source: Resolved<unknown>): string[] {
  if (source.is === 'known') return [];
  if (source.is === 'notApplicable') return [source.because];
  return (source.is === 'partial' ? [source.because] : source.because).map(problemWords);
}

function problemWords({ detail, rule }: ReadProblem): string {
  return rule === undefined
    ? detail
    : `${detail} Missing right: ${showRule(rule)}.`.replace(/([^.]) Missing/, '$1. Missing');
}
