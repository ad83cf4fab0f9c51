import type { Membership } from '../../model/facts.ts';
import type { ObjectMeta } from '../../model/kubernetes.ts';
import type { IngressBackend } from '../../model/policies.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { type PolicyKind, policyRef, watchedPolicies } from '../../osm/policy-objects.ts';

/** The two kinds of `policy.openservicemesh.io/v1alpha1` that this area judges. */
type GatewayKind = Extract<PolicyKind, 'IngressBackend' | 'Egress'>;

const plurals: Readonly<Record<GatewayKind, string>> = {
  IngressBackend: 'ingressbackends',
  Egress: 'egresses',
};

/** The IngressBackends that OSM looks at: in a namespace of the system no pod has a sidecar, so there is nothing to open. */
export function countingBackends(
  policies: readonly IngressBackend[],
  memberships: readonly Membership[],
): IngressBackend[] {
  return watchedPolicies(
    policies,
    memberships.filter(({ system }) => !system),
  );
}

/** Shows all policies of a kind in a namespace. */
export function lookAtPolicies(
  kind: GatewayKind,
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
  kind: GatewayKind,
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
