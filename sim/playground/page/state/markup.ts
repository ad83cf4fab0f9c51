/** A piece of Slack's markup. */
export type Marked =
  | { readonly is: 'text' | 'strong' | 'quiet' | 'code'; readonly text: string }
  | { readonly is: 'user'; readonly id: string }
  | { readonly is: 'channel'; readonly id: string }
  | { readonly is: 'group'; readonly name: string }
  | { readonly is: 'link'; readonly to: string; readonly text: string };

const pieces = /<([^<>\n]+)>|`([^`\n]+)`|(?<![\w*])\*([^*\n]+)\*(?![\w*])|(?<![\w_])_([^_\n]+)_(?![\w_])/g;

/** Takes apart what Slack calls mrkdwn, as far as people and the bot write it here; the rest is text. */
export function readMarkup(markup: string): Marked[] {
  const found: Marked[] = [];
  let from = 0;
  for (const match of markup.matchAll(pieces)) {
    if (match.index > from) found.push({ is: 'text', text: unescaped(markup.slice(from, match.index)) });
    found.push(marked(match));
    from = match.index + match[0].length;
  }
  if (from < markup.length) found.push({ is: 'text', text: unescaped(markup.slice(from)) });
  return found;
}

function marked([, pointed, code, strong, quiet]: RegExpMatchArray): Marked {
  if (pointed !== undefined) return pointedAt(pointed);
  if (code !== undefined) return { is: 'code', text: unescaped(code) };
  if (strong !== undefined) return { is: 'strong', text: unescaped(strong) };
  return { is: 'quiet', text: unescaped(quiet ?? '') };
}

function pointedAt(inside: string): Marked {
  const [to = '', words] = inside.split('|', 2);
  if (to.startsWith('@')) return { is: 'user', id: to.slice(1) };
  if (to.startsWith('#')) return { is: 'channel', id: to.slice(1) };
  if (to.startsWith('!')) return { is: 'group', name: unescaped(words ?? to.slice(1)) };
  return { is: 'link', to: unescaped(to), text: unescaped(words ?? to) };
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
