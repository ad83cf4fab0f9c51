import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Fault, type RunningSlack, startSlack } from '../../sim/slack/server.ts';
import type { Chat } from '../../src/jobs/ports.ts';
import { slackChat } from '../../src/slack/chat.ts';
import { messageOf } from './messages.ts';

let slack: RunningSlack;
let chat: Chat;
beforeEach(async () => {
  slack = await startSlack();
  chat = chatOf(slack.env());
});
afterEach(async () => {
  await slack.close();
});

const ops = { channel: 'C0OPS' };
const message = messageOf({ is: 'paragraph', lines: [['the control plane is down']] });
const longAgo = '2020-01-01T00:00:00Z';

function chatOf(env: Record<string, string>, timeoutMs?: number): Chat {
  return slackChat({
    token: env['SLACK_BOT_TOKEN'] ?? '',
    apiUrl: env['SLACK_API_URL'] ?? '',
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

function calls(method = 'chat.postMessage'): number {
  return slack.calls.filter((call) => call.method === method).length;
}

describe('posting', () => {
  test('leaves one message with blocks, words and the key', async () => {
    const result = await chat.post(ops, message, 'key-1');
    const [posted, ...others] = slack.messages('C0OPS');

    expect(result).toEqual({ is: 'posted', at: { channel: 'C0OPS', ts: posted?.ts } });
    expect(others).toEqual([]);
    expect(posted).toMatchObject({
      text: 'prod · FAILING: 1 critical\n\nthe control plane is down',
      blocks: [{ type: 'header' }, { type: 'rich_text' }],
      metadata: { event_type: 'osm_doctor_post', event_payload: { key: 'key-1' } },
    });
  });

  test('answers in a thread', async () => {
    const parent = await chat.post(ops, message, 'parent');
    const thread = parent.is === 'posted' ? parent.at.ts : '';
    await chat.post({ ...ops, thread }, message, 'reply');

    expect(slack.messages('C0OPS').map(({ threadTs }) => threadTs)).toEqual([undefined, thread]);
  });

  test('takes half a character for what it is', async () => {
    const result = await chat.post(ops, { ...message, summary: 'a\ud800b' }, 'key-1');

    expect(result.is).toBe('posted');
    expect(slack.messages('C0OPS')[0]?.text).toContain('a\ufffdb');
  });

  test('asks that nothing in the words becomes a link or a preview', async () => {
    await chat.post(ops, message, 'key-1');

    expect(slack.calls[0]?.args).toMatchObject({
      mrkdwn: 'false',
      parse: 'none',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
  });
});

describe('refusals are certain, and say what to do', () => {
  const error = (code: string): Fault => ({ is: { kind: 'error', error: code } });

  test.each<[string, string, () => void, string]>([
    ['an unknown channel', 'C0NOBODY', () => undefined, '/invite @osm-doctor'],
    ['a private channel without the bot', 'G0SECRET', () => undefined, '/invite @osm-doctor'],
    ['a channel without the bot', 'C0ELSEWHERE', () => undefined, 'Type /invite @osm-doctor in that channel'],
    ['an archived channel', 'C0OLD', () => undefined, 'is archived. Unarchive it'],
    ['a wrong token', 'C0OPS', () => slack.refuseToken('invalid_auth'), 'into SLACK_BOT_TOKEN'],
    [
      'an app that was removed',
      'C0OPS',
      () => slack.refuseToken('account_inactive'),
      'Reinstall the Slack app',
    ],
    ['a revoked token', 'C0OPS', () => slack.refuseToken('token_revoked'), 'Reinstall the Slack app'],
    ['an expired token', 'C0OPS', () => slack.refuseToken('token_expired'), 'Switch token rotation off'],
    ['a missing scope', 'C0OPS', () => slack.removeScope('chat:write'), 'lacks the scope chat:write'],
    ['a rule of the workspace', 'C0OPS', () => slack.addFault(error('restricted_action')), 'administrator'],
  ])('%s', async (_name, channel, arrange, says) => {
    arrange();
    const result = await chat.post({ channel }, message, 'key-1');

    expect(result).toEqual({ is: 'refused', because: expect.stringContaining(says), lasting: true });
    expect(calls()).toBe(1);
    expect(slack.messages(channel)).toEqual([]);
  });

  test('a code that nobody knows yet is told and may pass', async () => {
    slack.addFault(error('moon_in_the_wrong_phase'));

    expect(await chat.post(ops, message, 'key-1')).toEqual({
      is: 'refused',
      because: 'Slack refused the message for channel C0OPS: moon_in_the_wrong_phase.',
      lasting: false,
    });
  });

  test.each<[string, Fault['is'], number | undefined]>([
    ['429', { kind: 'status', status: 429, retryAfterSeconds: 7 }, 7],
    ['429 without Retry-After', { kind: 'status', status: 429 }, undefined],
    ['ratelimited', { kind: 'error', error: 'ratelimited' }, undefined],
  ])('%s is passing, and nothing waits here', async (_name, is, seconds) => {
    slack.addFault({ is });
    const result = await chat.post(ops, message, 'key-1');

    expect(result).toEqual({
      is: 'refused',
      because: expect.stringContaining('for the moment'),
      ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
      lasting: false,
    });
    expect(calls()).toBe(1);
  });

  test("Slack's own limit of about one message a second is met", async () => {
    const results = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => chat.post(ops, message, key)));

    expect(results.filter(({ is }) => is === 'posted')).toHaveLength(3);
    expect(
      results.filter((result) => 'retryAfterSeconds' in result && result.retryAfterSeconds === 1),
    ).toHaveLength(2);
    expect(slack.messages('C0OPS')).toHaveLength(3);
  });

  test('nobody at the address', async () => {
    const env = slack.env();
    await slack.close();

    expect(await chatOf(env).post(ops, message, 'key-1')).toEqual({
      is: 'refused',
      because: 'Slack cannot be reached (ECONNREFUSED). Check that the app may connect to slack.com.',
      lasting: false,
    });
    slack = await startSlack();
  });

  test('a proxy in between', async () => {
    slack.addFault({ is: { kind: 'status', status: 403, html: true } });

    expect(await chat.post(ops, message, 'key-1')).toMatchObject({
      is: 'refused',
      because: expect.stringContaining('as a proxy would'),
    });
  });
});

describe('blocks that Slack refuses', () => {
  test.each(['invalid_blocks', 'msg_blocks_too_long', 'msg_too_long', 'invalid_blocks_format'])(
    '%s: the words alone are posted, once',
    async (code) => {
      slack.addFault({ times: 1, is: { kind: 'error', error: code } });
      const result = await chat.post(ops, message, 'key-1');

      expect(result.is).toBe('posted');
      expect(slack.messages('C0OPS')).toMatchObject([
        { blocks: [], text: expect.stringContaining('control plane') },
      ]);
      expect(slack.messages('C0OPS')[0]?.metadata).toMatchObject({ event_payload: { key: 'key-1' } });
    },
  );

  test('words that are refused too are given up', async () => {
    slack.addFault({ is: { kind: 'error', error: 'msg_too_long' } });
    const result = await chat.post(ops, message, 'key-1');

    expect(result).toMatchObject({ is: 'refused', lasting: true });
    expect(calls()).toBe(2);
  });
});

describe('when nobody can know', () => {
  test.each<[string, Fault['is'], string]>([
    ['status 500', { kind: 'status', status: 500 }, 'status 500'],
    ['status 503', { kind: 'status', status: 503 }, 'status 503'],
    ['a reset connection', { kind: 'reset' }, 'The connection to Slack broke'],
    ['half an answer', { kind: 'truncate' }, 'The connection to Slack broke'],
    ['the page of a proxy', { kind: 'page' }, 'What answered was not Slack'],
    ['no answer', { kind: 'hang' }, 'did not answer in time'],
    ['an error in the middle', { kind: 'error', error: 'internal_error' }, 'internal_error'],
    ['a fatal error', { kind: 'error', error: 'fatal_error' }, 'fatal_error'],
  ])('%s, done or not: unclear, and not repeated', async (_name, is, says) => {
    const hasty = chatOf(slack.env(), 400);
    slack.addFault({ times: 1, is });
    slack.addFault({ times: 1, afterTheEffect: true, is });
    const notDone = await hasty.post(ops, message, 'not-done');
    const done = await hasty.post(ops, message, 'done');

    const unclear = { is: 'unclear', because: expect.stringContaining(says) };
    expect([notDone, done]).toEqual([unclear, unclear]);
    expect(calls()).toBe(2);
    expect(JSON.stringify([notDone, done])).not.toContain('Sign in');
    expect(await chat.find(ops, 'done', longAgo)).toMatchObject({ channel: 'C0OPS' });
    expect(slack.messages('C0OPS').length).toBe(is.kind === 'truncate' ? 2 : 1);
  });

  test('an answer that comes in drops ends with the time', async () => {
    const drops = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{');
      const timer = setInterval(() => socket.write(' '), 50);
      socket.on('close', () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => drops.listen(0, '127.0.0.1', resolve));
    const address = drops.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const result = await slackChat({
      token: 'xoxb-1',
      apiUrl: `http://127.0.0.1:${port}/api/`,
      timeoutMs: 300,
    }).post(ops, message, 'key-1');
    drops.close();

    expect(result).toMatchObject({ is: 'unclear', because: expect.stringContaining('in time') });
  });
});

describe('finding', () => {
  test('what was posted, in the channel and in a thread, by its key alone', async () => {
    const parent = await chat.post(ops, message, 'parent');
    const at = parent.is === 'posted' ? parent.at : { channel: '', ts: '' };
    const reply = await chat.post({ ...ops, thread: at.ts }, message, 'reply');

    expect(await chat.find(ops, 'parent', longAgo)).toEqual(at);
    expect(await chat.find({ ...ops, thread: at.ts }, 'reply', longAgo)).toEqual(
      reply.is === 'posted' ? reply.at : '',
    );
    expect(await chat.find(ops, 'reply', longAgo)).toBe('notThere');
    expect(await chat.find(ops, 'par', longAgo)).toBe('notThere');
    expect(await chat.find({ channel: 'C0DEV' }, 'parent', longAgo)).toBe('notThere');
  });

  test('in a private channel', async () => {
    const posted = await chat.post({ channel: 'G0ONCALL' }, message, 'key-1');

    expect(await chat.find({ channel: 'G0ONCALL' }, 'key-1', longAgo)).toEqual(
      posted.is === 'posted' ? posted.at : '',
    );
  });

  test('not what is older, but for what the clocks may differ', async () => {
    await chat.post(ops, message, 'key-1');
    const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

    expect(await chat.find(ops, 'key-1', inMinutes(2))).toMatchObject({ channel: 'C0OPS' });
    expect(await chat.find(ops, 'key-1', inMinutes(20))).toBe('notThere');
  });

  test('goes through pages, and says when there are too many', async () => {
    const quick = await startSlack({ rateLimited: false });
    const patient = chatOf(quick.env());
    await patient.post(ops, message, 'first');
    const say = (number: number) =>
      Promise.all(Array.from({ length: number }, (_, place) => patient.post(ops, message, `other-${place}`)));
    await say(250);
    const soon = await patient.find(ops, 'first', longAgo);
    for (let round = 0; round < 9; round += 1) await say(200);
    const late = await patient.find(ops, 'first', longAgo);
    await quick.close();

    expect(soon).toMatchObject({ channel: 'C0OPS' });
    expect(late).toBe('cannotLook');
  });

  test.each<[string, () => void, string]>([
    ['without the scope', () => slack.removeScope('channels:history'), 'C0OPS'],
    ['in a channel without the bot', () => undefined, 'C0ELSEWHERE'],
    ['in a channel that is not there', () => undefined, 'C0NOBODY'],
    ['with a revoked token', () => slack.refuseToken('token_revoked'), 'C0OPS'],
    ['when it comes too often', () => slack.addFault({ is: { kind: 'status', status: 429 } }), 'C0OPS'],
    ['over a broken connection', () => slack.addFault({ is: { kind: 'reset' } }), 'C0OPS'],
    ['through a proxy', () => slack.addFault({ is: { kind: 'page' } }), 'C0OPS'],
    ['with half an answer', () => slack.addFault({ is: { kind: 'truncate' } }), 'C0OPS'],
  ])('%s nobody can look', async (_name, arrange, channel) => {
    arrange();

    expect(await chat.find({ channel }, 'key-1', longAgo)).toBe('cannotLook');
  });

  test('since a time that is none nobody can look', async () => {
    expect(await chat.find(ops, 'key-1', 'yesterday')).toBe('cannotLook');
  });
});

test('neither token nor body is printed or told', async () => {
  const said: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  const writeError = process.stderr.write.bind(process.stderr);
  const listen = (chunk: unknown): boolean => said.push(String(chunk)) > 0;
  Object.assign(process.stdout, { write: listen });
  Object.assign(process.stderr, { write: listen });
  try {
    slack.addFault({ times: 1, is: { kind: 'error', error: 'invalid_blocks' } });
    slack.addFault({ times: 1, is: { kind: 'reset' } });
    slack.addFault({ times: 1, is: { kind: 'status', status: 429, retryAfterSeconds: 1 } });
    for (const key of ['a', 'b', 'c']) said.push(JSON.stringify(await chat.post(ops, message, key)));
  } finally {
    Object.assign(process.stdout, { write });
    Object.assign(process.stderr, { write: writeError });
  }

  expect(said).toHaveLength(3);
  for (const secret of slack.secrets) expect(said.join()).not.toContain(secret);
});
