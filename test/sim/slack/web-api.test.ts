import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type RunningSlack, startSlack } from '../../../sim/slack/server.ts';
import { object, objects } from '../../../src/model/json.ts';
import { callSlack, respond } from './call-slack.ts';

let slack: RunningSlack;
beforeEach(async () => {
  slack = await startSlack();
});
afterEach(async () => {
  await slack.close();
});

const call = (method: string, args: object = {}) => callSlack(slack, method, object(args));
const post = (fields: object = {}) =>
  call('chat.postMessage', { channel: 'C0OPS', text: 'hello', ...fields });
const header = (text: string) => ({ type: 'header', text: { type: 'plain_text', text } });

describe('who may', () => {
  test.each([
    ['no token', '', 'not_authed'],
    ['a wrong token', 'xoxb-wrong', 'invalid_auth'],
  ])('%s', async (_name, token, error) => {
    expect(await callSlack(slack, 'auth.test', {}, token)).toMatchObject({ status: 200, ok: false, error });
  });

  test('a scope that is missing is named', async () => {
    slack.removeScope('chat:write');

    expect(await post()).toMatchObject({
      ok: false,
      error: 'missing_scope',
      needed: 'chat:write',
      provided: expect.stringContaining('channels:history'),
    });
  });

  test('a method that is none', async () => {
    expect(await call('chat.shout')).toMatchObject({ ok: false, error: 'unknown_method' });
  });

  test('the bot knows itself, people and channels', async () => {
    expect(await call('auth.test')).toMatchObject({ ok: true, user_id: 'U0OSMBOT', team_id: 'T0SIM' });
    expect(await call('users.info', { user: 'U0ANN' })).toMatchObject({ user: { name: 'ann' } });
    expect(await call('users.info', { user: 'U0NOBODY' })).toMatchObject({ error: 'user_not_found' });
    expect(await call('conversations.info', { channel: 'C0OPS' })).toMatchObject({
      channel: { name: 'ops', is_member: true, is_archived: false },
    });
  });
});

