import { type Json, object, objects, text } from '../../src/model/json.ts';
import { richTextProblems } from './rich-text-limits.ts';

/** The longest total over all blocks that is taken: Slack's own is undocumented and somewhat higher. */
export const mostInAll = 10_000;

/**
 * What Slack would refuse in the blocks of a message or, with 100, of a view: in its manner, but with more words than it
 * gives. Sources: docs.slack.dev/reference/block-kit/blocks and what its users report.
 */
export function problems(blocks: unknown, most = 50): string[] {
  if (!Array.isArray(blocks)) return ['blocks is not a list'];
  const all = objects(blocks);
  const ids = all.flatMap((block) => text(block['block_id']) ?? []);
  const tables = all.filter(({ type }) => type === 'table' || type === 'data_table');
  return [
    ...(all.length > most ? [`${all.length} blocks, at most ${most} are allowed`] : []),
    ...(new Set(ids).size < ids.length ? ['block_id is not unique'] : []),
    ...(all.filter(({ type }) => type === 'table').length > 1 ? ['only_one_table_allowed'] : []),
    ...(lettersIn(tables) > 10_000
      ? [`tables hold ${lettersIn(tables)} characters, at most 10000 are allowed`]
      : []),
    ...all.flatMap((block, place) => blockProblems(block, `/blocks/${place}`)),
  ];
}

/** Characters of all texts in blocks, as far as Slack counts them. */
export function lettersIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + lettersIn(item), 0);
  return Object.entries(object(value)).reduce(
    (sum, [name, field]) =>
      sum + (name === 'text' && typeof field === 'string' ? field.length : lettersIn(field)),
    0,
  );
}

type Judge = (block: Json, at: string) => string[];

const judges: Readonly<Record<string, Judge>> = {
  header: (block, at) => textObject(block['text'], `${at}/text`, 150, ['plain_text']),
  divider: () => [],
  section: sectionProblems,
  context: (block, at) => [
    ...length(block['elements'], `${at}/elements`, 1, 10),
    ...each(block['elements'], `${at}/elements`, (element, place) =>
      element['type'] === 'image' ? imageProblems(element, place) : textObject(element, place, 3_000),
    ),
  ],
  actions: actionsProblems,
  image: imageProblems,
  input: (block, at) => [
    ...textObject(block['label'], `${at}/label`, 2_000, ['plain_text']),
    ...elementProblems(object(block['element']), `${at}/element`),
  ],
  markdown: (block, at) => length(block['text'], `${at}/text`, 1, 12_000),
  rich_text: (block, at) => richTextProblems(block, at),
  table: tableProblems,
};

function blockProblems(block: Json, at: string): string[] {
  const judge = judges[text(block['type']) ?? ''];
  if (judge === undefined) return [`${at}: unsupported type ${String(block['type'])}`];
  return [...optionalLength(block['block_id'], `${at}/block_id`, 255), ...judge(block, at)];
}

function sectionProblems(block: Json, at: string): string[] {
  const fields = block['fields'];
  if (block['text'] === undefined && fields === undefined) return [`${at}: neither text nor fields`];
  return [
    ...(block['text'] === undefined ? [] : textObject(block['text'], `${at}/text`, 3_000)),
    ...(fields === undefined ? [] : length(fields, `${at}/fields`, 1, 10)),
    ...each(fields ?? [], `${at}/fields`, (field, place) => textObject(field, place, 2_000)),
    ...(block['accessory'] === undefined
      ? []
      : elementProblems(object(block['accessory']), `${at}/accessory`)),
  ];
}

function actionsProblems(block: Json, at: string): string[] {
  const ids = objects(block['elements']).flatMap((element) => text(element['action_id']) ?? []);
  return [
    ...length(block['elements'], `${at}/elements`, 1, 25),
    ...(new Set(ids).size < ids.length ? [`${at}: action_id is not unique`] : []),
    ...each(block['elements'], `${at}/elements`, elementProblems),
  ];
}

function elementProblems(element: Json, at: string): string[] {
  const type = text(element['type']);
  if (type === undefined) return [`${at}: missing type`];
  const id = optionalLength(element['action_id'], `${at}/action_id`, 255);
  if (type === 'button') return [...id, ...buttonProblems(element, at)];
  if (type === 'image') return imageProblems(element, at);
  if (type === 'overflow') return [...id, ...length(element['options'], `${at}/options`, 1, 5)];
  if (type === 'static_select') return [...id, ...length(element['options'], `${at}/options`, 1, 100)];
  return id;
}

function buttonProblems(element: Json, at: string): string[] {
  const style = element['style'];
  return [
    ...textObject(element['text'], `${at}/text`, 75, ['plain_text']),
    ...optionalLength(element['value'], `${at}/value`, 2_000),
    ...optionalLength(element['url'], `${at}/url`, 3_000),
    ...(style === undefined || style === 'primary' || style === 'danger' ? [] : [`${at}/style: unknown`]),
  ];
}

function imageProblems(element: Json, at: string): string[] {
  return [
    ...length(element['alt_text'], `${at}/alt_text`, 1, 2_000),
    ...(element['slack_file'] === undefined ? length(element['image_url'], `${at}/image_url`, 1, 3_000) : []),
  ];
}

function tableProblems(block: Json, at: string): string[] {
  const rows = Array.isArray(block['rows']) ? block['rows'] : [];
  return [
    ...length(block['rows'], `${at}/rows`, 1, 100),
    ...(block['column_settings'] === undefined
      ? []
      : length(block['column_settings'], `${at}/column_settings`, 0, 20)),
    ...rows.flatMap((row: unknown, place) => [
      ...length(row, `${at}/rows/${place}`, 1, 20),
      ...each(row, `${at}/rows/${place}`, cellProblems),
    ]),
  ];
}

function cellProblems(cell: Json, at: string): string[] {
  if (cell['type'] === 'rich_text') return richTextProblems(cell, at);
  if (cell['type'] === 'raw_text') return length(cell['text'], `${at}/text`, 1, 3_000);
  return cell['type'] === 'raw_number' ? [] : [`${at}: unsupported type ${String(cell['type'])}`];
}

/** A text object: `plain_text` or `mrkdwn`, not empty. */
function textObject(value: unknown, at: string, most: number, types = ['plain_text', 'mrkdwn']): string[] {
  const { type, text: words, emoji } = object(value);
  return [
    ...(types.includes(String(type)) ? [] : [`${at}: unsupported type ${String(type)}`]),
    ...(emoji !== undefined && type === 'mrkdwn' ? [`${at}: emoji is for plain_text`] : []),
    ...length(words, `${at}/text`, 1, most),
    ...(typeof words === 'string' && words !== '' && words.trim() === ''
      ? [`${at}/text: nothing but spaces`]
      : []),
  ];
}

function length(value: unknown, at: string, least: number, most: number): string[] {
  if (typeof value !== 'string' && !Array.isArray(value))
    return [`missing required field [json-pointer:${at}]`];
  const unit = typeof value === 'string' ? 'characters' : 'items';
  if (value.length < least) return [`must be more than ${least - 1} ${unit} [json-pointer:${at}]`];
  if (value.length > most) return [`must be less than ${most + 1} ${unit} [json-pointer:${at}]`];
  return [];
}

function optionalLength(value: unknown, at: string, most: number): string[] {
  return value === undefined ? [] : length(value, at, 0, most);
}

function each(list: unknown, at: string, judge: Judge): string[] {
  return Array.isArray(list) ? objects(list).flatMap((item, place) => judge(item, `${at}/${place}`)) : [];
}
