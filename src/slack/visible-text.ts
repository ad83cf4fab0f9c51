/** Control characters, those that turn the direction of text, and those that cannot be seen. */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not reach a reader
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** Text on one line of which every character can be seen: the others are shown as their code. */
export function visible(text: string): string {
  return text.toWellFormed().replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** Whether a command can be shown as it is, and copied: it may have several lines and tabs. */
export function canBeCopied(command: string): boolean {
  const letters = command.replaceAll(/[\n\t]/g, '');
  return visible(letters) === letters;
}

/** The beginning of a text, at most so many UTF-16 units and never half a character. */
export function beginning(text: string, most: number): string {
  const cut = text.slice(0, most);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
