import { cutEnd } from '../model/cut-text.ts';
import { fewOf } from '../model/few-of.ts';

/** A text out of a policy, which can hold anything at any length: as it is where it is plain, else quoted and cut. */
export function shown(text: string): string {
  return /^(?:[A-Za-z]+ )?[\w.*:@/-]{1,80}$/.test(text) ? text : JSON.stringify(cutEnd(text, 60));
}

/** `a, b, c and 2 more`, each once, in their order. */
export function listed(texts: Iterable<string | number>): string {
  const distinct = [...new Set([...texts].map(String))];
  return fewOf(distinct.map(shown));
}
