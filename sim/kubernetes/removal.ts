import type { KubernetesObject } from './cluster.ts';
import { collectionOf, type ServedKind } from './kinds.ts';
import { textAt } from './record.ts';
import { allOf, forget, type Store, type StoredObject } from './store.ts';

function forgetAll(store: Store, collection: string, prefix: string): void {
  for (const stored of allOf(store, collection)) {
    if (stored.key.startsWith(prefix)) forget(store, collection, stored.key);
  }
}

/** What goes with an object: a definition takes its objects along, a namespace all that lies in it. */
function forgetContents(store: Store, object: KubernetesObject): void {
  if (object.kind === 'CustomResourceDefinition') {
    forgetAll(store, `${textAt(object, 'spec', 'group')}/${textAt(object, 'spec', 'names', 'plural')}`, '');
  }
  if (object.kind !== 'Namespace') return;
  for (const collection of store.collections.keys()) forgetAll(store, collection, `${object.metadata.name}/`);
}

/** Deletes an object at once, without grace and without finalizers. */
export function removeObject(
  store: Store,
  kind: Pick<ServedKind, 'group' | 'resource'>,
  gone: StoredObject,
): void {
  forgetContents(store, gone.object);
  forget(store, collectionOf(kind), gone.key);
}
