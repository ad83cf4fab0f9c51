import type { OsmVersion } from '../model/facts.ts';
import type { ServicePort } from '../model/kubernetes.ts';
import { compareVersions } from './versions.ts';

/** What OSM takes the traffic of a Service's port for. `default` is http, for want of any word. */
export type PortProtocol =
  | {
      readonly is: 'known';
      readonly protocol: KnownProtocol;
      readonly by: 'appProtocol' | 'name' | 'default';
    }
  | { readonly is: 'unknown'; readonly appProtocol: string };

/** Protocols inside the mesh; `tcp-server-first` came with v1.0. */
export type KnownProtocol = 'http' | 'grpc' | 'tcp' | 'tcp-server-first';

/** The longer one first, as OSM looks for prefixes (`pkg/constants/constants.go` SupportedProtocolsInMesh, v1.2.4). */
const protocols: readonly KnownProtocol[] = ['tcp-server-first', 'http', 'tcp', 'grpc'];

/** The protocols that a release knows inside the mesh. */
export function protocolsOf(version: OsmVersion): readonly KnownProtocol[] {
  const hasServerFirst = version.major >= 1;
  return protocols.filter((protocol) => hasServerFirst || protocol !== 'tcp-server-first');
}

/**
 * Up to v1.1 appProtocol alone counts, from v1.2 on a prefix of the port's name as well (`tcp-`), where there is no
 * appProtocol. The case of appProtocol does not matter (`pkg/envoy/lds/inmesh.go`), that of names cannot differ
 * (`pkg/k8s/client.go` ServiceToMeshServices, v1.2.4).
 */
export function protocolOf(
  { name = '', appProtocol }: Pick<ServicePort, 'name' | 'appProtocol'>,
  version: OsmVersion,
): PortProtocol {
  const known = protocolsOf(version);
  if (appProtocol !== undefined) {
    const protocol = known.find((candidate) => candidate === appProtocol.toLowerCase());
    return protocol === undefined
      ? { is: 'unknown', appProtocol }
      : { is: 'known', protocol, by: 'appProtocol' };
  }
  const readsNames = compareVersions(version, { major: 1, minor: 2, patch: 0 }) >= 0;
  const named = readsNames ? known.find((candidate) => name.startsWith(`${candidate}-`)) : undefined;
  return { is: 'known', protocol: named ?? 'http', by: named === undefined ? 'default' : 'name' };
}
