import type { KubernetesObject } from './cluster.ts';
import { fillDefaults } from './defaults.ts';
import { groupVersion, type ServedKind } from './kinds.ts';
import { pruneCustom } from './prune.ts';
import type { Rendered, StoredObject } from './store.ts';

function rendered(stored: StoredObject, kind: ServedKind): Rendered {
  const known = stored.rendered.get(kind);
  if (known !== undefined) return known;
  const fresh: Rendered = {};
  stored.rendered.set(kind, fresh);
  return fresh;
}

function customView(object: KubernetesObject, kind: ServedKind, apiVersion: string): KubernetesObject {
  const view: KubernetesObject = { ...structuredClone(object), apiVersion };
  pruneCustom(view, kind.custom?.schema);
  fillDefaults(view, kind.custom?.schema);
  return view;
}

/** A stored object as a client of one version sees it: a real server prunes and fills defaults on reading, too. */
export function viewOf(stored: StoredObject, kind: ServedKind): KubernetesObject {
  const apiVersion = groupVersion(kind.group, kind.version);
  const texts = rendered(stored, kind);
  texts.view ??=
    kind.custom === undefined
      ? { ...stored.object, apiVersion }
      : customView(stored.object, kind, apiVersion);
  return texts.view;
}

/** The object as JSON, as a `get` answers it. */
export function wholeText(stored: StoredObject, kind: ServedKind): string {
  const texts = rendered(stored, kind);
  const { apiVersion, kind: named, ...rest } = viewOf(stored, kind);
  texts.whole ??= JSON.stringify({ kind: named, apiVersion, ...rest });
  return texts.whole;
}

/** The object as JSON, as an item of a list: built-in kinds leave `kind` and `apiVersion` to the list. */
export function itemText(stored: StoredObject, kind: ServedKind): string {
  if (kind.custom !== undefined) return wholeText(stored, kind);
  const texts = rendered(stored, kind);
  const { apiVersion: _, kind: __, ...rest } = viewOf(stored, kind);
  texts.item ??= JSON.stringify(rest);
  return texts.item;
}

/** The object's metadata alone, as PartialObjectMetadata. */
export function metadataText(stored: StoredObject, kind: ServedKind): string {
  const texts = rendered(stored, kind);
  texts.metadata ??= JSON.stringify({
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: stored.object.metadata,
  });
  return texts.metadata;
}
