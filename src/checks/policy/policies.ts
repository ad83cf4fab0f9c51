import type { Problem } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Membership } from '../../model/facts.ts';
import { object } from '../../model/json.ts';
import type { ObjectMeta } from '../../model/kubernetes.ts';
import { isSafeName, isSafeRef, nameOf, refTo } from '../../model/object-ref.ts';
import type { TrafficTarget } from '../../model/policies.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';

/** Kinds of policies by the versions that OSM's clients use, v0.11.1 to v1.2.4 (`pkg/smi`, `pkg/policy`). */
const apiVersions = {
  TrafficTarget: 'access.smi-spec.io/v1alpha3',
  HTTPRouteGroup: 'specs.smi-spec.io/v1alpha4',
  TCPRoute: 'specs.smi-spec.io/v1alpha4',
  TrafficSplit: 'split.smi-spec.io/v1alpha2',
  Retry: 'policy.openservicemesh.io/v1alpha1',
  UpstreamTrafficSetting: 'policy.openservicemesh.io/v1alpha1',
} as const;

/** An object with metadata. */
export interface Named {
  readonly metadata: ObjectMeta;
}

/** The reference of a policy, with its group, so that kubectl mistakes it for no other kind. */
export function policyRef(kind: keyof typeof apiVersions, { metadata }: Named): ObjectRef {
  return { apiVersion: apiVersions[kind], ...refTo(kind, metadata) };
}

/**
 * The policies that OSM looks at: those in monitored namespaces (`IsMonitoredNamespace` in every list of `pkg/smi` and
 * `pkg/policy`). What is being deleted is not judged, and what lies elsewhere is OSM7013's.
 */
export function inMesh<T extends Named>(policies: readonly T[], memberships: readonly Membership[]): T[] {
  const monitored = monitoredNames(memberships);
  return policies.filter(
    ({ metadata }) => monitored.has(metadata.namespace ?? '') && metadata.deletionTimestamp === undefined,
  );
}

/** The TrafficTargets that OSM takes: their destination lies in their own namespace; the others are OSM7004's. */
export function aimedTargets(
  targets: readonly TrafficTarget[],
  memberships: readonly Membership[],
): TrafficTarget[] {
  return inMesh(targets, memberships).filter(
    ({ metadata, destination }) => destination.namespace === metadata.namespace,
  );
}

/** Names of the namespaces of this mesh. */
export function monitoredNames(memberships: readonly Membership[]): ReadonlySet<string> {
  const monitored = memberships.filter((membership) => membership.monitored);
  return new Set(monitored.map(({ namespace }) => namespace.metadata.name));
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

/** Shows a policy whole. */
export function lookAt(ref: ObjectRef, does: string): RemedyIntent {
  const { apiVersion = '', kind, namespace = '', name } = ref;
  const resource = `${kind.toLowerCase()}.${apiVersion.split('/')[0] ?? ''}`;
  const args = ['get', resource, name, '-n', namespace, '-o', 'yaml'];
  return isSafeRef(ref) ? { do: 'look', does, args } : lookAtKinds(['pods'], namespace, does);
}

/** `TrafficTarget shop/orders`: how a sentence begins. */
export function wordsFor(kind: keyof typeof apiVersions, { metadata }: Named): string {
  return nameOf(refTo(kind, metadata));
}

/** Lists what there is of some kinds in a namespace, or where its name is none, in all. */
export function lookAtKinds(resources: readonly string[], namespace: string, does: string): RemedyIntent {
  const where = isSafeName(namespace) ? ['-n', namespace] : ['-A'];
  return { do: 'look', does, args: ['get', resources.join(','), ...where] };
}

/** Shows to which mesh a namespace belongs. */
export function lookAtNamespace(name: string, does: string): RemedyIntent {
  const column = ['-L', 'openservicemesh.io/monitored-by'];
  return { do: 'look', does, args: ['get', 'namespaces', ...(isSafeName(name) ? [name] : []), ...column] };
}

/** A name out of a policy, which can hold anything at any length. */
export function shown(name: string): string {
  return /^(?:[A-Za-z]+ )?[\w./-]{1,80}$/.test(name) ? name : JSON.stringify(cut(name));
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** `a, b, c and 2 more`, each once. */
export function someOf(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const first = distinct.slice(0, 3).map(shown).join(', ');
  return distinct.length > 3 ? `${first} and ${distinct.length - 3} more` : first;
}

/** `1 TrafficTarget`, `2 TrafficTargets`, `2 Retries`, `2 Egresses`. */
export function count(n: number, noun: string): string {
  if (n === 1) return `1 ${noun}`;
  if (noun.endsWith('y')) return `${n} ${noun.slice(0, -1)}ies`;
  return `${n} ${noun}${noun.endsWith('s') ? 'es' : 's'}`;
}
