import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PageState } from '../../sim/playground/api.ts';
import { applyEvent } from '../../sim/playground/page/state/apply-event.ts';
import { stepped, stillFitting, worthShowing } from '../../sim/playground/page/state/completing.ts';
import { readMarkup } from '../../sim/playground/page/state/markup.ts';
import { clustersForCommand } from '../../sim/playground/page/state/run-where.ts';
import { timeline, topicOf } from '../../sim/playground/page/state/timeline.ts';
import { told } from '../../sim/playground/page/state/told.ts';
import { readUpTo, unreadIn } from '../../sim/playground/page/state/unread.ts';
import { webAddress } from '../../sim/playground/page/state/web-address.ts';
import { ops, posted, sent, stateWith, tsAt } from './page-state.ts';

/** The state after events; it was there before, so it is there after. */
function stateAfter(state: PageState, ...events: readonly Parameters<typeof applyEvent>[1][]): PageState {
  const end = events.reduce<PageState | undefined>(applyEvent, state);
  if (end === undefined) throw new Error('The state is gone.');
  return end;
}

describe('markup', () => {
  test.each([
    ['plain', [{ is: 'text', text: 'plain' }]],
    ['a &lt;b&gt; &amp;amp;', [{ is: 'text', text: 'a <b> &amp;' }]],
    ['*b* _q_ `c`', ['strong b', 'text  ', 'quiet q', 'text  ', 'code c']],
    ['2*3*4 snake_case_name', [{ is: 'text', text: '2*3*4 snake_case_name' }]],
    ['`*not bold*`', [{ is: 'code', text: '*not bold*' }]],
    ['<@U1>', [{ is: 'user', id: 'U1' }]],
    ['<#C1|ops>', [{ is: 'channel', id: 'C1' }]],
    ['<!channel>', [{ is: 'group', name: 'channel' }]],
    ['<https://a.example/?b=1&amp;c|there>', [{ is: 'link', to: 'https://a.example/?b=1&c', text: 'there' }]],
    ['&lt;!channel&gt;', [{ is: 'text', text: '<!channel>' }]],
    ['<unclosed', [{ is: 'text', text: '<unclosed' }]],
  ])('%s', (markup, expected) => {
    const pieces = readMarkup(markup).map((piece) =>
      typeof expected[0] === 'string' && 'text' in piece ? `${piece.is} ${piece.text}` : piece,
    );

    expect(pieces).toEqual(expected);
  });

  test('what is escaped is never read as markup of Slack', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '&', '|', '@', '!', 'a', 'l', 't', ';') }),
        (text) => {
          const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

          expect(readMarkup(escaped)).toEqual(text === '' ? [] : [{ is: 'text', text }]);
        },
      ),
    );
  });
});

