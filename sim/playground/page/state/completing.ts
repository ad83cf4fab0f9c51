import type { Suggestion } from '../../api.ts';

/** Whether a text is of a kind for which there may be suggestions: a command, or a word to the bot. */
export function canBeCompleted(text: string): boolean {
  return /^[/@]/.test(text);
}

/** The suggestions worth showing: not what stands there already. */
export function worthShowing(suggestions: readonly Suggestion[], text: string): readonly Suggestion[] {
  return suggestions.filter((suggestion) => suggestion.text !== text.trimEnd());
}

/** The place that is marked after a step up or down; −1 is none: the text itself. */
export function stepped(active: number, by: 1 | -1, count: number): number {
  const places = count + 1;
  return ((active + 1 + by + places) % places) - 1;
}

/** Of what was suggested for less, what begins as it is typed now. */
export function stillFitting(list: readonly Suggestion[], text: string): readonly Suggestion[] {
  const typed = text.trimStart().toLowerCase();
  return list.filter((one) => one.text.toLowerCase().startsWith(typed));
}
