import { builtinKinds } from './builtin-kinds.ts';
import type { Manners } from './cluster.ts';
import { customKinds } from './custom-kinds.ts';
import { groupVersion, type ServedKind } from './kinds.ts';
import { allOf, changesOf, type Store } from './store.ts';

const definitions = 'apiextensions.k8s.io/customresourcedefinitions';

/** The kinds served at the moment, by the ways in which they are asked for. */
interface Kinds {
  readonly all: readonly ServedKind[];
  /** By group, version and resource, slashes between. */
  readonly byPath: ReadonlyMap<string, ServedKind>;
  /** By `apiVersion` and `kind`, a space between. */
  readonly byName: ReadonlyMap<string, ServedKind>;
}

/** Gives the kinds served now: the built-in ones and those of the stored definitions. */
export type Catalogue = () => Kinds;

function index(all: readonly ServedKind[]): Kinds {
  return {
    all,
    byPath: new Map(all.map((kind) => [`${kind.group}/${kind.version}/${kind.resource}`, kind])),
    byName: new Map(all.map((kind) => [`${groupVersion(kind.group, kind.version)} ${kind.kind}`, kind])),
  };
}

/** A catalogue that follows the CustomResourceDefinitions in a store. */
export function catalogueOf(store: Store, manners: Manners): Catalogue {
  const builtin = builtinKinds(manners);
  let seen = -1;
  let kinds = index(builtin);
  return () => {
    const changes = changesOf(store, definitions);
    if (changes !== seen) {
      const custom = allOf(store, definitions).flatMap((stored) => customKinds(stored.object));
      kinds = index([...builtin, ...custom]);
      seen = changes;
    }
    return kinds;
  };
}
