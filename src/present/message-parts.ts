import { cutEnd, cutMiddle } from '../model/cut-text.ts';
import type { Line, Part, Span } from '../model/message.ts';
import { nameOf } from '../model/object-ref.ts';
import type { ObjectRef } from '../model/remedy.ts';
import { isPlain, plain } from './plain-text.ts';

/** Most characters of a heading or a summary: the 150 of Slack's header, less a mark and a word before it. */
const headingLength = 136;

/** The longest command that is shown: beyond it nobody copies from a chat. */
const commandLength = 2_500;

/** Text from outside as it may stand in a span: on one line, of at most so many characters. */
export function data(text: string, most = 300): string {
  return cutEnd(plain(text), most);
}

/** The name of a cluster as it may stand in a heading. */
export function shortName(name: string): string {
  return cutMiddle(plain(name), 40);
}

/** A heading or a summary: one line of at most 136 characters. */
export function oneLine(text: string): string {
  return cutEnd(plain(text), headingLength);
}

/** In bold. */
export function strong(text: string): Span {
  return { text, as: 'strong' };
}

/** Small, for what need not be read first. */
export function quiet(text: string): Span {
  return { text, as: 'quiet' };
}

/** A name, a value or something to type, as it is. */
export function code(text: string): Span {
  return { text: plain(text), as: 'code' };
}

/** An object, as reports name it; a long name loses its middle. */
export function objectSpan(ref: ObjectRef): Span {
  return { text: cutMiddle(plain(nameOf(ref)), 160), as: 'code' };
}

/** What to type to have a cluster judged: the words after `/osm check`, and the whole. */
export function checkCommand(cluster: string, ...words: readonly string[]): string {
  return ['/osm check', cluster, ...words].join(' ');
}

/** Lines and things to type, in the order to read them. */
export type Piece = Line | { readonly type: string };

/** Whether a command can be copied whole from a message. */
export function canBeShown(command: string): boolean {
  return commandPart(command).is === 'command';
}

/** Something to copy, or a line that says why it is not there: in part it would be another command. */
export function commandPart(text: string): Part {
  if (!text.split('\n').every(isPlain)) return instead('holds characters that cannot be seen or copied');
  if (text.length > commandLength) return instead(`is ${text.length} characters long`);
  return { is: 'command', text };
}

function instead(because: string): Part {
  return { is: 'paragraph', lines: [[quiet(`(A command is not shown here: it ${because}.)`)]] };
}

/** Lines and commands in the order to read them: lines in a row make one paragraph. */
export function flow(pieces: readonly Piece[]): Part[] {
  const parts: Part[] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (!isLine(piece)) parts.push(commandPart(piece.type));
    else if (last?.is === 'paragraph') parts[parts.length - 1] = { ...last, lines: [...last.lines, piece] };
    else parts.push({ is: 'paragraph', lines: [piece] });
  }
  return parts;
}

function isLine(piece: Piece): piece is Line {
  return Array.isArray(piece);
}

/** Spans with something between them. */
export function joined(spans: readonly Span[], between = ', '): Span[] {
  return spans.flatMap((span, place) => (place === 0 ? [span] : [between, span]));
}

/** Some names in a sentence, and how many more there are. */
export function someNames(names: readonly string[], most: number): Span[] {
  const rest = names.length - most;
  const shown = joined(names.slice(0, most).map((name) => strong(shortName(name))));
  return rest > 0 ? [...shown, ` and ${rest} more`] : shown;
}
