/**
 * The same function, which computes once for the same lists: many checks ask the same of all pods. Lists are told apart
 * by identity, since nothing that was read is ever changed, and what was computed is forgotten together with them.
 */
export function oncePer<L extends readonly object[], T>(derive: (...lists: L) => T): (...lists: L) => T {
  const first: Place<T> = { next: new WeakMap() };
  return (...lists) => {
    let place = first;
    for (const list of lists) place = placeBehind(place, list);
    place.made ??= { value: derive(...lists) };
    return place.made.value;
  };
}

/** Where what was computed for some lists is kept: a step for each list. */
interface Place<T> {
  readonly next: WeakMap<object, Place<T>>;
  made?: { readonly value: T };
}

function placeBehind<T>({ next }: Place<T>, list: object): Place<T> {
  const known = next.get(list);
  if (known !== undefined) return known;
  const place: Place<T> = { next: new WeakMap() };
  next.set(list, place);
  return place;
}
