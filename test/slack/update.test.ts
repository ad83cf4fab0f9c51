import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Fault, type RunningSlack, startSlack } from '../../sim/slack/server.ts';
import type { Chat, Posted } from '../../src/jobs/ports.ts';
import { slackChat } from '../../src/slack/chat.ts';
import { anyMessage, messageOf } from './messages.ts';

let slack: RunningSlack;
let chat: Chat;
let at: Posted;
beforeEach(async () => {
  slack = await startSlack({ rateLimited: false });
  chat = slackChat({ token: slack.env()['SLACK_BOT_TOKEN'] ?? '', apiUrl: slack.apiUrl, timeoutMs: 2_500 });
  const result = await chat.post(ops, before, 'key-1');
  if (result.is !== 'posted') throw new Error('nothing was posted');
  at = result.at;
});
afterEach(async () => {
  await slack.close();
});

const ops = { channel: 'C0OPS' };
const before = messageOf({ is: 'paragraph', lines: [['reading the cluster']] });
const after = messageOf({ is: 'paragraph', lines: [['the control plane is down']] });
const theAnswer = expect.stringContaining('control plane');

function updates(): number {
  return slack.calls.filter(({ method }) => method === 'chat.update').length;
}

describe('what is changed', () => {
  test('is one message, which is found by its new key', async () => {
    expect(await chat.update(at, after, 'key-2')).toEqual({ is: 'updated' });
    expect(slack.messages('C0OPS')).toMatchObject([
      {
        ts: at.ts,
        text: theAnswer,
        blocks: [{ type: 'header' }, { type: 'rich_text' }],
        metadata: { event_type: 'osm_doctor_post', event_payload: { key: 'key-2' } },
      },
    ]);
    expect(await chat.find(ops, 'key-2', '2020-01-01T00:00:00Z')).toEqual(at);
    expect(await chat.find(ops, 'key-1', '2020-01-01T00:00:00Z')).toBe('notThere');
  });

  test('is the message itself, also in a thread', async () => {
    const reply = await chat.post({ ...ops, thread: at.ts }, before, 'reply');
    if (reply.is !== 'posted') throw new Error('nothing was posted');
    await chat.update(reply.at, after, 'reply');

    expect(slack.messages('C0OPS')).toMatchObject([
      { ts: at.ts, edits: [] },
      { ts: reply.at.ts, threadTs: at.ts, text: theAnswer },
    ]);
  });

  test.each(['invalid_blocks', 'msg_blocks_too_long', 'invalid_blocks_format'])(
    '%s: the words alone are left, and none of the old blocks',
    async (code) => {
      slack.addFault({ times: 1, is: { kind: 'error', error: code } });

      expect(await chat.update(at, after, 'key-1')).toEqual({ is: 'updated' });
      expect(slack.messages('C0OPS')).toMatchObject([{ blocks: [], text: theAnswer }]);
      expect(updates()).toBe(2);
    },
  );

  test('fits, whatever is in it', async () => {
    // On a busy machine the largest messages take more than the second that the other tests give.
    const patient = slackChat({ token: slack.env()['SLACK_BOT_TOKEN'] ?? '', apiUrl: slack.apiUrl });
    await fc.assert(
      fc.asyncProperty(anyMessage, async (message) => {
        slack.calls.length = 0;

        expect(await patient.update(at, message, 'key-1')).toEqual({ is: 'updated' });
        expect(updates()).toBe(1);
      }),
      { numRuns: 40 },
    );
    expect(slack.messages('C0OPS')).toHaveLength(1);
  });
});

describe('what cannot be changed any more is gone', () => {
  const error = (code: string) => () => slack.addFault({ is: { kind: 'error', error: code } });

  test.each<[string, () => void]>([
    ['deleted by hand', () => slack.deleteMessage(slack.messages('C0OPS')[0] ?? raise())],
    ['in a channel that was archived', () => slack.setChannel('C0OPS', { archived: true })],
    ['of somebody else', error('cant_update_message')],
    ['too old for the rules of the workspace', error('edit_window_closed')],
    ['of another kind', error('block_mismatch')],
  ])('%s', async (_name, arrange) => {
    arrange();
    const stood = slack.messages('C0OPS').map(({ text }) => text);

    expect(await chat.update(at, after, 'key-1')).toEqual({ is: 'gone' });
    expect(updates()).toBe(1);
    expect(slack.messages('C0OPS').map(({ text }) => text)).toEqual(stood);
  });

  test('where Slack never told where it stands', async () => {
    expect(await chat.update({ channel: 'C0OPS', ts: '' }, after, 'key-1')).toEqual({ is: 'gone' });
    expect(updates()).toBe(0);
  });
});

describe('refusals are certain, and say what to do', () => {
  const fault = (is: Fault['is']) => () => slack.addFault({ is });

  test.each<[string, () => void, object]>([
    [
      'too often',
      fault({ kind: 'status', status: 429, retryAfterSeconds: 3 }),
      { lasting: false, retryAfterSeconds: 3, because: expect.stringContaining('for the moment') },
    ],
    ['too often, in a word', fault({ kind: 'error', error: 'ratelimited' }), { lasting: false }],
    [
      'with a revoked token',
      () => slack.refuseToken('token_revoked'),
      { lasting: true, because: expect.stringContaining('Reinstall the Slack app') },
    ],
    [
      'with a wrong token',
      () => slack.refuseToken('invalid_auth'),
      { lasting: true, because: expect.stringContaining('into SLACK_BOT_TOKEN') },
    ],
    [
      'without the scope',
      () => slack.removeScope('chat:write'),
      { lasting: true, because: expect.stringContaining('lacks the scope chat:write') },
    ],
    [
      'through a proxy',
      fault({ kind: 'status', status: 403, html: true }),
      { lasting: false, because: expect.stringContaining('as a proxy would') },
    ],
  ])('%s', async (_name, arrange, result) => {
    arrange();

    expect(await chat.update(at, after, 'key-1')).toMatchObject({ is: 'refused', ...result });
    expect(updates()).toBe(1);
    expect(slack.messages('C0OPS')).toMatchObject([{ ts: at.ts, edits: [] }]);
  });
});

test.each<[string, Fault['is']]>([
  ['a reset connection', { kind: 'reset' }],
  ['no answer', { kind: 'hang' }],
  ['status 503', { kind: 'status', status: 503 }],
  ['half an answer', { kind: 'truncate' }],
])('%s after it was changed: unclear, and doing it again does no harm', async (_name, is) => {
  slack.addFault({ times: 1, afterTheEffect: true, is });
  const first = await chat.update(at, after, 'key-1');
  const again = await chat.update(at, after, 'key-1');

  expect([first.is, again.is]).toEqual(['unclear', 'updated']);
  expect(updates()).toBe(2);
  expect(slack.messages('C0OPS')).toMatchObject([{ ts: at.ts, text: theAnswer }]);
});

function raise(): never {
  throw new Error('there is no message');
}
