/** `ObjectMeta.managedFields`, the record of who set which field: a third of what an API server says of a pod. */
const neverRead = ['managedFields'];

/**
 * Takes lists of objects of which nothing is kept out of a text before it is parsed: conditions, tolerations, mounts and
 * the record of who set which field are most of a pod. `names` are fields besides managedFields. A list is taken to end
 * at the first `]` outside a string. One that holds another list ends later, and then what comes back has more closing
 * brackets than opening ones: either it says the same without the lists, or it is no JSON.
 */
export function listCutter(names: readonly string[] = []): (text: string) => string {
  const field = `,"(?:${[...neverRead, ...names].join('|')})":`;
  const lists = new RegExp(String.raw`${field}\[\{[^"\]]*(?:"[^"\\]*(?:\\.[^"\\]*)*"[^"\]]*)*\]`, 'g');
  return (text) => text.replace(lists, '');
}
