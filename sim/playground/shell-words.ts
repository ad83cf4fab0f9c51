/** The words of a command, or why it is none that is run here. */
export type ShellWords =
  | { readonly is: 'words'; readonly words: readonly string[] }
  | { readonly is: 'refused'; readonly says: string };

const blanks = /[ \t]/;
/** What a shell would act on: never run here, whatever it would do. */
const acting = /[|&;<>()$`\n\r\0#]/;

/** What reading a quoted or bare piece came to: its text, and where it ends. */
interface Piece {
  readonly text: string;
  readonly end: number;
}

/** Splits a command as sh does, quotes and backslashes too. What sh would do beyond that is refused, not guessed. */
export function shellWords(command: string): ShellWords {
  const words: string[] = [];
  let at = 0;
  while (at < command.length) {
    if (blanks.test(command.charAt(at))) {
      at += 1;
      continue;
    }
    const word = wordAt(command, at);
    if (typeof word === 'string') return { is: 'refused', says: word };
    words.push(word.text);
    at = word.end;
  }
  return { is: 'words', words };
}

function wordAt(command: string, from: number): Piece | string {
  let [text, at] = ['', from];
  while (at < command.length && !blanks.test(command.charAt(at))) {
    const piece = pieceAt(command, at);
    if (typeof piece === 'string') return piece;
    text += piece.text;
    at = piece.end;
  }
  return { text, end: at };
}

function pieceAt(command: string, at: number): Piece | string {
  const character = command.charAt(at);
  if (character === "'") {
    const end = command.indexOf("'", at + 1);
    return end === -1 ? openQuote : { text: command.slice(at + 1, end), end: end + 1 };
  }
  if (character === '"') return doubleQuoted(command, at + 1);
  if (character === '\\') {
    const next = command.charAt(at + 1);
    return next === '' || next === '\n' ? 'A backslash stands at the end.' : { text: next, end: at + 2 };
  }
  return acting.test(character) ? shellOnly(character) : { text: character, end: at + 1 };
}

/** Inside double quotes a backslash means something before few characters. Source: POSIX, Shell Command Language 2.2.3. */
function doubleQuoted(command: string, from: number): Piece | string {
  let [text, at] = ['', from];
  while (at < command.length) {
    const character = command.charAt(at);
    if (character === '"') return { text, end: at + 1 };
    if (character === '$' || character === '`') return shellOnly(character);
    const escapes = character === '\\' && /[$`"\\]/.test(command.charAt(at + 1));
    text += escapes ? command.charAt(at + 1) : character;
    at += escapes ? 2 : 1;
  }
  return openQuote;
}

const openQuote = 'A quote begins and does not end.';

function shellOnly(character: string): string {
  const shown = /[\n\r\0]/.test(character) ? 'a line end' : character;
  return `One command at a time, and no shell: ${shown} means something to a shell. In single quotes it is a character.`;
}
