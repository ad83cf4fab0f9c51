import type { Remedy } from '../../model/remedy.ts';
import { proofWords } from '../remedy-words.ts';

/** Why most changes are not proven, where several are not for one reason: a document says it once. */
export function usualDoubt(remedies: readonly Remedy[]): string | undefined {
  const unproven = remedies.flatMap((remedy) =>
    remedy.proof.by === 'none' ? (proofWords(remedy) ?? []) : [],
  );
  const reasons = [...Map.groupBy(unproven, (words) => words).values()];
  const [usual = []] = reasons.sort((a, b) => b.length - a.length);
  return usual.length > 1 ? usual[0] : undefined;
}

/** The doubt as it stands above all changes. */
export function doubtWords(doubt: string): string {
  return `${doubt} So it is with every change that says nothing else.`;
}
