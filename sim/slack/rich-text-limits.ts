import { type Json, objects, text } from '../../src/model/json.ts';

const inlineTypes = [
  'text',
  'link',
  'emoji',
  'user',
  'usergroup',
  'channel',
  'broadcast',
  'date',
  'color',
  'team',
];

/** What Slack would refuse in a rich text block: above all anything that is empty. */
export function richTextProblems(block: Json, at: string): string[] {
  return parts(block['elements'], `${at}/elements`, partProblems);
}

function partProblems(part: Json, at: string): string[] {
  switch (part['type']) {
    case 'rich_text_section':
    case 'rich_text_quote':
      return parts(part['elements'], `${at}/elements`, (element, place) =>
        inlineProblems(element, place, inlineTypes),
      );
    case 'rich_text_preformatted':
      return parts(part['elements'], `${at}/elements`, (element, place) =>
        inlineProblems(element, place, ['text', 'link']),
      );
    case 'rich_text_list':
      return listProblems(part, at);
    default:
      return [`${at}: unsupported type ${String(part['type'])}`];
  }
}

function listProblems(part: Json, at: string): string[] {
  const { style, indent = 0 } = part;
  return [
    ...(style === 'bullet' || style === 'ordered' ? [] : [`${at}/style: unknown`]),
    ...(typeof indent === 'number' && indent >= 0 && indent <= 8 ? [] : [`${at}/indent: out of range`]),
    ...parts(part['elements'], `${at}/elements`, (item, place) =>
      item['type'] === 'rich_text_section' ? partProblems(item, place) : [`${place}: a list holds sections`],
    ),
  ];
}

function inlineProblems(element: Json, at: string, types: readonly string[]): string[] {
  const type = String(element['type']);
  if (!types.includes(type)) return [`${at}: unsupported type ${type}`];
  const words = text(element['text']);
  if (type === 'text' && (words === undefined || words === '')) {
    return [`must be more than 0 characters [json-pointer:${at}/text]`];
  }
  const url = text(element['url']);
  if (type === 'link' && (url === undefined || url === '' || url.length > 3_000)) {
    return [`invalid url [json-pointer:${at}/url]`];
  }
  return [];
}

function parts(list: unknown, at: string, judge: (part: Json, at: string) => string[]): string[] {
  if (!Array.isArray(list) || list.length === 0) return [`missing element [json-pointer:${at}]`];
  return objects(list).flatMap((part, place) => judge(part, `${at}/${place}`));
}
