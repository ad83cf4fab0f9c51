import type { Problem } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Membership } from '../../model/facts.ts';
import { object } from '../../model/json.ts';
import type { ObjectMeta } from '../../model/kubernetes.ts';
import { isSafeName, nameOf, refTo } from '../../model/object-ref.ts';
import type { TrafficTarget } from '../../model/policies.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { type PolicyKind, watchedPolicies } from '../../osm/policy-objects.ts';

/** An object with metadata. */
export interface Named {
  readonly metadata: ObjectMeta;
}

/** The namespace of an object; an empty name where it has none. */
export function namespaceOf({ metadata }: Named): string {
  return metadata.namespace ?? '';
}

/** The TrafficTargets that OSM takes: their destination lies in their own namespace; the others are OSM7004's. */
export function aimedTargets(
  targets: readonly TrafficTarget[],
  memberships: readonly Membership[],
): TrafficTarget[] {
  return watchedPolicies(targets, memberships).filter(
    ({ metadata, destination }) => destination.namespace === metadata.namespace,
  );
}

/** Whether every pod reaches every other, so that TrafficTargets, and routes through them, mean nothing. */
export function isPermissive({ spec }: MeshConfig): boolean {
  return object(spec['traffic'])['enablePermissiveTrafficPolicyMode'] === true;
}

/** Faults of access policies; as long as OSM ignores these they are notes for the day when it does not. */
export function notesIfPermissive(meshConfig: MeshConfig, problems: readonly Problem[]): Problem[] {
  if (!isPermissive(meshConfig)) return [...problems];
  return problems.map((problem) => ({
    ...problem,
    severity: 'info',
    says: `${problem.says} Permissive mode is on, so this matters only once it is off.`,
  }));
}

/** `TrafficTarget shop/orders`: how a sentence begins. */
export function wordsFor(kind: PolicyKind, { metadata }: Named): string {
  return nameOf(refTo(kind, metadata));
}

/** Lists what there is of some kinds in a namespace, or where its name is none, in all. */
export function lookAtKinds(resources: readonly string[], namespace: string, does: string): RemedyIntent {
  const where = isSafeName(namespace) ? ['-n', namespace] : ['-A'];
  return { do: 'look', does, args: ['get', resources.join(','), ...where] };
}

/** Lists the pods of a namespace with the ServiceAccounts as which they run. */
export function lookAtAccounts(namespace: string, does: string): RemedyIntent {
  const columns = 'custom-columns=POD:.metadata.name,SERVICEACCOUNT:.spec.serviceAccountName';
  return { do: 'look', does, args: ['get', 'pods', '-n', namespace, '-o', columns] };
}

/** Shows to which mesh a namespace belongs. */
export function lookAtNamespace(name: string, does: string): RemedyIntent {
  const column = ['-L', 'openservicemesh.io/monitored-by'];
  return { do: 'look', does, args: ['get', 'namespaces', ...(isSafeName(name) ? [name] : []), ...column] };
}

/** `1 TrafficTarget`, `2 TrafficTargets`, `2 Retries`, `2 Egresses`. */
export function count(n: number, noun: string): string {
  if (n === 1) return `1 ${noun}`;
  if (noun.endsWith('y')) return `${n} ${noun.slice(0, -1)}ies`;
  return `${n} ${noun}${noun.endsWith('s') ? 'es' : 's'}`;
}
