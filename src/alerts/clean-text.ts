/** Control characters, those that cannot be seen or turn the direction of text, and halves of surrogate pairs. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu;

/** Text of an alert, fit to be kept: one line, nothing that cannot be seen, at most so many characters. */
export function clean(text: string, most: number): string {
  // Cleaning only shortens, so a long text is cut before it is searched; what spaces take away is not missed.
  const line = text
    .slice(0, most * 4)
    .replace(unsafe, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The first items of a list: so many, and as JSON not more than so many bytes together. */
export function fitting<T>(items: readonly T[], most: number, mostBytes: number): T[] {
  let bytes = 0;
  return items.slice(0, most).filter((item) => {
    const size = Buffer.byteLength(JSON.stringify(item));
    if (bytes + size > mostBytes) return false;
    bytes += size;
    return true;
  });
}
