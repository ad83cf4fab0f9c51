import type { Cursor } from './read-pattern.ts';

type Fits = (letter: string) => boolean;

/** An escape: which letters it stands for, and the letter itself where it is just one. */
interface Escape {
  readonly fits: Fits;
  readonly letter?: string;
}

/** RE2's classes know ASCII alone. They are asked about one letter at a time. */
const classes: ReadonlyMap<string, RegExp> = new Map([
  ['d', /[0-9]/],
  ['w', /[0-9A-Za-z_]/],
  ['s', /[\t\n\f\r ]/],
]);
const controls: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['f', '\f'],
  ['v', '\v'],
]);

/** Reads what stands behind a backslash; undefined for a letter that means something we don't know. */
export function readEscape(cursor: Cursor): Escape | undefined {
  const letter = cursor.letters[cursor.at];
  cursor.at += 1;
  if (letter === undefined) return undefined;
  const known = classes.get(letter);
  if (known !== undefined) return { fits: (found) => known.test(found) };
  const others = classes.get(letter.toLowerCase());
  if (others !== undefined) return { fits: (found) => !others.test(found) };
  const one = controls.get(letter) ?? (/[!-/:-@[-`{-~]/.test(letter) ? letter : undefined);
  return one === undefined ? undefined : { fits: (found) => found === one, letter: one };
}

/** Reads a class behind its opening bracket; undefined for `[[:alpha:]]`, `[]a]`, `[\d-z]` and the like. */
export function readClass(cursor: Cursor): Fits | undefined {
  const negated = cursor.letters[cursor.at] === '^';
  if (negated) cursor.at += 1;
  const items: Fits[] = [];
  while (cursor.letters[cursor.at] !== ']') {
    const item = readItem(cursor);
    if (item === undefined) return undefined;
    items.push(item);
  }
  cursor.at += 1;
  if (items.length === 0) return undefined;
  return (letter) => items.some((fits) => fits(letter)) !== negated;
}

function readItem(cursor: Cursor): Fits | undefined {
  const first = readLetter(cursor);
  const next = cursor.letters[cursor.at + 1];
  if (first === undefined || cursor.letters[cursor.at] !== '-' || next === ']') return first?.fits;
  cursor.at += 1;
  const from = first.letter?.codePointAt(0);
  const to = readLetter(cursor)?.letter?.codePointAt(0);
  if (from === undefined || to === undefined || from > to) return undefined;
  return (letter) => {
    const code = letter.codePointAt(0) ?? -1;
    return from <= code && code <= to;
  };
}

function readLetter(cursor: Cursor): Escape | undefined {
  const letter = cursor.letters[cursor.at];
  cursor.at += 1;
  if (letter === undefined || letter === '[') return undefined;
  if (letter === '\\') return readEscape(cursor);
  return { fits: (found) => found === letter, letter };
}
