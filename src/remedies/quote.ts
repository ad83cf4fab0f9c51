/** Characters that no POSIX shell gives a meaning to, wherever they stand in a word. */
const plainWord = /^[A-Za-z0-9_@%+:,./=-]+$/;

/** One word for sh, bash or zsh: as it is when harmless, else in single quotes, inside which nothing is special. */
export function quoteWord(word: string): string {
  if (plainWord.test(word) && !word.startsWith('=')) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command line from its words. */
export function commandLine(words: readonly string[], shell: Shell = 'sh'): string {
  return words.map(shell === 'sh' ? quoteWord : quoteForPowershell).join(' ');
}

/** The shells for which commands are written; sh stands for bash and zsh too. */
export type Shell = 'sh' | 'powershell';

/**
 * One word for PowerShell: in single quotes nothing is special but the quote itself, also the curly ones. A percent
 * sign is quoted, because `--%` would end the reading of the line.
 */
function quoteForPowershell(word: string): string {
  if (/^[A-Za-z0-9_/.:=-]+$/.test(word)) return word;
  return `'${word.replaceAll(/['\u2018\u2019\u201a\u201b]/g, (quote) => quote + quote)}'`;
}
