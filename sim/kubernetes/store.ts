import type { KubernetesObject } from './cluster.ts';
import type { ServedKind } from './kinds.ts';

/** The texts of an object that are worth keeping: a list of thousands is then only joined, never serialised anew. */
export interface Rendered {
  view?: KubernetesObject;
  whole?: string;
  item?: string;
  metadata?: string;
}

/** An object as stored, with what has been rendered of it for each kind that it was read as. */
export interface StoredObject {
  readonly key: string;
  readonly object: KubernetesObject;
  readonly rendered: WeakMap<ServedKind, Rendered>;
}

interface Collection {
  readonly byKey: Map<string, StoredObject>;
  sorted: readonly StoredObject[] | undefined;
  changes: number;
}

/** Everything the server knows, by collection and key, with one revision counted over all of it as etcd does. */
export interface Store {
  readonly collections: Map<string, Collection>;
  revision: number;
  /** Told of every change, where somebody follows them. */
  changed: (() => void) | undefined;
}

/** A store that holds nothing. */
export function emptyStore(): Store {
  return { collections: new Map(), revision: 1, changed: undefined };
}

/** The key of an object in its collection: etcd sorts by the whole of it, hyphens before the slash. */
export function keyOf(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}

function collection(store: Store, name: string): Collection {
  const known = store.collections.get(name);
  if (known !== undefined) return known;
  const fresh: Collection = { byKey: new Map(), sorted: undefined, changes: 0 };
  store.collections.set(name, fresh);
  return fresh;
}

/** One object, if it is there. */
export function lookUp(store: Store, name: string, key: string): StoredObject | undefined {
  return store.collections.get(name)?.byKey.get(key);
}

/** All objects of a collection in the order of their keys. */
export function allOf(store: Store, name: string): readonly StoredObject[] {
  const found = collection(store, name);
  found.sorted ??= [...found.byKey.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
  return found.sorted;
}

/** How often a collection has changed: tells whether something derived from it is still good. */
export function changesOf(store: Store, name: string): number {
  return store.collections.get(name)?.changes ?? 0;
}

/** Stores an object under its key, in place of what stood there. */
export function keep(store: Store, name: string, object: KubernetesObject): StoredObject {
  const into = collection(store, name);
  const key = keyOf(object.metadata.namespace, object.metadata.name);
  const stored = { key, object, rendered: new WeakMap() };
  into.byKey.set(key, stored);
  into.sorted = undefined;
  into.changes += 1;
  store.changed?.();
  return stored;
}

/** Forgets an object; says whether it was there. */
export function forget(store: Store, name: string, key: string): boolean {
  const from = collection(store, name);
  const was = from.byKey.delete(key);
  if (!was) return false;
  from.sorted = undefined;
  from.changes += 1;
  store.revision += 1;
  store.changed?.();
  return true;
}
