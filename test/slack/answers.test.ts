import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Fault, type RunningSlack, startSlack } from '../../sim/slack/server.ts';
import type { Chat, Posted } from '../../src/jobs/ports.ts';
import { slackChat } from '../../src/slack/chat.ts';
import { messageOf } from './messages.ts';

let slack: RunningSlack;
let chat: Chat;
beforeEach(async () => {
  slack = await startSlack();
  chat = slackChat({ token: slack.env()['SLACK_BOT_TOKEN'] ?? '', apiUrl: slack.apiUrl, timeoutMs: 1_000 });
});
afterEach(async () => {
  await slack.close();
});

const ops = { channel: 'C0OPS' };
const before = messageOf({ is: 'paragraph', lines: [['reading the cluster']] });
const after = messageOf({ is: 'paragraph', lines: [['the control plane is down']] });

/** How often each method was called. */
function calls(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { method } of slack.calls) counts[method] = (counts[method] ?? 0) + 1;
  return counts;
}

async function posted(): Promise<Posted> {
  const result = await chat.post(ops, before, 'key-1');
  if (result.is !== 'posted') throw new Error('nothing was posted');
  return result.at;
}

describe('changing a message', () => {
  test('leaves one, under its key', async () => {
    const at = await posted();

    expect(await chat.update(at, after, 'key-1')).toEqual({ is: 'updated' });
    expect(slack.messages('C0OPS')).toMatchObject([
      { ts: at.ts, text: expect.stringContaining('control plane') },
    ]);
    expect(await chat.find(ops, 'key-1', '2020-01-01T00:00:00Z')).toEqual(at);
  });

  test('with blocks that are refused leaves words, and none of the old blocks', async () => {
    const at = await posted();
    slack.addFault({ times: 1, is: { kind: 'error', error: 'msg_blocks_too_long' } });

    expect(await chat.update(at, after, 'key-1')).toEqual({ is: 'updated' });
    expect(slack.messages('C0OPS')).toMatchObject([
      { blocks: [], text: expect.stringContaining('control plane') },
    ]);
  });

  test('that somebody deleted', async () => {
    const at = await posted();
    for (const message of slack.messages('C0OPS')) slack.deleteMessage(message);

    expect(await chat.update(at, after, 'key-1')).toEqual({ is: 'gone' });
    expect(slack.messages('C0OPS')).toEqual([]);
  });

  test.each<[string, Fault['is'], object]>([
    [
      'too often',
      { kind: 'status', status: 429, retryAfterSeconds: 3 },
      { is: 'refused', retryAfterSeconds: 3 },
    ],
    ['after the time for it', { kind: 'error', error: 'edit_window_closed' }, { is: 'gone' }],
    ['with a revoked token', { kind: 'error', error: 'token_revoked' }, { is: 'refused', lasting: true }],
    ['over a broken connection', { kind: 'reset' }, { is: 'unclear' }],
  ])('%s', async (_name, is, result) => {
    const at = await posted();
    slack.addFault({ is });

    expect(await chat.update(at, after, 'key-1')).toMatchObject(result);
    expect(calls()['chat.update']).toBe(1);
  });
});

