import type { Sources } from '../../model/check.ts';
import type { ObjectMeta } from '../../model/kubernetes.ts';
import { knownCrdNames } from '../../osm/names.ts';

/** The lists of objects that go with the CRDs of OSM and SMI, so that a backup has to hold them. */
export type MeshObjectInput =
  | 'meshConfigs'
  | 'meshRootCertificates'
  | 'trafficTargets'
  | 'httpRouteGroups'
  | 'tcpRoutes'
  | 'trafficSplits'
  | 'egresses'
  | 'ingressBackends'
  | 'retries'
  | 'upstreamTrafficSettings';

/** A kind of object that a backup has to hold. */
export interface MeshObjectKind {
  readonly kind: string;
  /** `plural.group`. */
  readonly crd: string;
  readonly input: MeshObjectInput;
}

/** Every such kind. */
export const meshObjectKinds: readonly MeshObjectKind[] = [
  { kind: 'MeshConfig', crd: 'meshconfigs.config.openservicemesh.io', input: 'meshConfigs' },
  {
    kind: 'MeshRootCertificate',
    crd: 'meshrootcertificates.config.openservicemesh.io',
    input: 'meshRootCertificates',
  },
  { kind: 'TrafficTarget', crd: 'traffictargets.access.smi-spec.io', input: 'trafficTargets' },
  { kind: 'HTTPRouteGroup', crd: 'httproutegroups.specs.smi-spec.io', input: 'httpRouteGroups' },
  { kind: 'TCPRoute', crd: 'tcproutes.specs.smi-spec.io', input: 'tcpRoutes' },
  { kind: 'TrafficSplit', crd: 'trafficsplits.split.smi-spec.io', input: 'trafficSplits' },
  { kind: 'Egress', crd: 'egresses.policy.openservicemesh.io', input: 'egresses' },
  { kind: 'IngressBackend', crd: 'ingressbackends.policy.openservicemesh.io', input: 'ingressBackends' },
  { kind: 'Retry', crd: 'retries.policy.openservicemesh.io', input: 'retries' },
  {
    kind: 'UpstreamTrafficSetting',
    crd: 'upstreamtrafficsettings.policy.openservicemesh.io',
    input: 'upstreamTrafficSettings',
  },
];

/** The metadata of the objects of a kind. */
export function objectsOf(
  { input }: MeshObjectKind,
  seen: Pick<Sources, MeshObjectInput>,
): readonly { readonly metadata: ObjectMeta }[] {
  return seen[input];
}

/** kubectl's arguments that bring all that a move can lose, of these CRDs; kubectl refuses kinds that are not there. */
export function backupOf(crds: readonly string[]): string[] {
  const known = knownCrdNames.filter((name) => crds.includes(name));
  return ['get', ['namespaces', ...known].join(','), '-A', '-o', 'yaml'];
}
