import { showVersion } from '../../osm/versions.ts';
import { plain } from '../../present/plain-text.ts';
import type { OpenConfig } from './open-config.ts';

/** `prod-cluster · OSM v1.2.4 · MeshConfig kube-system/osm-mesh-config (v1alpha2)`. */
export function versionLine(open: OpenConfig): string {
  return plain(`${open.cluster.name} · ${configLine(open)}`);
}

/** The same where the cluster is named already. */
export function configLine({ release, config }: OpenConfig): string {
  const { namespace, name } = config.metadata;
  const version = release === undefined ? 'OSM version unknown' : `OSM ${showVersion(release.version)}`;
  const apiVersion = config.apiVersion.split('/')[1] ?? config.apiVersion;
  return plain(`${version} · MeshConfig ${namespace}/${name} (${apiVersion})`);
}