describe('posting', () => {
  test.each([
    ['C0NOBODY', 'channel_not_found'],
    ['G0SECRET', 'channel_not_found'],
    ['C0ELSEWHERE', 'not_in_channel'],
    ['C0OLD', 'is_archived'],
  ])('in %s: %s', async (channel, error) => {
    expect(await post({ channel })).toMatchObject({ ok: false, error });
    expect(slack.messages(channel)).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['nothing', { text: '' }, 'no_text'],
    ['too many words', { text: 'x'.repeat(4_001) }, 'msg_too_long'],
    ['blocks that are none', { blocks: '[{' }, 'invalid_blocks_format'],
    ['a long header', { blocks: [header('x'.repeat(151))] }, 'invalid_blocks'],
    [
      'too much in all',
      {
        blocks: Array.from({ length: 4 }, () => ({
          type: 'section',
          text: { type: 'mrkdwn', text: 'x'.repeat(2_501) },
        })),
      },
      'msg_blocks_too_long',
    ],
    ['a thread that is none', { thread_ts: 'yesterday' }, 'invalid_thread_ts'],
    ['metadata that are none', { metadata: { event: 1 } }, 'invalid_metadata_format'],
  ])('%s', async (_name, fields, error) => {
    expect(await post(fields)).toMatchObject({ ok: false, error });
    expect(slack.messages('C0OPS')).toEqual([]);
  });

  test('says which block is wrong', async () => {
    expect(await post({ blocks: [header('')] })).toMatchObject({
      response_metadata: {
        messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
      },
    });
  });

  test('times are unique and grow', async () => {
    const answers = [await post(), await post(), await post()];
    const times = answers.map(({ ts }) => String(ts));

    expect([...times].sort()).toEqual(times);
    expect(new Set(times).size).toBe(3);
  });

  test('words that look like JSON stay words', async () => {
    await post({ text: '{"a":1}' });

    expect(slack.messages('C0OPS')[0]?.text).toBe('{"a":1}');
  });

  test('is limited by channel, and may go on later', async () => {
    const quick = [await post(), await post(), await post(), await post()];
    const elsewhere = await post({ channel: 'C0DEV' });
    slack.advance(1);
    const later = await post();

    expect(quick.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(quick[3]).toMatchObject({ ok: false, error: 'ratelimited', retryAfter: '1' });
    expect([elsewhere.status, later.status]).toEqual([200, 200]);
  });

  test('an ephemeral message is for one, and in no history', async () => {
    await call('chat.postEphemeral', { channel: 'C0OPS', user: 'U0ANN', text: 'psst' });

    expect(slack.messages('C0OPS')).toEqual([]);
    expect(slack.ephemeral('C0OPS', 'U0ANN')).toMatchObject([{ text: 'psst' }]);
    expect(slack.ephemeral('C0OPS', 'U0BOB')).toEqual([]);
    expect(await call('conversations.history', { channel: 'C0OPS' })).toMatchObject({ messages: [] });
  });
});

describe('editing', () => {
  test('keeps what was said before, and what is not given', async () => {
    const { ts } = await post({ blocks: [header('one')], metadata: { event_type: 'e', event_payload: {} } });
    const answer = await call('chat.update', { channel: 'C0OPS', ts, blocks: [header('two')] });
    const [message] = slack.messages('C0OPS');

    expect(answer).toMatchObject({ ok: true, ts });
    expect(message).toMatchObject({
      text: 'hello',
      blocks: [header('two')],
      metadata: { event_type: 'e' },
      edits: [{ text: 'hello', blocks: [header('one')] }],
    });
  });

  test('a message that is gone', async () => {
    const { ts } = await post();
    await call('chat.delete', { channel: 'C0OPS', ts });

    expect(slack.messages('C0OPS')).toEqual([]);
    expect(await call('chat.update', { channel: 'C0OPS', ts, text: 'a' })).toMatchObject({
      error: 'message_not_found',
    });
  });

  test('a message of a channel that was archived', async () => {
    const { ts } = await post();
    slack.setChannel('C0OPS', { archived: true });

    expect(await call('chat.update', { channel: 'C0OPS', ts, text: 'a' })).toMatchObject({
      error: 'is_inactive',
    });
    expect(slack.messages('C0OPS')).toMatchObject([{ text: 'hello', edits: [] }]);
  });
});

describe('history', () => {
  test('comes in pages, latest first, threads by themselves, metadata only when asked for', async () => {
    const { ts } = await post({ text: 'a', metadata: { event_type: 'e', event_payload: { key: 'k' } } });
    await post({ text: 'reply', thread_ts: ts });
    await post({ text: 'b' });
    const read = (args: object) => call('conversations.history', { channel: 'C0OPS', ...args });
    const first = await read({ limit: 1 });
    const cursor = object(first['response_metadata'])['next_cursor'];
    const second = await read({ limit: 1, cursor, include_all_metadata: true });
    const thread = await call('conversations.replies', { channel: 'C0OPS', ts });

    expect(first).toMatchObject({ has_more: true, messages: [{ text: 'b' }] });
    expect(second).toMatchObject({
      has_more: false,
      messages: [{ text: 'a', metadata: { event_payload: { key: 'k' } } }],
      response_metadata: { next_cursor: '' },
    });
    expect(objects(thread['messages']).map(({ text, metadata }) => [text, metadata])).toEqual([
      ['a', undefined],
      ['reply', undefined],
    ]);
    expect(await read({ oldest: ts })).toMatchObject({ messages: [{ text: 'b' }] });
    expect(objects((await read({ oldest: ts, inclusive: true }))['messages'])).toHaveLength(2);
  });

  test.each([
    ['conversations.history', 'C0ELSEWHERE', 'not_in_channel'],
    ['conversations.history', 'ops', 'channel_not_found'],
    ['conversations.replies', 'C0OPS', 'thread_not_found'],
  ])('%s of %s: %s', async (method, channel, error) => {
    expect(await call(method, { channel, ts: '1.000001' })).toMatchObject({ ok: false, error });
  });

  test('of a private channel needs a scope of its own', async () => {
    slack.removeScope('groups:history');

    expect(await call('conversations.history', { channel: 'G0ONCALL' })).toMatchObject({
      error: 'missing_scope',
      needed: 'groups:history',
    });
  });
});

test('a file is announced, uploaded and shared', async () => {
  const announced = await call('files.getUploadURLExternal', { filename: 'report.txt', length: 6 });
  const uploaded = await respond(String(announced['upload_url']), { all: 'of it' });
  const shared = await call('files.completeUploadExternal', {
    files: [{ id: announced['file_id'], title: 'report' }],
    channel_id: 'C0OPS',
  });

  expect(uploaded).toContain('200 OK');
  expect(shared).toMatchObject({ ok: true, files: [{ id: announced['file_id'] }] });
  expect(slack.files).toMatchObject([{ name: 'report.txt', channel: 'C0OPS', content: '{"all":"of it"}' }]);
  expect(slack.messages('C0OPS')).toHaveLength(1);
});

describe('faults', () => {
  test('strike a method as often as they should, before or after the effect', async () => {
    slack.addFault({ method: 'chat.postMessage', times: 1, is: { kind: 'reset' } });
    slack.addFault({
      method: 'chat.postMessage',
      times: 1,
      afterTheEffect: true,
      is: { kind: 'status', status: 503 },
    });

    expect(await call('auth.test')).toMatchObject({ ok: true });
    await expect(post({ text: 'one' })).rejects.toThrow();
    await expect(post({ text: 'two' })).rejects.toThrow(/JSON/);
    expect(await post({ text: 'three' })).toMatchObject({ ok: true });
    expect(slack.messages('C0OPS').map(({ text }) => text)).toEqual(['two', 'three']);
    expect(slack.calls.map(({ method, status }) => [method, status])).toEqual([
      ['auth.test', 200],
      ['chat.postMessage', 0],
      ['chat.postMessage', 503],
      ['chat.postMessage', 200],
    ]);
  });

  test('closing does not wait for what hangs', async () => {
    slack.addFault({ is: { kind: 'hang' } });
    const hanging = expect(post()).rejects.toThrow();
    while (slack.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    await slack.close();
    await hanging;
    slack = await startSlack();
  });
});

test('no call that is logged holds the token', async () => {
  await callSlack(slack, 'auth.test', { token: slack.env()['SLACK_BOT_TOKEN'] }, '');

  expect(slack.calls).toMatchObject([{ method: 'auth.test', status: 200 }]);
  expect(JSON.stringify(slack.calls)).not.toContain(slack.secrets[0]);
});
