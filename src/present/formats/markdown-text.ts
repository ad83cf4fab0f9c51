import { canBeCopied, legible, notShown } from './legible.ts';

/** ASCII that means nothing to Markdown inside a line, and all beyond ASCII. */
const harmless = /^(?:[A-Za-z0-9.,;?%/="'()-]|[^\p{ASCII}])*:?$/u;

/**
 * Words of harmless letters that GitHub or Markdown make something of: addresses, issue numbers, commit hashes; the
 * beginnings of lists, rules and underlined headings.
 */
const meaning = /www\.|\bGH-\d|\b[0-9a-f]{7,40}\b|^(?:[-=]|\d+[.)])/i;

/**
 * Text from outside in Markdown: each word that could be more than a word stands as code, where nothing is. A backslash
 * would not do: GitHub looks for @mentions and #numbers after it is gone.
 */
export function textOf(text: string): string {
  // Four spaces at the beginning would be code; Markdown shows several as one anyway.
  const words = legible(text)
    .split(/ +/)
    .filter((one) => one !== '');
  return words.map(word).join(' ');
}

function word(text: string): string {
  if (harmless.test(text) && !meaning.test(bare(text))) return text;
  const [, inside = '', end = ''] = /^(.*?)([.,;:]*)$/s.exec(text) ?? [];
  return inside === '' ? codeOf(text) : `${codeOf(inside)}${end}`;
}

/** Without the quotes and brackets around it. */
function bare(text: string): string {
  return text
    .replace(/^["'(]+/, '')
    .replace(/[.,;:?"')]+$/, (end) => (/^[.)]/.test(end) ? end.charAt(0) : ''));
}

/** A span of code, behind more backticks than any in it. */
export function codeOf(text: string): string {
  const shown = legible(text);
  const marks = '`'.repeat(longestRun(shown) + 1);
  const pad = /^[` ]|[` ]$/.test(shown) || shown === '' ? ' ' : '';
  return `${marks}${pad}${shown}${pad}${marks}`;
}

/** A list, of Markdown, and an empty line; nothing where there is nothing. */
export function bullets(items: readonly string[]): string[] {
  return items.length === 0 ? [] : [...items.map((item) => `- ${item}`), ''];
}

/** A table of cells in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row), ''];
}

/** A cell of a table. A bar would end it even in code, and readers differ on how it is escaped behind a backslash. */
function cell(markdown: string): string {
  return markdown.replaceAll('|', '\\u007c');
}

/** Something to copy, in a fence longer than any run of backticks in it. */
export function fenced(text: string, language: string): string[] {
  const lines = text.split('\n');
  if (!lines.every(canBeCopied)) return [codeOf(notShown), ''];
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`${fence}${language}`, ...lines, fence, ''];
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