test.each([
  ['https://example.org/a', 'https://example.org/a'],
  ['http://127.0.0.1:1/', 'http://127.0.0.1:1/'],
  ['javascript:alert(1)', undefined],
  [' JAVASCRIPT:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['//example.org', undefined],
  ['', undefined],
])('the address %j leads to %j', (address, expected) => {
  expect(webAddress(address)).toBe(expected);
});

describe('where a command may be run', () => {
  const { clusters } = stateWith();
  test.each([
    ['kubectl get pods', 'staging · FAILING', ['staging']],
    ['kubectl get pods --context broken', 'staging · FAILING', ['broken']],
    ['kubectl get pods', 'staging-2 · FAILING', ['prod-cluster', 'staging', 'broken']],
    ['kubectl get pods', 'Ask about staging.', ['staging']],
    ['kubectl get pods', 'mine · FAILING', []],
    ['kubectl get pods', 'staging · FAILING: something is broken', ['staging']],
    [
      'kubectl get pods',
      'It is broken.\naz aks get-credentials -g mesh --name staging\nas before',
      ['staging'],
    ],
    ['kubectl get pods', 'broken and staging', ['staging', 'broken']],
    ['kubectl get pods', '', ['prod-cluster', 'staging', 'broken']],
    ['az aks get-credentials --name staging', 'staging', []],
    ['/osm check staging', 'staging', []],
  ])('%s under “%s”: %j', (command, said, expected) => {
    expect(clustersForCommand(command, said, clusters)).toEqual(expected);
  });
});

describe('what happens', () => {
  test('before everything was told there is nothing to change', () => {
    expect(applyEvent(undefined, { is: 'message', message: posted(1) })).toBeUndefined();
  });

  test('messages stand in the order of their times, each once, whatever order they come in', () => {
    const seconds = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 20 });
    fc.assert(
      fc.property(seconds, (given) => {
        const events = given.map((second) => ({ is: 'message', message: posted(second) }) as const);
        const { messages } = stateAfter(stateWith(), ...events);

        expect(messages.map(({ ts }) => ts)).toEqual([...new Set(given)].sort().map(tsAt));
      }),
    );
  });

  test('an exchange that is told again takes the place of the first', () => {
    const entry = { id: 1, at: '2026-11-22T12:00:00Z', who: 'app → Slack', what: 'chat.update', ms: 1 };
    const { wire } = stateAfter(stateWith({ wire: [{ ...entry, status: '…' }] }), {
      is: 'wire',
      entries: [{ ...entry, status: 200 }],
    });

    expect(wire.map(({ status }) => status)).toEqual([200]);
  });
});

describe('a channel', () => {
  const parent = posted(1, { text: 'parent' });
  const reply = posted(2, { text: 'reply', threadTs: tsAt(1) });
  const elsewhere = posted(3, { channel: 'C0ALERTS' });

  test('holds its messages, with their replies aside', () => {
    expect(timeline([parent, reply, elsewhere], ops)).toEqual([{ message: parent, replies: [reply] }]);
  });

  test('keeps a deleted message as long as it holds up a thread', () => {
    const gone = { ...parent, deleted: true };

    expect(timeline([gone], ops)).toEqual([]);
    expect(timeline([gone, { ...reply, deleted: true }], ops)).toEqual([]);
    expect(timeline([gone, reply], ops)).toHaveLength(1);
    expect(topicOf([gone, reply], { channel: ops, ts: tsAt(1) })?.replies).toEqual([reply]);
  });

  test('counts as unread what others wrote since it was looked at', () => {
    const before = stateWith({ messages: [posted(1)] });
    const messages = [posted(1), posted(2), posted(3, { from: 'U0ANN' }), posted(4, { deleted: true })];

    expect(unreadIn({ ...before, messages }, readUpTo(before), ops)).toBe(1);
  });
});

test('a message is read out by its beginning, with names for ids', () => {
  const state = stateWith();

  expect(told(state, posted(1, { text: '<@U0BOB> *look*\n&lt;here&gt;' }))).toBe(
    'osm-doctor: bob look <here>',
  );
  expect(told(state, posted(1, sent('failing'))).length).toBeLessThan(260);
});

test('a step beyond an end of the suggestions leads to the text, and from there to the other end', () => {
  expect([-1, 0, 1].map((active) => stepped(active, 1, 2))).toEqual([0, 1, -1]);
  expect([-1, 0, 1].map((active) => stepped(active, -1, 2))).toEqual([1, -1, 0]);
  expect(worthShowing([{ text: '/osm', about: '' }], '/osm ')).toEqual([]);
});

test('of what was suggested before the last key, what does not fit any more is gone', () => {
  const list = ['/osm check', '/osm clusters'].map((text) => ({ text, about: '' }));

  expect(stillFitting(list, '/OSM cl').map(({ text }) => text)).toEqual(['/osm clusters']);
  expect(stillFitting(list, '/osm c')).toEqual(list);
  expect(stillFitting(list, '/osm check staging')).toEqual([]);
});
