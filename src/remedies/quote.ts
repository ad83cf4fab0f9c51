/** Characters that no POSIX shell gives a meaning to, wherever they stand in a word. */
const plainWord = /^[A-Za-z0-9_@%+:,./=-]+$/;

/** One word for sh, bash or zsh: as it is when harmless, else in single quotes, inside which nothing is special. */
export function quoteWord(word: string): string {
  if (plainWord.test(word) && !word.startsWith('=')) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command line from its words. */
export function commandLine(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}
