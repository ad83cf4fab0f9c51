/** What was found for a typed key. */
export type FoundKey<Key> =
  | { readonly is: 'key'; readonly key: Key }
  /** The typed text ends several keys, or names an object that holds them. */
  | { readonly is: 'ambiguous'; readonly choices: readonly string[] }
  /** No key; `near` are the words that `typed` may have been meant as, of which the caller picks the nearest. */
  | { readonly is: 'unknown'; readonly typed: string; readonly near: readonly string[] };

/** `Spec.Traffic.enableEgress` → `traffic`, `enableegress`; a dot at either end is forgiven. */
function stepsOf(path: string): string[] {
  const steps = path
    .trim()
    .toLowerCase()
    .split('.')
    .filter((step) => step !== '');
  return steps[0] === 'spec' ? steps.slice(1) : steps;
}

function endsWith(steps: readonly string[], end: readonly string[]): boolean {
  const start = steps.length - end.length;
  return start >= 0 && end.every((step, index) => steps[start + index] === step);
}

/** Whether the typed steps name an object above the key. */
function passesThrough(steps: readonly string[], typed: readonly string[]): boolean {
  return steps.some((_, index) => index > 0 && endsWith(steps.slice(0, index), typed));
}

/**
 * Finds a key by the end of its path: `enableEgress`, `tracing.port`, `spec.sidecar.logLevel`; without case, whole
 * words between dots. A whole path always wins. Takes any keys that have a path, those of a live schema too.
 */
export function findKey<Key extends { readonly path: string }>(
  typed: string,
  keys: readonly Key[],
): FoundKey<Key> {
  const wanted = stepsOf(typed);
  const known = keys.map((key) => ({ key, steps: stepsOf(key.path) }));
  const matching = wanted.length === 0 ? [] : known.filter(({ steps }) => endsWith(steps, wanted));
  const exact = matching.find(({ steps }) => steps.length === wanted.length);
  const only = exact ?? (matching.length === 1 ? matching[0] : undefined);
  if (only !== undefined) return { is: 'key', key: only.key };
  const under = wanted.length === 0 ? [] : known.filter(({ steps }) => passesThrough(steps, wanted));
  const choices = [...new Set([...matching, ...under])].map(({ key }) => key.path);
  if (choices.length > 0) return { is: 'ambiguous', choices };
  return { is: 'unknown', typed: wanted.join('.'), near: candidates(keys, wanted.length) };
}

/** The ends of all paths, as long as what was typed: a misspelt last word is near to last words. */
function candidates(keys: readonly { readonly path: string }[], length: number): string[] {
  return [
    ...new Set(
      keys.map(({ path }) => {
        const steps = path.split('.').filter((step, index) => !(index === 0 && step === 'spec'));
        return steps.slice(-Math.max(1, length)).join('.');
      }),
    ),
  ];
}
