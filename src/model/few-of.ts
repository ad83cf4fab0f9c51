/** `a, b, c and 2 more`: of many, the first few. */
export function fewOf(words: readonly string[], few = 3): string {
  const more = words.length - few;
  const named = words.slice(0, few).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}
