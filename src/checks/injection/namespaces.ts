import type { Membership } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { refTo } from '../../model/object-ref.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';
import { injectionAnnotation, monitoredByLabel } from '../../osm/names.ts';

/** The namespace as findings name it. */
export function namespaceRef({ namespace }: Membership): ObjectRef {
  return { apiVersion: 'v1', ...refTo('Namespace', namespace.metadata) };
}

/** An annotation's value for a sentence: it can hold anything, at any length; none is shown as an empty one. */
export function showWord(word = ''): string {
  return JSON.stringify(word.length > 40 ? `${word.slice(0, 40)}…` : word);
}

/**
 * What a sentence about new pods of a namespace needs where the control plane was not read: whether the mesh
 * exists that the label names. Empty otherwise.
 */
export function ifMeshExists(namespace: string | undefined, memberships: readonly Membership[]): string {
  const [mesh] = memberships
    .filter((membership) => membership.byLabelAlone && membership.namespace.metadata.name === namespace)
    .map(({ monitoredBy }) => showWord(monitoredBy));
  return mesh === undefined ? '' : ` (if there is a mesh ${mesh}, which this run did not read)`;
}

/** Gives each pod with the membership of its namespace; pods of unknown namespaces are left out. */
export function withMembership(
  pods: readonly Pod[],
  memberships: readonly Membership[],
): { readonly pod: Pod; readonly membership: Membership }[] {
  const byName = new Map<string | undefined, Membership>(
    memberships.map((membership) => [membership.namespace.metadata.name, membership]),
  );
  return pods.flatMap((pod) => {
    const membership = byName.get(pod.metadata.namespace);
    return membership === undefined ? [] : [{ pod, membership }];
  });
}

/** Shows which pods run in a namespace. */
export function lookAtPodsOf({ namespace }: Membership): RemedyIntent {
  const { name } = namespace.metadata;
  return { do: 'look', does: `See what runs in ${name}`, args: ['get', 'pods', '-n', name, '-o', 'wide'] };
}

/** Writes `openservicemesh.io/sidecar-injection` on a namespace. */
export function annotateInjection(
  membership: Membership,
  value: 'enabled' | 'disabled',
  does: string,
): RemedyIntent {
  const was = membership.namespace.metadata.annotations[injectionAnnotation];
  return {
    do: 'annotate',
    on: namespaceRef(membership),
    key: injectionAnnotation,
    value,
    ...(was === undefined ? {} : { was }),
    does,
    takesEffect: 'newPods',
  };
}

/** Writes `openservicemesh.io/monitored-by` on a namespace. */
export function labelForMesh(membership: Membership, mesh: string, does: string): RemedyIntent {
  const { monitoredBy } = membership;
  return {
    do: 'label',
    on: namespaceRef(membership),
    key: monitoredByLabel,
    value: mesh,
    ...(monitoredBy === undefined ? {} : { was: monitoredBy }),
    does,
    takesEffect: 'newPods',
  };
}
