import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lettersIn, problems } from '../../sim/slack/limits.ts';
import { object } from '../../src/model/json.ts';
import type { Line, Message, Part } from '../../src/model/message.ts';
import { slackMessage } from '../../src/slack/blocks.ts';
import { anyMessage, hostileWords, messageOf } from './messages.ts';

/** Every object inside a value, itself among them. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inside : [object(value), ...inside];
}

/** The texts of the blocks, in order, a space between. */
function shown(message: Message): string {
  return objectsIn(slackMessage(message).blocks)
    .flatMap(({ text }) => (typeof text === 'string' ? [text] : []))
    .join(' ');
}

function paragraphs(number: number): Part[] {
  return Array.from({ length: number }, (_, place) => ({
    is: 'paragraph' as const,
    lines: [[`paragraph ${place}`]],
  }));
}

describe('parts become blocks', () => {
  test.each<[string, Part, unknown]>([
    [
      'a paragraph is rich text',
      { is: 'paragraph', lines: [['a ', { text: 'b', as: 'strong' }, { text: 'c', as: 'code' }], ['d']] },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'a ' },
              { type: 'text', text: 'b', style: { bold: true } },
              { type: 'text', text: 'c', style: { code: true } },
              { type: 'text', text: '\n' },
              { type: 'text', text: 'd' },
            ],
          },
        ],
      },
    ],
    [
      'a list has bullets',
      { is: 'list', items: [['a'], ['b']] },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'a' }] },
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'b' }] },
            ],
          },
        ],
      },
    ],
    [
      'a command is preformatted',
      { is: 'command', text: 'kubectl get <pods>\n  -A' },
      {
        type: 'rich_text',
        elements: [
          { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'kubectl get <pods>\n  -A' }] },
        ],
      },
    ],
    [
      'a note is small print',
      { is: 'note', lines: [['a *b*'], ['c']] },
      { type: 'context', elements: [{ type: 'plain_text', text: 'a *b*\nc', emoji: false }] },
    ],
    [
      'a note may name a person',
      { is: 'note', lines: [['Asked by ', { text: 'U0ANN', as: 'user' }, ' · 0.3 s']] },
      {
        type: 'context',
        elements: [
          { type: 'plain_text', text: 'Asked by', emoji: false },
          { type: 'mrkdwn', text: '<@U0ANN>' },
          { type: 'plain_text', text: '· 0.3 s', emoji: false },
        ],
      },
    ],
    [
      'a person that is none is text',
      { is: 'note', lines: [['Asked by ', { text: '!channel', as: 'user' }]] },
      { type: 'context', elements: [{ type: 'plain_text', text: 'Asked by !channel', emoji: false }] },
    ],
    [
      'a link leads to the web',
      { is: 'paragraph', lines: [[{ text: 'docs', as: 'link', to: 'https://learn.microsoft.com/x' }]] },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [{ type: 'link', url: 'https://learn.microsoft.com/x', text: 'docs' }],
          },
        ],
      },
    ],
    [
      'a table is a table, its empty cells filled',
      { is: 'table', columns: ['Name'], rows: [[['a']], []] },
      {
        type: 'table',
        column_settings: [{ is_wrapped: true }],
        rows: [
          [expect.objectContaining({ type: 'rich_text' })],
          [
            {
              type: 'rich_text',
              elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a' }] }],
            },
          ],
          [
            {
              type: 'rich_text',
              elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '–' }] }],
            },
          ],
        ],
      },
    ],
  ])('%s', (_name, part, block) => {
    expect(slackMessage(messageOf(part)).blocks.slice(1)).toEqual([block]);
  });

  test('buttons carry what they do, each under an id of its own', () => {
    const button = (does: 'explain' | 'showAll', value: string) => ({ does, label: does, value });
    const { blocks } = slackMessage(
      messageOf({
        is: 'buttons',
        buttons: [button('explain', 'a'), button('showAll', 'b'), button('explain', 'c')],
      }),
    );

    expect(blocks.at(-1)).toMatchObject({
      type: 'actions',
      elements: [
        { action_id: 'explain', value: 'a' },
        { action_id: 'showAll', value: 'b' },
        { action_id: 'explain.2', value: 'c' },
      ],
    });
  });
});

