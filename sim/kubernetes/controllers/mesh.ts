import { deploymentOf } from '../../../src/kubernetes/shapes/workloads.ts';
import type { Mesh, OsmRelease } from '../../../src/model/facts.ts';
import { meshesAmong } from '../../../src/osm/facts/mesh.ts';
import { releaseAmong } from '../../../src/osm/facts/osm-release.ts';
import { releaseOf } from '../../../src/osm/versions.ts';
import type { KubernetesObject } from '../cluster.ts';
import { isRecord, listAt, recordAt, textAt } from '../record.ts';
import type { World } from './world.ts';

/** A mesh of the cluster, as its own programs know it. */
export interface PlayedMesh {
  readonly mesh: Mesh;
  readonly release: OsmRelease;
  /** `spec` of `osm-mesh-config`; empty where there is none. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** The mesh whose control plane lies in a namespace. */
export function meshIn(world: World, namespace: string): PlayedMesh | undefined {
  const found = meshesAmong(world.all('Deployment').map(deploymentOf)).find(
    (mesh) => mesh.namespace === namespace,
  );
  if (found === undefined) return undefined;
  // A release that no image names is taken for the last one.
  const release = releaseAmong(found) ?? releaseOf({ major: 1, minor: 2, patch: 4 });
  const config = recordAt(world.find('MeshConfig', namespace, 'osm-mesh-config'), 'spec');
  return { mesh: found, release, config };
}

/** The value after an option of a program's command line. */
export function optionOf(
  world: World,
  { mesh }: PlayedMesh,
  component: 'osm-controller' | 'osm-injector',
  option: string,
): string | undefined {
  const name = mesh.components[component]?.metadata.name ?? component;
  const args = containersOf(world.find('Deployment', mesh.namespace, name))
    .flatMap((container) => listAt(container, 'args'))
    .map(String);
  const at = args.indexOf(option);
  return at < 0 ? undefined : args[at + 1];
}

function containersOf(deployment: KubernetesObject | undefined): unknown[] {
  return listAt(deployment, 'spec', 'template', 'spec', 'containers').filter(isRecord);
}

/** The image that a new sidecar or its init container gets: MeshConfig's, else the injector's own. */
export function imageOf({ mesh, config }: PlayedMesh, which: 'sidecar' | 'init'): string {
  const key = which === 'sidecar' ? 'envoyImage' : 'initContainerImage';
  const variable = which === 'sidecar' ? 'OSM_DEFAULT_ENVOY_IMAGE' : 'OSM_DEFAULT_INIT_CONTAINER_IMAGE';
  const pinned = textAt(config, 'sidecar', key);
  const containers = mesh.components['osm-injector']?.containers ?? [];
  const own = containers.find(({ name }) => name === 'osm-injector')?.env[variable] ?? '';
  return pinned === '' ? own : pinned;
}