describe('answering a person', () => {
  /** Where Slack wants the answer to a command. */
  async function asked(channel = 'C0OPS'): Promise<{ channel: string; responseUrl: string }> {
    const { responseUrl } = await slack.command(`${slack.url}/respond/nobody`, { text: 'help', channel });
    slack.calls.length = 0;
    for (const shown of slack.ephemeral(channel)) slack.deleteMessage(shown);
    return { channel, responseUrl: responseUrl ?? '' };
  }

  test.each([
    ['C0OPS', 'caller', 0, 1],
    ['C0OPS', 'everybody', 1, 0],
    ['C0ELSEWHERE', 'everybody', 1, 0],
  ] as const)('in %s, seen by the %s: through the response_url alone', async (channel, seenBy, all, one) => {
    const result = await chat.answer(await asked(channel), 'U0ANN', after, seenBy);

    expect(result).toEqual({ is: 'posted', at: { channel, ts: '' } });
    expect(slack.messages(channel)).toHaveLength(all);
    expect(slack.ephemeral(channel, 'U0ANN')).toHaveLength(one);
    expect(calls()).toEqual({ response_url: 1 });
  });

  test.each([
    ['expired', () => slack.advance(31 * 60)],
    [
      'refused by a proxy',
      () => slack.addFault({ method: 'response_url', is: { kind: 'status', status: 403 } }),
    ],
    [
      'too often used',
      () => slack.addFault({ method: 'response_url', is: { kind: 'error', error: 'used_url' } }),
    ],
  ])('a response_url that is %s: through the Web API, once', async (_name, arrange) => {
    const place = await asked();
    arrange();

    expect(await chat.answer(place, 'U0ANN', after, 'caller')).toMatchObject({ is: 'posted' });
    expect(await chat.answer(place, 'U0ANN', after, 'everybody')).toMatchObject({ is: 'posted' });
    expect(slack.ephemeral('C0OPS', 'U0ANN')).toHaveLength(1);
    expect(slack.messages('C0OPS')).toHaveLength(1);
  });

  test.each<[string, Fault['is']]>([
    ['a reset', { kind: 'reset' }],
    ['silence', { kind: 'hang' }],
    ['status 500', { kind: 'status', status: 500 }],
  ])('after %s nobody knows, so nothing else is tried', async (_name, is) => {
    const place = await asked();
    slack.addFault({ method: 'response_url', afterTheEffect: true, is });

    expect(await chat.answer(place, 'U0ANN', after, 'caller')).toMatchObject({ is: 'unclear' });
    expect(slack.ephemeral('C0OPS', 'U0ANN')).toHaveLength(1);
    expect(calls()).toEqual({ response_url: 1 });
  });

  test('blocks that are refused: the words alone', async () => {
    const place = await asked();
    slack.addFault({ times: 1, is: { kind: 'error', error: 'invalid_blocks' } });

    expect(await chat.answer(place, 'U0ANN', after, 'caller')).toMatchObject({ is: 'posted' });
    expect(slack.ephemeral('C0OPS', 'U0ANN')).toMatchObject([{ blocks: [] }]);
  });

  test('an address that is not of Slack is not used', async () => {
    const other = await startSlack();
    const { responseUrl = '' } = await other.command(`${other.url}/respond/nobody`, { text: 'help' });
    other.calls.length = 0;
    await chat.answer({ ...ops, responseUrl }, 'U0ANN', after, 'caller');
    await other.close();

    expect(other.calls).toEqual([]);
    expect(slack.ephemeral('C0OPS', 'U0ANN')).toHaveLength(1);
  });

  test('who has left the channel is not answered there', async () => {
    expect(await chat.answer(ops, 'U0GONE', after, 'caller')).toEqual({
      is: 'refused',
      because: expect.stringContaining('is not in channel C0OPS'),
      lasting: true,
    });
  });
});

describe('sharing a file', () => {
  const file = { name: 'report.txt', title: 'Report of prod', text: 'näme <!channel>\n' };

  test('in a thread, as it is', async () => {
    const { ts } = await posted();

    expect(await chat.share({ ...ops, thread: ts }, file)).toEqual({
      is: 'posted',
      at: { channel: 'C0OPS', ts },
    });
    expect(slack.files).toMatchObject([
      { name: 'report.txt', channel: 'C0OPS', threadTs: ts, content: file.text },
    ]);
  });

  test.each<[string, Fault, string]>([
    ['announcing fails', { method: 'files.getUploadURLExternal', is: { kind: 'reset' } }, 'refused'],
    ['uploading fails', { method: 'upload', is: { kind: 'status', status: 500 } }, 'refused'],
    ['showing fails', { method: 'files.completeUploadExternal', is: { kind: 'reset' } }, 'unclear'],
  ])('%s', async (_name, fault, result) => {
    slack.addFault(fault);

    expect(await chat.share(ops, file)).toMatchObject({ is: result });
    expect(slack.messages('C0OPS')).toEqual([]);
  });

  test('without the scope says which', async () => {
    slack.removeScope('files:write');

    expect(await chat.share(ops, file)).toEqual({
      is: 'refused',
      because: expect.stringContaining('lacks the scope files:write'),
      lasting: true,
    });
  });
});
