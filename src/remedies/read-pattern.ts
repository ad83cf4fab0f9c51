import { readClass, readEscape } from './read-letters.ts';

/** A part of a pattern. */
export type Part =
  | { readonly is: 'letter'; readonly fits: (letter: string | undefined) => boolean }
  | { readonly is: 'start' | 'end' }
  | { readonly is: 'sequence' | 'choice'; readonly parts: readonly Part[] }
  | { readonly is: 'repeat'; readonly part: Part; readonly min: number; readonly max: number };

/** How far a pattern was read. */
export interface Cursor {
  readonly letters: readonly string[];
  at: number;
}

/** Thrown inside the reader alone, for syntax that is RE2's own or unclear. */
class NotUnderstood extends Error {}

/** RE2's limit on repetitions, and ours on length. */
const most = 1000;

/** Reads the syntax that RE2 and everybody else share; undefined for anything beyond. */
export function readPart(source: string): Part | undefined {
  if (source.length > most) return undefined;
  const cursor: Cursor = { letters: [...source], at: 0 };
  try {
    const part = readChoice(cursor);
    return cursor.at === cursor.letters.length && weight(part) <= most ? part : undefined;
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

/** Takes a letter if it is the next one. */
function take(cursor: Cursor, letter: string): boolean {
  if (cursor.letters[cursor.at] !== letter) return false;
  cursor.at += 1;
  return true;
}

function readChoice(cursor: Cursor): Part {
  const parts = [readSequence(cursor)];
  while (take(cursor, '|')) parts.push(readSequence(cursor));
  return { is: 'choice', parts };
}

function readSequence(cursor: Cursor): Part {
  const parts: Part[] = [];
  while (!['|', ')', undefined].includes(cursor.letters[cursor.at])) parts.push(readRepeated(cursor));
  return { is: 'sequence', parts };
}

function readRepeated(cursor: Cursor): Part {
  const part = readOne(cursor);
  const counts = readCounts(cursor);
  if (counts === undefined) return part;
  // A lazy repetition ends elsewhere first, but nowhere else. One more count behind it begins no part (`readOne`).
  take(cursor, '?');
  return { is: 'repeat', part, ...counts };
}

function readCounts(cursor: Cursor): { min: number; max: number } | undefined {
  if (take(cursor, '*')) return { min: 0, max: Number.POSITIVE_INFINITY };
  if (take(cursor, '+')) return { min: 1, max: Number.POSITIVE_INFINITY };
  if (take(cursor, '?')) return { min: 0, max: 1 };
  if (cursor.letters[cursor.at] !== '{') return undefined;
  const found = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(cursor.letters.slice(cursor.at, cursor.at + 11).join(''));
  if (found === null) throw new NotUnderstood();
  cursor.at += found[0].length;
  const min = Number(found[1]);
  const max = found[2] === undefined ? min : found[3] ? Number(found[3]) : Number.POSITIVE_INFINITY;
  if (min > max) throw new NotUnderstood();
  return { min, max };
}

function readOne(cursor: Cursor): Part {
  const letter = cursor.letters[cursor.at] ?? '';
  cursor.at += 1;
  if (letter === '^') return { is: 'start' };
  if (letter === '$') return { is: 'end' };
  if (letter === '(') return readGroup(cursor);
  if ('*+?{}[])'.includes(letter) && letter !== '[') throw new NotUnderstood();
  const fits = fitting(letter, cursor);
  if (fits === undefined) throw new NotUnderstood();
  return { is: 'letter', fits: (found) => found !== undefined && fits(found) };
}

function fitting(letter: string, cursor: Cursor): ((found: string) => boolean) | undefined {
  if (letter === '[') return readClass(cursor);
  if (letter === '\\') return readEscape(cursor)?.fits;
  if (letter === '.') return (found) => found !== '\n';
  return (found) => found === letter;
}

function readGroup(cursor: Cursor): Part {
  if (take(cursor, '?') && !take(cursor, ':')) throw new NotUnderstood();
  const part = readChoice(cursor);
  if (!take(cursor, ')')) throw new NotUnderstood();
  return part;
}

/** How often the innermost part is repeated at most, counting only repetitions with a limit: RE2 allows 1000. */
function weight(part: Part): number {
  if (part.is === 'repeat') {
    return Math.max(1, Number.isFinite(part.max) ? part.max : part.min) * weight(part.part);
  }
  if (part.is === 'sequence' || part.is === 'choice') return Math.max(1, ...part.parts.map(weight));
  return 1;
}
