import wrapAnsi from 'wrap-ansi';
import type { Remedy } from '../model/remedy.ts';
import type { Result } from '../model/report.ts';
import { explainedWords } from './group-findings.ts';
import { isPlain, plain } from './plain-text.ts';
import { proofWords, risks } from './remedy-words.ts';
import type { Layout, Tone } from './terminal.ts';

/** Prose, wrapped to the columns and indented by `indent` spaces; unsafe characters made visible. */
export function prose(text: string, indent: number, { columns, paint }: Layout, tone?: Tone): string[] {
  const width = Math.max(20, columns - indent);
  const lines = wrapAnsi(plain(text), width, { hard: false, trim: true }).split('\n');
  return lines.map((line) => ' '.repeat(indent) + (tone === undefined ? line : paint(tone, line)));
}

/** Prose behind a mark, its further lines indented as far. */
function bullet(mark: string, text: string, indent: number, layout: Layout): string[] {
  const [first = '', ...rest] = prose(text, indent + 2, layout);
  return [`${' '.repeat(indent)}${mark} ${first.trimStart()}`, ...rest];
}

/** A line with something at its right end, where the columns allow it. */
export function leftAndRight(left: string, right: string, { columns, paint }: Layout, tone: Tone): string {
  const gap = Math.max(1, columns - left.length - right.length);
  return `${paint(tone, left)}${' '.repeat(gap)}${paint('quiet', right)}`;
}

/** Which failed check explains this one, where one does. */
export function explanation(result: Result, indent: number, layout: Layout): string[] {
  const words = explainedWords(result);
  return words === undefined ? [] : prose(words, indent, layout, 'strong');
}

/** What a remedy does and, on a line of its own so that it can be copied, its command. */
export function remedyLines(remedy: Remedy, indent: number, layout: Layout): string[] {
  return [
    ...bullet('→', `${remedy.does}${risks[remedy.risk]}`, indent, layout),
    commandLine(remedy.command, indent + 2, layout),
  ];
}

/** How to take a remedy back, and what is known of it. */
export function assurance(remedy: Remedy, indent: number, layout: Layout): string[] {
  const undo =
    remedy.undo === undefined
      ? []
      : [...bullet('←', 'Undo', indent, layout), commandLine(remedy.undo, indent + 2, layout)];
  return [...undo, ...proofLines(remedy, indent, layout)];
}

function proofLines(remedy: Remedy, indent: number, layout: Layout): string[] {
  const says = proofWords(remedy);
  return says === undefined ? [] : prose(says, indent, layout, 'quiet');
}

function commandLine(command: string, indent: number, { paint }: Layout): string {
  const shown = isPlain(command)
    ? paint('command', command)
    : '(not shown: a value in this command holds control characters)';
  return ' '.repeat(indent) + shown;
}
