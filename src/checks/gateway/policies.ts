import type { Membership } from '../../model/facts.ts';
import type { ObjectMeta } from '../../model/kubernetes.ts';
import { refTo } from '../../model/object-ref.ts';
import type { IngressBackend } from '../../model/policies.ts';
import type { ObjectRef, RemedyIntent } from '../../model/remedy.ts';
import { fullNameOf } from '../../osm/identities.ts';
import { isLeaving } from '../../osm/injection.ts';

/** The two kinds of `policy.openservicemesh.io/v1alpha1` that this area judges. */
type PolicyKind = 'IngressBackend' | 'Egress';

const plurals: Readonly<Record<PolicyKind, string>> = {
  IngressBackend: 'ingressbackends',
  Egress: 'egresses',
};

/** Names of the namespaces that OSM watches; one that is being deleted is none any more. */
export function monitoredNames(memberships: readonly Membership[]): Set<string> {
  const monitored = memberships.filter((membership) => membership.monitored && !isLeaving(membership));
  return new Set(monitored.map(({ namespace }) => namespace.metadata.name));
}

/**
 * The policies that OSM looks at: in monitored namespaces (others are the finding of OSM7013), and not being
 * deleted. In order of their names, so that of two the same one is always named first.
 */
export function counting<T extends { readonly metadata: ObjectMeta }>(
  policies: readonly T[],
  memberships: readonly Membership[],
): T[] {
  const names = monitoredNames(memberships);
  return policies
    .filter(({ metadata }) => names.has(metadata.namespace ?? '') && metadata.deletionTimestamp === undefined)
    .sort((a, b) => compare(fullNameOf(a.metadata), fullNameOf(b.metadata)));
}

/** The IngressBackends among them: in a namespace of the system no pod has a sidecar, so there is nothing to open. */
export function countingBackends(
  policies: readonly IngressBackend[],
  memberships: readonly Membership[],
): IngressBackend[] {
  return counting(
    policies,
    memberships.filter(({ system }) => !system),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The policy as findings name it. */
export function policyRef(kind: PolicyKind, metadata: ObjectMeta): ObjectRef {
  return { apiVersion: 'policy.openservicemesh.io/v1alpha1', ...refTo(kind, metadata) };
}

/** Shows a policy whole. */
export function lookAtPolicy(kind: PolicyKind, metadata: ObjectMeta, does: string): RemedyIntent {
  const resource = `${plurals[kind]}.policy.openservicemesh.io`;
  const { namespace = '', name } = metadata;
  return { do: 'look', does, args: ['get', resource, name, '-n', namespace, '-o', 'yaml'] };
}

/** Shows all policies of a kind in a namespace. */
export function lookAtPolicies(
  kind: PolicyKind,
  { namespace = '' }: Pick<ObjectMeta, 'namespace'>,
  does: string,
): RemedyIntent {
  const resource = `${plurals[kind]}.policy.openservicemesh.io`;
  return { do: 'look', does, args: ['get', resource, '-n', namespace, '-o', 'yaml'] };
}

/** A list of a policy's spec, as it was found and as it should be: merge patches replace lists whole. */
interface ListChange {
  readonly field: string;
  readonly before: readonly object[] | readonly string[];
  readonly after: readonly object[] | readonly string[];
}

/** Replaces one list of a policy. */
export function patchList(
  kind: PolicyKind,
  metadata: ObjectMeta,
  { field, before, after }: ListChange,
  how: { readonly does: string; readonly risk?: 'cutsTraffic' },
): RemedyIntent {
  return {
    do: 'patch',
    object: policyRef(kind, metadata),
    patch: { spec: { [field]: after } },
    undo: { spec: { [field]: before } },
    ...how,
  };
}

/** A backend of an IngressBackend, as people write it. */
export function asWritten({ name, port, protocol, tls }: IngressBackend['backends'][number]): object {
  if (tls === undefined) return { name, port: { number: port, protocol } };
  const { skipClientCertValidation, sniHosts } = tls;
  const names = sniHosts.length === 0 ? {} : { sniHosts };
  return { name, port: { number: port, protocol }, tls: { skipClientCertValidation, ...names } };
}

/** Replaces the backends of an IngressBackend. */
export function patchBackends(
  { metadata, backends }: IngressBackend,
  after: IngressBackend['backends'],
  how: { readonly does: string; readonly risk?: 'cutsTraffic' },
): RemedyIntent {
  const change = { field: 'backends', before: backends.map(asWritten), after: after.map(asWritten) };
  return patchList('IngressBackend', metadata, change, how);
}
