/** Up to three of the known words that are nearest to what was typed; none when nothing is near. */
export function nearest(typed: string, known: readonly string[]): string[] {
  const word = typed.toLowerCase();
  const limit = Math.max(2, Math.floor(word.length / 3));
  return [...new Set(known)]
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= limit || isPartOf(word, candidate.toLowerCase()))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function isPartOf(word: string, candidate: string): boolean {
  return word.length >= 4 && candidate.includes(word);
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
