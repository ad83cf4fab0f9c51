import { legible } from './legible.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as it may stand in an element or in a quoted attribute of XML 1.0 and of HTML. */
export function escaped(text: string): string {
  return legible(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** An element of XML: attributes in order, then children that are XML already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  children: readonly string[] = [],
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  if (children.length === 0) return `<${name}${written.join('')}/>`;
  return `<${name}${written.join('')}>${children.join('')}</${name}>`;
}
