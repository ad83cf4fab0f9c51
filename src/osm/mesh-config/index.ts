import type { OsmVersion } from '../../model/facts.ts';
import { certificateKeys } from './certificate.ts';
import { externalAuthorizationKeys } from './external-authorization.ts';
import { featureFlagKeys } from './feature-flags.ts';
import { judgeFormat, type Misfit } from './format.ts';
import { existsIn, inRelease, type KeyValue, type MeshConfigKey } from './key.ts';
import { observabilityKeys } from './observability.ts';
import { sidecarKeys } from './sidecar.ts';
import { sidecarImageKeys } from './sidecar-images.ts';
import { trafficKeys } from './traffic.ts';

/** Every key of MeshConfig's spec from v0.11.1 to v1.2.4, and those known of the add-on's later releases. */
export const meshConfigKeys: readonly MeshConfigKey[] = [
  ...sidecarKeys,
  ...sidecarImageKeys,
  ...trafficKeys,
  ...externalAuthorizationKeys,
  ...observabilityKeys,
  ...certificateKeys,
  ...featureFlagKeys,
];

/** The keys that a release has. */
export function keysOf(version: OsmVersion): MeshConfigKey[] {
  return meshConfigKeys.filter((key) => existsIn(key, version));
}

/** Who installed the mesh: the AKS add-on, or somebody with OSM's own chart and its preset. */
export type Installer = 'aks' | 'preset';

/**
 * The value that a key has in an untouched mesh, or acts as if it had: what the installer writes, else what the
 * schema fills in, else what OSM's code uses. Nothing when that is no fixed value.
 */
export function defaultOf(
  { defaults }: MeshConfigKey,
  version: OsmVersion,
  installer: Installer,
): KeyValue | undefined {
  const { schema, code, [installer]: written } = defaults;
  const stored = (written && inRelease(written, version)) ?? (schema && inRelease(schema, version));
  if (stored !== undefined) return stored;
  const fallback = code && inRelease(code, version);
  return fallback !== undefined && 'value' in fallback ? fallback.value : undefined;
}

/** Everything in a value, item by item, that the schema may let through and OSM cannot use. */
export function judgeValue({ format }: MeshConfigKey, value: unknown, version: OsmVersion): Misfit[] {
  if (format === undefined) return [];
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => judgeFormat(format, item, version)).filter((misfit) => misfit !== undefined);
}
