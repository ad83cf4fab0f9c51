import { plain } from '../plain-text.ts';

/** Halves of characters are gone by then; these two are no characters, and XML 1.0 does not allow them. */
const noCharacters = /[\ufffe\uffff]/g;

/** What an agent of Azure Pipelines takes for an order, wherever in a line of the log it stands. */
const orders = /##(?=vso\[|\[)/gi;

/** Text from outside as it may stand in any document or log: unsafe characters shown as their code. */
export function legible(text: string): string {
  return plain(text.toWellFormed()).replace(noCharacters, '\ufffd').replace(orders, '# #');
}

/** Whether a command can be shown and copied as it is. */
export function canBeCopied(command: string): boolean {
  return legible(command) === command;
}

/** What stands for a command that cannot. */
export const notShown = '(not shown: a value in this command holds characters that cannot be copied)';
