import { continueToken, lastKeyOf } from './continue-token.ts';
import { collectionOf, type ServedKind } from './kinds.ts';
import { fieldSelector, labelSelector, type Selector } from './selector.ts';
import { badRequest, Refusal } from './status.ts';
import { allOf, type Store, type StoredObject } from './store.ts';

/** One page of a list, before it is written out in any form. */
export interface Page {
  readonly items: readonly StoredObject[];
  readonly revision: number;
  readonly token: string | undefined;
  readonly remaining: number | undefined;
}

function selectors(kind: ServedKind, query: URLSearchParams): Selector[] {
  const labels = query.get('labelSelector');
  const fields = query.get('fieldSelector');
  return [...(labels ? [labelSelector(labels)] : []), ...(fields ? [fieldSelector(fields, kind)] : [])];
}

function limitOf(query: URLSearchParams): number {
  const text = query.get('limit') ?? '0';
  if (!/^-?\d+$/.test(text))
    throw new Refusal(badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`));
  // A list at resource version 0 comes from the watch cache, which knows no pages.
  const cached = query.get('resourceVersion') === '0' && !query.get('continue');
  return cached ? 0 : Math.max(0, Number(text));
}

/** The first position whose key lies behind the given one. */
function behind(items: readonly StoredObject[], key: string): number {
  const at = items.findIndex((item) => item.key > key);
  return at < 0 ? items.length : at;
}

/** The page of a collection that a query asks for, in the order of the keys. */
export function pageOf(
  store: Store,
  kind: ServedKind,
  namespace: string | undefined,
  query: URLSearchParams,
): Page {
  const prefix = namespace ? `${namespace}/` : '';
  const tests = selectors(kind, query);
  const all = allOf(store, collectionOf(kind));
  const found = all.filter((item) => item.key.startsWith(prefix) && tests.every((test) => test(item.object)));
  const token = query.get('continue');
  const start = token ? behind(found, prefix + lastKeyOf(token)) : 0;
  const limit = limitOf(query);
  const end = limit === 0 ? found.length : Math.min(found.length, start + limit);
  const last = found[end - 1];
  const more = end < found.length && last !== undefined;
  return {
    items: start === 0 && end === found.length ? found : found.slice(start, end),
    revision: store.revision,
    token: more ? continueToken(store.revision, last.key.slice(prefix.length)) : undefined,
    // Counting what a selector would still select would mean reading it: the real server does not say.
    remaining: more && tests.length === 0 ? found.length - end : undefined,
  };
}
