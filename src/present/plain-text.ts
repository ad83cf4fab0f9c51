/** Control characters, and those that turn the direction of text: names from a cluster may hold them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not reach a terminal
const unsafe = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

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
