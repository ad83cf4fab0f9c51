import type { Line, Message, Part, Span } from '../model/message.ts';

/** The page of a check: `address` is where pages stand, `{id}` in it standing for the id. */
export function pageOf(id: string, address: string): string {
  return address.replaceAll('{id}', id);
}

/** The same message, in which every id of a check that stands as code leads to its page. */
export function linkChecks(message: Message, address: string): Message {
  const span = (one: Span): Span =>
    typeof one !== 'string' && one.as === 'code' && /^OSM\d{4}$/.test(one.text)
      ? { text: one.text, as: 'link', to: pageOf(one.text, address) }
      : one;
  const line = (one: Line): Line => one.map(span);
  return { ...message, parts: message.parts.map((part) => linesOf(part, line)) };
}

function linesOf(part: Part, line: (one: Line) => Line): Part {
  switch (part.is) {
    case 'paragraph':
    case 'note':
      return { ...part, lines: part.lines.map(line) };
    case 'list':
      return { ...part, items: part.items.map(line) };
    case 'table':
      return { ...part, rows: part.rows.map((row) => row.map(line)) };
    default:
      return part;
  }
}
