import type { Membership } from '../model/facts.ts';
import type { ObjectMeta } from '../model/kubernetes.ts';
import { refTo } from '../model/object-ref.ts';
import type { ObjectRef, RemedyIntent } from '../model/remedy.ts';
import { fullNameOf } from './identities.ts';
import { isLeaving } from './injection.ts';

/** Kinds of policies by the versions that OSM's clients use, v0.11.1 to v1.2.4 (`pkg/smi`, `pkg/policy`). */
const apiVersions = {
  TrafficTarget: 'access.smi-spec.io/v1alpha3',
  HTTPRouteGroup: 'specs.smi-spec.io/v1alpha4',
  TCPRoute: 'specs.smi-spec.io/v1alpha4',
  TrafficSplit: 'split.smi-spec.io/v1alpha2',
  IngressBackend: 'policy.openservicemesh.io/v1alpha1',
  Egress: 'policy.openservicemesh.io/v1alpha1',
  Retry: 'policy.openservicemesh.io/v1alpha1',
  UpstreamTrafficSetting: 'policy.openservicemesh.io/v1alpha1',
} as const;

/** A kind of object by which people say what may talk to what. */
export type PolicyKind = keyof typeof apiVersions;

/** The reference of a policy, with its group, so that kubectl mistakes it for no other kind. */
export function policyRef(kind: PolicyKind, metadata: Pick<ObjectMeta, 'name' | 'namespace'>): ObjectRef {
  return { apiVersion: apiVersions[kind], ...refTo(kind, metadata) };
}

/** Shows a policy whole. */
export function lookAtPolicy(
  kind: PolicyKind,
  { namespace = '', name }: Pick<ObjectMeta, 'name' | 'namespace'>,
  does: string,
): RemedyIntent {
  const resource = `${kind.toLowerCase()}.${apiVersions[kind].split('/')[0] ?? ''}`;
  return { do: 'look', does, args: ['get', resource, name, '-n', namespace, '-o', 'yaml'] };
}

/** Names of the namespaces that the mesh watches; one that is being deleted is none any more. */
export function monitoredNames(memberships: readonly Membership[]): ReadonlySet<string> {
  const monitored = memberships.filter((membership) => membership.monitored && !isLeaving(membership));
  return new Set(monitored.map(({ namespace }) => namespace.metadata.name));
}

/**
 * The policies that OSM looks at: those in monitored namespaces (`IsMonitoredNamespace` in every list of `pkg/smi` and
 * `pkg/policy`; what lies elsewhere is OSM7013's), and not being deleted. In order of their names, so that of two the
 * same one is always named first.
 */
export function watchedPolicies<T extends { readonly metadata: ObjectMeta }>(
  policies: readonly T[],
  memberships: readonly Membership[],
): T[] {
  const names = monitoredNames(memberships);
  return policies
    .filter(({ metadata }) => names.has(metadata.namespace ?? '') && metadata.deletionTimestamp === undefined)
    .sort((a, b) => compare(fullNameOf(a.metadata), fullNameOf(b.metadata)));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
