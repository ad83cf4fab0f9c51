import { cutEnd } from '../model/cut-text.ts';

/** A text out of a policy, which can hold anything at any length: as it is where it is plain, else quoted and cut. */
export function shown(text: string): string {
  return /^(?:[A-Za-z]+ )?[\w.*:@/-]{1,80}$/.test(text) ? text : JSON.stringify(cutEnd(text, 60));
}

/** `a, b, c and 2 more`, each once, in their order. */
export function listed(texts: Iterable<string | number>): string {
  const distinct = [...new Set([...texts].map(String))];
  const first = distinct.slice(0, 3).map(shown).join(', ');
  return distinct.length > 3 ? `${first} and ${distinct.length - 3} more` : first;
}