describe('what belongs together stands together', () => {
  const command: Part = { is: 'command', text: 'kubectl get pods' };
  const paragraph = (...line: Line): Part => ({ is: 'paragraph', lines: [line] });

  test.each<[string, Part, number]>([
    ['the next step', paragraph('→ See its events:'), 2],
    ['the way back', paragraph('← To take it back:'), 2],
    ['what is known of it', paragraph({ text: 'Not proven.', as: 'quiet' }), 2],
    ['something else', paragraph('44 checks passed.'), 3],
    ['the next finding', paragraph({ text: 'CRITICAL: it is down', as: 'strong' }), 3],
  ])('below a command: %s', (_name, part, blocks) => {
    expect(slackMessage(messageOf(command, part)).blocks).toHaveLength(blocks);
  });

  test('a message without a heading does not say its summary twice', () => {
    const says = 'There is no command "chekc".';
    const parts: Part[] = [{ is: 'paragraph', lines: [[says], ['Nothing was done.']] }];

    expect(shown({ tone: 'neutral', summary: says, parts })).toBe(`${says} Nothing was done.`);
  });
});

describe('the tone is a mark and a word', () => {
  test.each<[Message['tone'], string]>([
    ['failing', '❌ FAILING · prod'],
    ['unknown', '❓ UNKNOWN · prod'],
    ['degraded', '⚠️ DEGRADED · prod'],
    ['healthy', '✅ HEALTHY · prod'],
    ['neutral', 'prod'],
  ])('%s', (tone, words) => {
    const withHeading = slackMessage({ tone, summary: 'prod', parts: [{ is: 'heading', text: 'prod' }] });
    const withoutHeading = slackMessage({ tone, summary: 'prod', parts: [] });

    expect(withHeading.blocks).toEqual([
      { type: 'header', text: { type: 'plain_text', text: words, emoji: false } },
    ]);
    expect(JSON.stringify(withoutHeading.blocks)).toContain(words);
    expect(withHeading.text).toBe(words.replace(/^\S+ (?=[A-Z]+ ·)/, ''));
  });

  test('the word is not said twice', () => {
    expect(shown(messageOf())).toBe('❌ prod · FAILING: 1 critical');
  });
});

describe('what does not fit is counted', () => {
  test('paragraphs beyond the blocks share them', () => {
    const { blocks, text } = slackMessage(messageOf(...paragraphs(120)));

    expect(JSON.stringify(blocks)).toContain('paragraph 119');
    expect(text).toContain('paragraph 119');
  });

  test('lines beyond the total', () => {
    const items = Array.from({ length: 1_000 }, (_, place) => [`item ${place} ${'z'.repeat(60)}`]);
    const words = shown(messageOf({ is: 'list', items }));
    const [, rest] = /… (\d+) more lines do not fit here: ask for all of them\./.exec(words) ?? [];
    const last = 999 - Number(rest);

    expect(words).toContain(`item ${last} `);
    expect(words).not.toContain(`item ${last + 1} `);
    expect(last).toBeGreaterThan(80);
  });

  test('rows beyond the hundredth, and what follows is shown', () => {
    const rows = Array.from({ length: 130 }, (_, place) => [[`${place}`]]);
    const words = shown(messageOf({ is: 'table', columns: ['n'], rows }, ...paragraphs(1)));

    expect(words).toContain('… 31 more rows: ask for all of them.');
    expect(words).toContain('paragraph 0');
  });

  test.each<[string, Part]>([
    ['a second table', { is: 'table', columns: ['Cluster', 'State'], rows: [[['prod'], ['FAILING']]] }],
    ['a row wider than its head', { is: 'table', columns: ['Cluster'], rows: [[['prod'], ['FAILING']]] }],
  ])('%s is a list', (_name, table) => {
    const first: Part = { is: 'table', columns: ['n'], rows: [[['1']]] };
    const { blocks } = slackMessage(messageOf(first, table, table));

    expect(blocks.map(({ type }) => type)).toEqual(['header', 'table', 'rich_text']);
    expect(shown(messageOf(first, table))).toMatch(/Cluster:\s+prod ;\s+(State:\s+)?FAILING/);
  });

  test('small print and buttons stay', () => {
    const { blocks } = slackMessage(
      messageOf(
        ...paragraphs(5_000),
        { is: 'note', lines: [['asked by somebody']] },
        { is: 'buttons', buttons: [{ does: 'showAll', label: 'Show all', value: 'prod' }] },
      ),
    );

    expect(blocks.slice(-2).map(({ type }) => type)).toEqual(['context', 'actions']);
  });

  test('a long line keeps its beginning; a name in it is whole or not there', () => {
    const name = `n${'a'.repeat(1_500)}`;
    const words = shown(
      messageOf({ is: 'paragraph', lines: [['b'.repeat(1_000), { text: name, as: 'code' }, ' end']] }),
    );

    expect(words).toContain(`${'b'.repeat(1_000)}  … 1505 more characters`);
    expect(words).not.toContain('naaa');
  });

  test.each([
    [
      'too long',
      'k'.repeat(3_001),
      'A command of 3001 characters is too long to show whole, so it is left out.',
    ],
    ['with what cannot be seen', 'kubectl\u202e get', 'characters that cannot be seen'],
    ['with half a character', 'kubectl \ud83d', 'characters that cannot be seen'],
  ])('a command %s is left out whole', (_name, text, says) => {
    const message = messageOf({ is: 'command', text });

    expect(shown(message)).toContain(says);
    expect(slackMessage(message).text).toContain(says);
    expect(shown(message)).not.toContain(text.slice(0, 8));
  });
});

