const opening = ',"managedFields":[{';
const closing = '}]';

/**
 * An object's text without the record of who set which field: a third of what an API server says of a pod, and nothing
 * of it is kept. Only as API servers write it: a list of objects (`ObjectMeta` in k8s.io/apimachinery), without white
 * space. Where it ends is a guess; what comes back is JSON only where the guess was right, for a cut that begins inside
 * two brackets and ends inside a text, or inside others, leaves none.
 */
export function withoutManagedFields(item: string): string {
  const start = item.indexOf(opening);
  const end = start === -1 ? -1 : item.indexOf(closing, start + opening.length);
  return end === -1 ? item : item.slice(0, start) + item.slice(end + closing.length);
}
