/** One word that was typed: as it is meant, and with the quotes around it. */
export interface Word {
  readonly text: string;
  readonly raw: string;
}

/** The words of a text; `openQuote` when one begins that does not end. */
export type Words =
  | { readonly is: 'words'; readonly words: readonly Word[] }
  | { readonly is: 'openQuote'; readonly quote: string };

/** Characters that nobody sees and that come along when text is copied; line ends and tabs are white space. */
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are taken out
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/**
 * Splits what somebody typed in Slack into words. Quotes of any kind group words where they begin a word or follow
 * `=`. What Slack and phones make of a text is undone: links, entities, curly quotes, dashes, code marks, characters
 * that cannot be seen.
 */
export function readWords(text: string): Words {
  const plain = straight(unformatted(text.toWellFormed()));
  const words: Word[] = [];
  let rest = plain.trimStart();
  while (rest !== '') {
    const word = firstWord(rest);
    if (typeof word === 'string') return { is: 'openQuote', quote: word };
    words.push(word);
    rest = rest.slice(word.raw.length).trimStart();
  }
  return { is: 'words', words: words.map(withDashes) };
}

/**
 * `<http://x|x>` → `x`, `<mailto:a@b|a@b>` → `a@b`, `<#C1|general>` → `#general`. What a person typed as `<` comes as
 * `&lt;`, so entities come last, each once. Source: docs.slack.dev/messaging/formatting-message-text#retrieving-messages.
 */
function unformatted(text: string): string {
  return text
    .replaceAll(/<([^<>|]*)\|([^<>]*)>/g, (_all, target: string, label: string) =>
      label === '' ? shownTarget(target) : `${/^#C/.test(target) ? '#' : ''}${label}`,
    )
    .replaceAll(/<([^<>|]+)>/g, (_all, target: string) => shownTarget(target))
    .replaceAll(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity);
}

function shownTarget(target: string): string {
  return target.replace(/^mailto:/, '').replace(/^!/, '@');
}

function straight(text: string): string {
  return text
    .replaceAll(invisible, '')
    .replaceAll(/[\u201c-\u201f\u00ab\u00bb\u2033\uff02]/g, '"')
    .replaceAll(/[\u2018-\u201b\u2039\u203a\u2032\uff07]/g, "'")
    .replaceAll('`', '');
}

/** The first word of a text that begins with one, or the quote that it does not close. */
function firstWord(text: string): Word | string {
  let at = 0;
  let word = '';
  while (at < text.length && !/\s/.test(text.charAt(at))) {
    const character = text.charAt(at);
    const opens = isQuote(character) && (at === 0 || text.charAt(at - 1) === '=');
    const end = opens ? text.indexOf(character, at + 1) : at;
    if (end === -1) return character;
    word += opens ? text.slice(at + 1, end) : character;
    at = end + 1;
  }
  return { text: word, raw: text.slice(0, at) };
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'";
}

/** Phones and Slack make one dash of two, and a longer one of one: only where an option would begin. */
function withDashes({ text, raw }: Word): Word {
  if (isQuote(raw.charAt(0))) return { text, raw };
  const dashed = (from: string) =>
    from.replace(/^[\u2014\u2015]/, '--').replace(/^[\u2010-\u2013\u2212]/, '-');
  return { text: dashed(text), raw: dashed(raw) };
}
