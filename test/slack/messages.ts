import fc from 'fast-check';
import type { Line, Message, Part, Span } from '../../src/model/message.ts';

/** What somebody might write into a cluster to have Slack do something else. */
export const hostileWords = [
  '<!channel>',
  '<!here|here>',
  '<@U0ANN>',
  '<https://evil.example|https://portal.azure.com>',
  '*bold* _it_ ~no~ `code`',
  '```\nFAKE\n```',
  '&lt;!everyone&gt;',
  ':rotating_light:',
  'a\u202Egnp.exe',
  'a\u0000b\u001b[31m',
  'line\nbreak',
  '\ud800',
  '😀'.repeat(40),
  '',
  ' ',
] as const;

/** Any text, that which is meant to hurt more often than chance would have it. */
const hostile = fc.oneof(
  fc.constantFrom(...hostileWords),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .constantFrom(20, 149, 150, 151, 1_999, 2_000, 3_001, 9_000)
    .map((length) => 'x<&'.repeat(length / 3 + 1)),
);

const span: fc.Arbitrary<Span> = fc.oneof(
  hostile,
  fc.record({ text: hostile, as: fc.constantFrom('strong', 'code', 'quiet', 'user') }),
  fc.record({ text: fc.constant('U0ANN'), as: fc.constant('user') }),
  fc.record({
    text: hostile,
    as: fc.constant('link'),
    to: fc.oneof(
      hostile,
      fc.constantFrom('https://learn.microsoft.com/a', 'javascript:alert(1)', 'http://a b'),
    ),
  }),
);

const line: fc.Arbitrary<Line> = fc.array(span, { maxLength: 5 });
const lines = fc.array(line, { maxLength: 12 });

/** Each begins and ends with a mark of its own, so that half of one can be told from the whole. */
const command = fc
  .tuple(fc.nat(1e9), fc.constantFrom(0, 5, 80, 600, 2_900, 3_100), hostile)
  .map(
    ([id, length, words]) =>
      `kubectl-${id}-begin ${words.slice(0, 100)} ${'y'.repeat(length)} kubectl-${id}-end`,
  );

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ is: fc.constant('heading'), text: hostile }),
  fc.record({ is: fc.constant('paragraph'), lines }),
  fc.record({ is: fc.constant('note'), lines }),
  fc.record({ is: fc.constant('list'), items: lines }),
  fc.record({ is: fc.constant('command'), text: command }),
  fc.record({
    is: fc.constant('table'),
    columns: fc.array(hostile, { maxLength: 22 }),
    rows: fc.array(fc.array(line, { maxLength: 22 }), { maxLength: 110 }),
  }),
  fc.record({ is: fc.constant('divider') }),
  fc.record({
    is: fc.constant('buttons'),
    buttons: fc.array(
      fc.record({
        does: fc.constantFrom('checkAgain', 'showAll', 'explain', 'proposeChange'),
        label: hostile,
        value: hostile,
      }),
      { maxLength: 30 },
    ),
  }),
);

/** Messages of all sizes: a few parts, or the same ones over and over up to some thousands. */
export const anyMessage: fc.Arbitrary<Message> = fc
  .record({
    tone: fc.constantFrom('failing', 'unknown', 'degraded', 'healthy', 'neutral'),
    summary: hostile,
    some: fc.array(part, { maxLength: 12 }),
    times: fc.constantFrom(1, 1, 1, 3, 20, 300),
    end: fc.array(part, { maxLength: 4 }),
  })
  .map(({ tone, summary, some, times, end }) => ({
    tone,
    summary,
    parts: [...Array.from({ length: times }, () => some).flat(), ...end],
  }));

/** A message of one tone with some parts behind a heading. */
export function messageOf(...parts: readonly Part[]): Message {
  return {
    tone: 'failing',
    summary: 'prod · FAILING: 1 critical',
    parts: [{ is: 'heading', text: 'prod · FAILING: 1 critical' }, ...parts],
  };
}