describe('text is escaped', () => {
  test('mentions and links are words; a person of ours is one', () => {
    const { text } = slackMessage(
      messageOf({ is: 'paragraph', lines: [['<!channel> & <https://a|b> ', { text: 'U0ANN', as: 'user' }]] }),
    );

    expect(text).toBe('prod · FAILING: 1 critical\n\n&lt;!channel&gt; &amp; &lt;https://a|b&gt; <@U0ANN>');
  });

  test.each(hostileWords)('%j cannot leave its line', (words) => {
    const { text } = slackMessage(messageOf({ is: 'paragraph', lines: [[words], ['last']] }));

    expect(text.split('\n').at(-1)).toBe('last');
    expect(text).not.toContain('<');
    expect(text).not.toContain('\u202e');
    expect(text).not.toContain('\u001b');
  });
});

describe('for any message', () => {
  const check = (holds: (message: Message) => void) =>
    fc.assert(fc.property(anyMessage, holds), { numRuns: 60 });

  test('Slack refuses nothing', () => {
    check((message) => {
      const { text, blocks } = slackMessage(message);

      expect(problems(blocks)).toEqual([]);
      expect(lettersIn(blocks)).toBeLessThanOrEqual(10_000);
      expect(text.length).toBeLessThanOrEqual(4_000);
      expect(text.isWellFormed()).toBe(true);
    });
  });

  test('nothing in it is markup but the person whom we name', () => {
    check((message) => {
      const { text, blocks } = slackMessage(message);
      const marked = objectsIn(blocks).filter(({ type }) => type === 'mrkdwn');

      expect(marked.filter((element) => element['text'] !== '<@U0ANN>')).toEqual([]);
      expect(
        objectsIn(blocks).filter(({ type }) => ['broadcast', 'channel', 'usergroup'].includes(`${type}`)),
      ).toEqual([]);
      expect(text.replaceAll('<@U0ANN>', '')).not.toMatch(/[<>]/);
    });
  });

  test('commands are whole or not there', () => {
    check((message) => {
      const { text, blocks } = slackMessage(message);
      const commands = message.parts.flatMap((part) => (part.is === 'command' ? [part.text] : []));
      const preformatted = objectsIn(blocks).filter(({ type }) => type === 'rich_text_preformatted');
      const inBlocks = preformatted.flatMap(({ elements }) =>
        objectsIn(elements).map((element) => element['text']),
      );
      const marks = (words: string, mark: string) =>
        words.match(new RegExp(`kubectl-\\d+-${mark}`, 'g'))?.length ?? 0;

      expect(inBlocks.filter((words) => !commands.includes(String(words)))).toEqual([]);
      expect(marks(text, 'begin')).toBe(marks(text, 'end'));
    });
  });
});
