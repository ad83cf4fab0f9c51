import type { Message } from '../model/message.ts';

/** A mark that differs in shape, is seen on white and on black, and the word that says the same. */
const tones: { readonly [T in Message['tone']]: readonly [mark: string, word: string] } = {
  failing: ['❌', 'FAILING'],
  unknown: ['❓', 'UNKNOWN'],
  degraded: ['⚠️', 'DEGRADED'],
  healthy: ['✅', 'HEALTHY'],
  neutral: ['', ''],
};

/** `FAILING · …`, unless the words say so themselves. */
export function saidInWords(tone: Message['tone'], words: string): string {
  const [, word] = tones[tone];
  return words.includes(word) ? words : `${word} · ${words}`;
}

/** `❌ FAILING · …`. */
export function saidInColour(tone: Message['tone'], words: string): string {
  const [mark] = tones[tone];
  return [mark, saidInWords(tone, words)].filter((part) => part !== '').join(' ');
}
