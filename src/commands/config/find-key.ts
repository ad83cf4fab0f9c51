import { findKey } from '../../osm/mesh-config/find-key.ts';
import { meshConfigKeys } from '../../osm/mesh-config/index.ts';
import { existsIn } from '../../osm/mesh-config/key.ts';
import { showVersion } from '../../osm/versions.ts';
import { nearest } from '../nearest.ts';
import type { ConfigKey, OpenConfig } from './open-config.ts';

/** A key of this cluster, or what to tell the person who typed something else. */
export type Found =
  | { readonly is: 'key'; readonly key: ConfigKey }
  | { readonly is: 'none'; readonly says: string };

/** Finds a key by the end of its path; says so when only another release has it, and names near misses. */
export function findConfigKey(typed: string, open: OpenConfig): Found {
  const found = findKey(typed, open.keys);
  if (found.is === 'key') return found;
  if (found.is === 'ambiguous') {
    return none(`"${typed}" could be ${found.choices.join(' or ')}: say more of the path.`);
  }
  const elsewhere = findKey(typed, meshConfigKeys);
  if (elsewhere.is === 'key') return none(elsewhereSays(elsewhere.key.path, open));
  const near = nearest(found.typed, found.near);
  const meant = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
  return none(`MeshConfig has no key "${typed}".${meant}`);
}

function none(says: string): Found {
  return { is: 'none', says };
}

function elsewhereSays(path: string, { release, config }: OpenConfig): string {
  const key = meshConfigKeys.find((candidate) => candidate.path === path);
  const here = release === undefined ? 'this release' : showVersion(release.version);
  if (key === undefined || (release !== undefined && existsIn(key, release.version))) {
    return `${path} is not in this cluster's schema (${config.apiVersion}): it would be dropped without effect.`;
  }
  const span = key.until === undefined ? `from ${key.since} on` : `from ${key.since} to ${key.until}`;
  return `${path} exists ${span} only; OSM ${here} would drop it without effect.`;
}
