/** Text that somebody wrote into a policy, for a sentence: as it is where it is plain, else quoted and cut. */
export function shown(text: string): string {
  if (/^[\w.*:@/-]{1,80}$/.test(text)) return text;
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/** `a, b, c and 2 more`: each once, in their order. */
export function listed(texts: Iterable<string | number>): string {
  const words = [...new Set([...texts].map((text) => shown(String(text))))];
  const first = words.slice(0, 4).join(', ');
  return words.length > 4 ? `${first} and ${words.length - 4} more` : first;
}
