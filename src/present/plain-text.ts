/** Control characters, those that turn the direction of text, and those that cannot be seen. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not reach a terminal
const unsafe = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text that can do nothing to a terminal: unsafe characters are shown as their code. */
export function plain(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** Whether text would be changed by `plain`: such a command must not be shown, since it could not be copied. */
export function isPlain(text: string): boolean {
  return plain(text) === text;
}
