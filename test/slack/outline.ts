import { type Json, object, objects, text } from '../../src/model/json.ts';

/** Blocks as text, a line for each thing that stands on lines of its own: types, styles and words, nothing else. */
export function outline(blocks: readonly object[]): string {
  return `${blocks.flatMap((block) => blockLines(object(block))).join('\n')}\n`;
}

function blockLines(block: Json): string[] {
  const elements = objects(block['elements']);
  switch (block['type']) {
    case 'header':
      return [`header: ${text(object(block['text'])['text'])}`];
    case 'context':
      return [`context: ${elements.map((element) => JSON.stringify(element['text'])).join(' ')}`];
    case 'actions':
      return [`actions: ${elements.map(button).join(' ')}`];
    case 'rich_text':
      return ['rich_text', ...elements.flatMap(richLines).map((line) => `  ${line}`)];
    default:
      return [String(block['type'])];
  }
}

function button({ text: label, action_id: id, value }: Json): string {
  return `[${text(object(label)['text'])}: ${id} ${value}]`;
}

function richLines(part: Json): string[] {
  const elements = objects(part['elements']);
  const type = String(part['type']).replace('rich_text_', '');
  if (type === 'list') return ['list', ...elements.flatMap(richLines).map((line) => `  ${line}`)];
  return `${type}: ${elements.map(spanText).join('')}`.split('\n');
}

function spanText({ type, text: words, style, user_id: user, url }: Json): string {
  if (type === 'user') return `<user ${user}>`;
  if (type === 'link') return `<link ${url} ${words}>`;
  const styles = Object.keys(object(style));
  return styles.length === 0 ? String(words) : `<${styles.join(' ')} ${words}>`;
}
