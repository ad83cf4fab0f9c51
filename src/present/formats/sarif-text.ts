import { legible } from './legible.ts';

/**
 * Text as it may stand in a plain text message of SARIF: braces mean placeholders there (3.11.5), and brackets before
 * parentheses a link (3.11.6), of which GitHub makes a real one.
 */
export function messageText(text: string): string {
  return text
    .split('\n')
    .map(legible)
    .join('\n')
    .replaceAll('{', '{{')
    .replaceAll('}', '}}')
    .replace(/[[\]]/g, '\\$&');
}

/** Whether a text stands in a message just as it is, so that it can be copied from there. */
export function isAsItIs(text: string): boolean {
  return messageText(text) === text;
}
