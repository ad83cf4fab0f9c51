import { canBeCopied, notShown } from './legible.ts';
import { escaped } from './xml.ts';

/** HTML that is safe to stand in a page: made by `tag` and `text` alone. */
export type Html = { readonly html: string };

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Text from anywhere. */
export function text(value: string | number): Html {
  return { html: escaped(String(value)) };
}

/** Text of ours that is HTML already: the style and the script. */
export function raw(html: string): Html {
  return { html };
}

/** An element. `true` writes an attribute without a value, `false` and undefined none; text among the children is escaped. */
export function tag(
  name: string,
  attributes: Attributes = {},
  ...children: readonly (Html | string | readonly Html[])[]
): Html {
  const written = Object.entries(attributes).map(([key, value]) => {
    if (value === undefined || value === false) return '';
    return value === true ? ` ${key}` : ` ${key}="${escaped(String(value))}"`;
  });
  const inner = children.map((child) => {
    if (typeof child === 'string') return escaped(child);
    return 'html' in child ? child.html : child.map(({ html }) => html).join('');
  });
  const isVoid = ['meta', 'link', 'input', 'br'].includes(name);
  return { html: `<${name}${written.join('')}>${inner.join('')}${isVoid ? '' : `</${name}>`}` };
}

/** Something to copy, with its button, which only scripts can press. */
export function commandBlock(command: string): Html {
  if (!command.split('\n').every(canBeCopied)) return tag('p', { class: 'quiet' }, notShown);
  const lines = command.split('\n').map((line) => escaped(line));
  return tag(
    'div',
    { class: 'command' },
    tag('pre', {}, tag('code', {}, raw(lines.join('\n')))),
    tag('button', { type: 'button', class: 'copy js' }, 'Copy'),
  );
}

/** A word in a coloured frame. */
export function badge(tone: string, words: string): Html {
  return tag('span', { class: `badge ${tone}` }, words);
}
