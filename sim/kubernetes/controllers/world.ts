import type { Catalogue } from '../catalogue.ts';
import type { KubernetesObject } from '../cluster.ts';
import { collectionOf, type ServedKind } from '../kinds.ts';
import { sameJson } from '../record.ts';
import { removeObject } from '../removal.ts';
import { place } from '../seed.ts';
import { allOf, keyOf, lookUp, type Store, type StoredObject } from '../store.ts';

/** What controllers see of a cluster, and how they write to it: objects are replaced, never changed in place. */
export interface World {
  /** RFC 3339 without fractions of a second. */
  readonly now: () => string;
  all(kind: string): readonly KubernetesObject[];
  find(kind: string, namespace: string | undefined, name: string): KubernetesObject | undefined;
  /** Creates or replaces an object; an object that is the same already is left alone. */
  save(object: KubernetesObject): void;
  remove(object: KubernetesObject): void;
}

/** The same list of stored objects gives the same list of objects: it changes only when something was written. */
const objectLists = new WeakMap<readonly StoredObject[], readonly KubernetesObject[]>();

function objectsIn(stored: readonly StoredObject[]): readonly KubernetesObject[] {
  const known = objectLists.get(stored);
  if (known !== undefined) return known;
  const objects = stored.map(({ object }) => object);
  objectLists.set(stored, objects);
  return objects;
}

/** A world over a store. */
export function worldOf(store: Store, catalogue: Catalogue, now: () => string): World {
  const kindNamed = (name: string): ServedKind | undefined =>
    catalogue().all.find(({ kind }) => kind === name);
  const stored = (kind: ServedKind, namespace: string | undefined, name: string) =>
    lookUp(store, collectionOf(kind), keyOf(kind.namespaced ? namespace : undefined, name));
  return {
    now,
    all: (name) => {
      const kind = kindNamed(name);
      return kind === undefined ? [] : objectsIn(allOf(store, collectionOf(kind)));
    },
    find: (name, namespace, called) => {
      const kind = kindNamed(name);
      return kind === undefined ? undefined : stored(kind, namespace, called)?.object;
    },
    save: (object) => {
      const kind = kindNamed(object.kind);
      if (kind === undefined) return;
      const before = stored(kind, object.metadata.namespace, object.metadata.name)?.object;
      if (before !== undefined && sameJson(before, object)) return;
      const { resourceVersion: _, ...metadata } = object.metadata;
      place(store, catalogue, { ...object, metadata: counted(metadata, before, object) }, now());
    },
    remove: (object) => {
      const kind = kindNamed(object.kind);
      if (kind === undefined) return;
      const found = stored(kind, object.metadata.namespace, object.metadata.name);
      if (found !== undefined) removeObject(store, kind, found);
    },
  };
}

/** Whatever has a generation counts the changes of its specification, whoever makes them. */
function counted(
  metadata: KubernetesObject['metadata'],
  before: KubernetesObject | undefined,
  after: KubernetesObject,
): KubernetesObject['metadata'] {
  const { generation } = before?.metadata ?? {};
  if (generation === undefined || sameJson(before?.['spec'], after['spec'])) return metadata;
  return { ...metadata, generation: generation + 1 };
}

/** The object that manages another one, by uid. */
export function ownerUid(object: KubernetesObject): string | undefined {
  const references = object.metadata['ownerReferences'];
  if (!Array.isArray(references)) return undefined;
  return references.find((reference) => reference?.controller === true)?.uid;
}

/** A reference that makes one object manage another. */
export function ownedBy(owner: KubernetesObject): object[] {
  const { name, uid } = owner.metadata;
  const { apiVersion, kind } = owner;
  return [{ apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }];
}

const owned = new WeakMap<readonly KubernetesObject[], Map<string, KubernetesObject[]>>();

/** The objects of a kind that another one manages. */
export function managedBy(world: World, kind: string, owner: KubernetesObject): readonly KubernetesObject[] {
  const all = world.all(kind);
  const byOwner = owned.get(all) ?? Map.groupBy(all, (object) => ownerUid(object) ?? '');
  owned.set(all, byOwner);
  return byOwner.get(owner.metadata.uid ?? '') ?? [];
}
