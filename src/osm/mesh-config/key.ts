import type { OsmVersion } from '../../model/facts.ts';
import { compareVersions, parseOsmVersion } from '../versions.ts';
import type { Format } from './format.ts';

/** A release as it is written in the table: `v1.2.4`. */
export type ReleaseText = `v${number}.${number}.${number}`;

/** What a key can hold. */
export type KeyValue =
  | boolean
  | number
  | string
  | readonly string[]
  | readonly number[]
  | { readonly [name: string]: KeyValue };

/** The type of a key; `object` is an open map (only `sidecar.resources.*` are). */
export type KeyType = 'boolean' | 'integer' | 'string' | 'strings' | 'integers' | 'object';

/**
 * Something that changed from release to release, oldest first: each entry holds from its release on. The oldest
 * release known is v0.11.1; older ones are taken to be like it, as `releaseOf` does.
 */
export type ByRelease<T> = readonly (readonly [since: ReleaseText, is: T])[];

/** What the CRD's schema asks of the value, of each item of a list; the API server refuses anything else. */
export interface SchemaLimits {
  /** The texts that a real server accepts: `off` of `sidecar.logLevel` is not among them (see sidecar.ts). */
  readonly oneOf?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: ByRelease<number | undefined>;
}

/** What OSM's code does when the key is absent: it acts as if a value stood there, or as a sentence says. */
export type Fallback = { readonly value: KeyValue } | { readonly says: string };

/** Defaults by who sets them; a part that is left out sets none, and `undefined` is "absent from this release on". */
export interface Defaults {
  /** Filled in by the API server, from the CRD. */
  readonly schema?: ByRelease<KeyValue | undefined>;
  /** Written by the ConfigMap `preset-mesh-config` of the upstream chart. */
  readonly preset?: ByRelease<KeyValue | undefined>;
  /** Seen in MeshConfigs of the AKS add-on (public dumps: v1.0.0 and the time of v1.2.5). */
  readonly aks?: ByRelease<KeyValue | undefined>;
  /** Used by OSM's code when the key is absent. */
  readonly code?: ByRelease<Fallback>;
}

/** When a change of a key is felt. */
export type Effect =
  | 'atOnce'
  | 'nextPush'
  | 'newConnections'
  | 'nextIssuance'
  | 'newPods'
  | 'controlPlaneRestart'
  | 'never'
  | 'notKnown';

/** The sections of a MeshConfig's spec, in the order of the CRD. */
export const sections = ['sidecar', 'traffic', 'observability', 'certificate', 'featureFlags'] as const;

/** One key of MeshConfig: a leaf of `spec`, or a map whose contents the schema leaves open. */
export interface MeshConfigKey {
  readonly path: `spec.${(typeof sections)[number]}.${string}`;
  readonly type: KeyType;
  readonly limits?: SchemaLimits;
  /** OSM's own rule beyond the schema, for the value or each item of a list; see `judgeValue`. */
  readonly format?: Format;
  /** The outermost object that cannot exist without this key. */
  readonly requiredIn?: string;
  readonly defaults: Defaults;
  readonly means: string;
  readonly takesEffect: ByRelease<Effect>;
  /** What to know about the effect or the danger, in a sentence or two. */
  readonly note?: string;
  /** Of an unplanned change. */
  readonly risk: 'low' | 'medium' | 'high';
  readonly since: ReleaseText;
  /** The last release that has the key. */
  readonly until?: ReleaseText;
  /** Not in any public CRD: known only from the add-on's release notes and users' manifests. */
  readonly seenOnly?: 'aks';
}

/** The same in every release. */
export function always<T>(is: T): ByRelease<T> {
  return [['v0.11.1', is]];
}

/** Absent means this value, in every release. */
export function absentIs(value: KeyValue): ByRelease<Fallback> {
  return always({ value });
}

/** Whether a release is `since` or a later one; before v0.11.1 nothing is told apart. */
function isFrom(version: OsmVersion, since: ReleaseText): boolean {
  const start = parseOsmVersion(since);
  return start !== undefined && compareVersions(version, start) >= 0;
}

/** What holds in a release: the newest entry that is not newer than it, else the oldest of all. */
export function inRelease<T>(changes: ByRelease<T>, version: OsmVersion): T | undefined {
  const newest = changes.findLast(([since]) => isFrom(version, since));
  return (newest ?? changes[0])?.[1];
}

/**
 * Whether the CRD of a release has a key. The add-on's releases after v1.2.4 are taken to have what v1.2.4 has:
 * their own CRD, read from the cluster, knows better.
 */
export function existsIn({ since, until }: MeshConfigKey, version: OsmVersion): boolean {
  if (since !== 'v0.11.1' && !isFrom(version, since)) return false;
  const last = until === undefined ? undefined : parseOsmVersion(until);
  return last === undefined || compareVersions(version, last) <= 0;
}
