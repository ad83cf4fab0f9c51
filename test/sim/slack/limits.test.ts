import { describe, expect, test } from '@jest/globals';
import { lettersIn, problems } from '../../../sim/slack/limits.ts';

const words = (length: number) => 'x'.repeat(length);
const plain = (length: number) => ({ type: 'plain_text', text: words(length) });
const section = (length: number) => ({ type: 'section', text: plain(length) });
const button = (fields: object = {}) => ({ type: 'button', action_id: 'a', text: plain(5), ...fields });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const inline = (text: string) => ({ type: 'text', text });
const rich = (...elements: object[]) => ({ type: 'rich_text', elements });
const paragraph = (...elements: object[]) => rich({ type: 'rich_text_section', elements });
const table = (rows: number, columns: number, cell: object = { type: 'raw_text', text: 'a' }) => ({
  type: 'table',
  rows: Array.from({ length: rows }, () => Array.from({ length: columns }, () => cell)),
});

describe('what Slack takes and refuses', () => {
  test.each<[string, object[], object[]]>([
    ['blocks', Array.from({ length: 50 }, () => section(1)), Array.from({ length: 51 }, () => section(1))],
    ['a section', [section(3_000)], [section(3_001)]],
    ['an empty section', [section(1)], [section(0)]],
    ['a section of nothing', [section(1)], [{ type: 'section' }]],
    ['a header', [{ type: 'header', text: plain(150) }], [{ type: 'header', text: plain(151) }]],
    [
      'a header of spaces',
      [{ type: 'header', text: plain(1) }],
      [{ type: 'header', text: { type: 'plain_text', text: '  ' } }],
    ],
    [
      'markup in a header',
      [{ type: 'header', text: plain(5) }],
      [{ type: 'header', text: { type: 'mrkdwn', text: 'a' } }],
    ],
    [
      'parts of a context',
      [{ type: 'context', elements: Array.from({ length: 10 }, () => plain(1)) }],
      [{ type: 'context', elements: Array.from({ length: 11 }, () => plain(1)) }],
    ],
    [
      'buttons',
      [actions(...Array.from({ length: 25 }, (_, place) => button({ action_id: `${place}` })))],
      [actions(...Array.from({ length: 26 }, (_, place) => button({ action_id: `${place}` })))],
    ],
    ['no buttons', [actions(button())], [actions()]],
    ['ids of buttons', [actions(button(), button({ action_id: 'b' }))], [actions(button(), button())]],
    ['a label', [actions(button({ text: plain(75) }))], [actions(button({ text: plain(76) }))]],
    ['a value', [actions(button({ value: words(2_000) }))], [actions(button({ value: words(2_001) }))]],
    [
      'ids of blocks',
      [{ ...section(1), block_id: 'a' }],
      [section(1), section(1)].map((one) => ({ ...one, block_id: 'a' })),
    ],
    ['rich text', [paragraph(inline('a'))], [paragraph(inline(''))]],
    ['rich text without text', [paragraph(inline('a'))], [paragraph()]],
    ['rich text without anything', [paragraph(inline('a'))], [rich()]],
    [
      'a person in preformatted text',
      [rich({ type: 'rich_text_preformatted', elements: [inline('a')] })],
      [rich({ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U0ANN' }] })],
    ],
    [
      'a list',
      [
        rich({
          type: 'rich_text_list',
          style: 'bullet',
          elements: [{ type: 'rich_text_section', elements: [inline('a')] }],
        }),
      ],
      [rich({ type: 'rich_text_list', style: 'bullet', elements: [inline('a')] })],
    ],
    ['rows', [table(100, 2)], [table(101, 2)]],
    ['columns', [table(2, 20)], [table(2, 21)]],
    ['tables', [table(2, 2)], [table(2, 2), table(2, 2)]],
    ['an empty cell', [table(2, 2, paragraph(inline('a')))], [table(2, 2, paragraph(inline('')))]],
    [
      'a long table',
      [table(10, 10, paragraph(inline(words(100))))],
      [table(10, 10, paragraph(inline(words(101))))],
    ],
    ['kinds of blocks', [{ type: 'divider' }], [{ type: 'marquee' }]],
  ])('%s', (_name, taken, refused) => {
    expect(problems(taken)).toEqual([]);
    expect(problems(refused)).not.toEqual([]);
  });

  test('a view takes more blocks', () => {
    expect(
      problems(
        Array.from({ length: 100 }, () => section(1)),
        100,
      ),
    ).toEqual([]);
  });

  test('all texts count towards the total', () => {
    expect(lettersIn([section(10), actions(button()), table(2, 2), paragraph(inline('abc'))])).toBe(
      10 + 5 + 4 + 3,
    );
  });
});
