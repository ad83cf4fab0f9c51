import type { Problem, Verdict } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Mesh, OsmRelease, OsmVersion } from '../../model/facts.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { componentRef } from '../../osm/components.ts';
import { parseImage } from '../../osm/images.ts';
import { defaultOf, meshConfigKeys } from '../../osm/mesh-config/index.ts';
import { parseOsmVersion, showVersion } from '../../osm/versions.ts';
import { judgeKey, type KeyPath, mendKey } from './judge-key.ts';
import { lastWord, meshConfigRef } from './spec-values.ts';

/** What an image of MeshConfig is judged by. */
interface ImageSources {
  readonly mesh: Mesh;
  readonly osmRelease: OsmRelease;
  readonly meshConfig: MeshConfig;
}

/** A key of MeshConfig that holds an image, and the injector's environment variable that stands in for it. */
export interface ImageKey {
  readonly path: KeyPath;
  readonly variable: 'OSM_DEFAULT_ENVOY_IMAGE' | 'OSM_DEFAULT_INIT_CONTAINER_IMAGE';
}

/**
 * Judges an image of MeshConfig. From v1.0 on it belongs to the injector's environment, and one set in MeshConfig
 * outlives every update; v0.11.1 has no such environment and refuses every Linux pod without one
 * (`pkg/injector/patch.go`, verifyPrerequisites), so there only the empty one is a fault.
 */
export function judgeImage(
  { mesh, osmRelease: { version }, meshConfig }: ImageSources,
  key: ImageKey,
  judgePinned: (pinned: string, injectorsOwn: string | undefined) => Pick<Problem, 'what' | 'severity'>,
): Verdict {
  const name = lastWord(key.path);
  const on = meshConfigRef(meshConfig);
  return judgeKey(meshConfig, key.path, 'string', (image = '') => {
    if (version.major === 0) {
      if (image !== '') return [];
      const says = `${name} is empty, and OSM ${showVersion(version)} has no image of its own: the injector refuses every Linux pod of the mesh.`;
      const mend = mendEmpty(mesh, meshConfig, key, version);
      return [{ what: 'empty', on, severity: 'critical', says, mend }];
    }
    if (image === '') return [];
    const own = injectorsImage(mesh, key);
    const beside =
      own === undefined ? 'what the injector would use is not known' : `the injector would use ${own}`;
    const says = `${name} is pinned to ${image}; ${beside}.`;
    return [{ ...judgePinned(image, own), on, says, mend: [mendPinned(mesh, meshConfig, key, own)] }];
  });
}

/** The image that the injector uses where MeshConfig names none, from v1.0 on. */
export function injectorsImage(mesh: Mesh, { variable }: Pick<ImageKey, 'variable'>): string | undefined {
  const injector = mesh.components['osm-injector'];
  const image = injector?.containers.find(({ name }) => name === 'osm-injector')?.env[variable];
  return image === '' ? undefined : image;
}

/** The version that the tag of an image names; nothing where it names none, as a digest does. */
export function versionOfImage(image: string): OsmVersion | undefined {
  const { tag } = parseImage(image);
  return tag === undefined ? undefined : parseOsmVersion(tag);
}

/** Emptying helps only where the injector has an image of its own. */
function mendPinned(
  mesh: Mesh,
  meshConfig: MeshConfig,
  { path, variable }: ImageKey,
  own: string | undefined,
): RemedyIntent {
  if (own !== undefined) {
    return mendKey(meshConfig, path, '', { does: `Unpin it, so that new pods get ${own}` });
  }
  const { name } = componentRef(mesh, 'osm-injector');
  return {
    do: 'look',
    does: `See whether the injector sets ${variable}: the image must not be unpinned before it does`,
    args: ['get', 'deployment', name, '-n', mesh.namespace, '-o', 'yaml'],
  };
}

/** The image that this very release ships is known for v0.11.1 alone. The undo would break the mesh again: none. */
function mendEmpty(
  mesh: Mesh,
  meshConfig: MeshConfig,
  { path }: ImageKey,
  version: OsmVersion,
): RemedyIntent[] {
  const look: RemedyIntent = {
    do: 'look',
    does: 'See the images that this mesh was installed with',
    args: ['get', 'configmap', 'preset-mesh-config', '-n', mesh.namespace, '-o', 'yaml'],
  };
  const isKnown = showVersion(version) === 'v0.11.1';
  const key = isKnown ? meshConfigKeys.find((known) => known.path === path) : undefined;
  const shipped = key && defaultOf(key, version, mesh.origin === 'upstream' ? 'preset' : 'aks');
  if (shipped === undefined) return [look];
  const { undo: _, ...onward } = mendKey(meshConfig, path, shipped, {
    does: `Set the image that OSM ${showVersion(version)} came with, if the preset names no other`,
  });
  return [look, onward];
}
