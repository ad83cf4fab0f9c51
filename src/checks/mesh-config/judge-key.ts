import type { Verdict } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import type { OsmVersion } from '../../model/facts.ts';
import type { Risk } from '../../model/remedy.ts';
import { meshConfigKeys } from '../../osm/mesh-config/index.ts';
import { type Effect, inRelease, type KeyValue, type MeshConfigKey } from '../../osm/mesh-config/key.ts';
import { type MeshConfigPatch, setKey, valueAt } from './spec-values.ts';

/** Path of a key: `spec.sidecar.logLevel`. */
export type KeyPath = MeshConfigKey['path'];

/** The types that are asked for, by their name in the table of keys. */
interface Held {
  readonly boolean: boolean;
  readonly integer: number;
  readonly string: string;
  readonly strings: readonly string[];
  readonly integers: readonly number[];
}

const holds: { readonly [T in keyof Held]: (value: unknown) => value is Held[T] } = {
  boolean: (value) => typeof value === 'boolean',
  integer: (value): value is number => Number.isInteger(value),
  string: (value) => typeof value === 'string',
  strings: (value): value is readonly string[] =>
    Array.isArray(value) && value.every((item) => typeof item === 'string'),
  integers: (value): value is readonly number[] => Array.isArray(value) && value.every(Number.isInteger),
};

/**
 * Judges the value of a key; undefined where it is absent. A value of another type than the key's, which the API
 * server would not take, is nobody's to judge.
 */
export function judgeKey<T extends keyof Held>(
  config: MeshConfig,
  path: KeyPath,
  type: T,
  judge: (value: Held[T] | undefined) => Verdict,
): Verdict {
  const value = valueAt(config, path) ?? undefined;
  if (value === undefined) return judge(undefined);
  if (holds[type](value)) return judge(value);
  return {
    unknown: `MeshConfig holds ${JSON.stringify(value)} at ${path}, which is of another type than the key: see what OSM makes of it in the logs of osm-controller.`,
  };
}

/** How a key is set. */
interface Setting {
  readonly does: string;
  /** Where the effect of the key differs by release; else any. */
  readonly version?: OsmVersion;
  readonly risk?: Risk;
  /** OSM acts so already; only the text is put right. */
  readonly alreadySo?: true;
}

/** Sets a key, with what was found as the undo; says when the change is felt, as the table of keys knows it. */
export function mendKey(
  config: MeshConfig,
  path: KeyPath,
  value: KeyValue,
  { version, alreadySo, ...how }: Setting,
): MeshConfigPatch {
  const effect = alreadySo ? undefined : effectOf(path, version);
  return setKey(config, path, value, {
    ...how,
    does: `${how.does}${(effect && after[effect]) ?? ''}`,
    takesEffect: effect === 'newPods' || effect === 'controlPlaneRestart' ? effect : 'atOnce',
  });
}

/** When a change of the key is felt: in the given release, else in the newest. */
export function effectOf(path: KeyPath, version?: OsmVersion): Effect | undefined {
  const changes = meshConfigKeys.find((key) => key.path === path)?.takesEffect;
  return changes && (version === undefined ? changes.at(-1)?.[1] : inRelease(changes, version));
}

const after: { readonly [E in Effect]?: string } = {
  newPods: '; running pods keep the old value until they restart',
  nextIssuance: '; each sidecar has it from the next renewal of its certificate',
  controlPlaneRestart: '; it counts once osm-controller has restarted',
};
