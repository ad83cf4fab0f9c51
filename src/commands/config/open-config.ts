import { openSnapshot, type Resolve, type Resolved } from '../../engine/resolve.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Mesh, OsmRelease } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import type { ClusterSnapshot } from '../../model/snapshot.ts';
import { hasSidecar, isLive } from '../../osm/injection.ts';
import { type Installer, meshConfigKeys } from '../../osm/mesh-config/index.ts';
import type { MeshConfigKey } from '../../osm/mesh-config/key.ts';
import { keysOf, pathOf } from '../../remedies/field-path.ts';
import { readSchema } from '../../remedies/read-schema.ts';
import { leavesOf, type Schema } from '../../remedies/schema.ts';

/** What the config command needs of a cluster. */
export const configSources = ['mesh', 'osmRelease', 'meshConfig', 'meshConfigSchema'] as const;

/** What a proposal needs besides: who has to restart, and what could break. */
export const proposalSources = [...configSources, 'pods', 'trafficTargets'] as const;

/** One key of the live MeshConfig: what the cluster's own schema says of it, and what our table knows. */
export interface ConfigKey {
  readonly path: string;
  /** Undefined for a key that stands in our table but not in the cluster's schema. */
  readonly schema?: Schema;
  /** Undefined for a key of a later release of the add-on. */
  readonly known?: MeshConfigKey;
  /** Undefined when absent. */
  readonly value: unknown;
}

/** A MeshConfig opened for looking, explaining and proposing. */
export interface OpenConfig {
  readonly cluster: ClusterSnapshot['cluster'];
  readonly takenAt: string;
  readonly mesh: Mesh;
  readonly installer: Installer;
  /** Undefined where it can't be told. */
  readonly release?: OsmRelease;
  readonly config: MeshConfig;
  readonly schema: Schema;
  /** Keys that the cluster's schema has, in its order. */
  readonly keys: readonly ConfigKey[];
  /** Running pods with a sidecar; undefined where pods could not be read. */
  readonly injected?: readonly Pod[];
  /** How many TrafficTargets there are; undefined where they could not be read. */
  readonly trafficTargets?: number;
}

/** Opens the MeshConfig of a snapshot, or says why that can't be done. */
export function openConfig(
  snapshot: ClusterSnapshot,
): { readonly is: 'open'; readonly config: OpenConfig } | { readonly is: 'closed'; readonly says: string } {
  const resolve = openSnapshot(snapshot);
  const mesh = resolve('mesh');
  const config = resolve('meshConfig');
  if (mesh.is !== 'known') return { is: 'closed', says: whyNot(mesh) };
  if (config.is !== 'known') return { is: 'closed', says: whyNot(config) };
  const schema = schemaOf(resolve);
  const release = known(resolve('osmRelease'));
  const pods = known(resolve('pods'));
  const targets = known(resolve('trafficTargets'));
  return {
    is: 'open',
    config: {
      cluster: snapshot.cluster,
      takenAt: snapshot.takenAt,
      mesh: mesh.value,
      installer: mesh.value.origin === 'upstream' ? 'preset' : 'aks',
      config: config.value,
      schema,
      keys: keysIn(schema, config.value),
      ...(release === undefined ? {} : { release }),
      ...(targets === undefined ? {} : { trafficTargets: targets.length }),
      ...(pods === undefined ? {} : { injected: pods.filter((pod) => isLive(pod) && hasSidecar(pod)) }),
    },
  };
}

function schemaOf(resolve: Resolve): Schema {
  const schema = resolve('meshConfigSchema');
  return schema.is === 'known' ? readSchema(schema.value.schema) : { is: 'opaque', because: whyNot(schema) };
}

function known<T>(source: Resolved<T>): T | undefined {
  return source.is === 'known' ? source.value : undefined;
}

function whyNot(source: Resolved<unknown>): string {
  if (source.is === 'notApplicable') return source.because;
  if (source.is === 'missing') return source.because.map(({ detail }) => detail).join(' ');
  return source.is === 'partial' ? source.because.detail : '';
}

/** Every leaf under `spec`; without a schema those of our table that the object itself holds. */
function keysIn(schema: Schema, config: MeshConfig): ConfigKey[] {
  if (schema.is === 'opaque') {
    return meshConfigKeys
      .map((known) => ({ path: known.path, known, value: valueAt(config, known.path) }))
      .filter(({ value }) => value !== undefined);
  }
  return leavesOf(schema)
    .filter(({ keys }) => keys[0] === 'spec' && keys.length > 1)
    .map(({ keys, schema: leaf }) => {
      const path = pathOf(keys);
      const known = meshConfigKeys.find((key) => key.path === path);
      const key = { path, schema: leaf, value: valueAt(config, path) };
      return known === undefined ? key : { ...key, known };
    });
}

/** The value at a path of the object; undefined when a part of the path is absent. */
export function valueAt(config: MeshConfig, path: string): unknown {
  return keysOf(path)
    .slice(1)
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
          ? Reflect.get(inner, key)
          : undefined,
      config.spec,
    );
}
