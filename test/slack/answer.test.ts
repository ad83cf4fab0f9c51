import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Fault, type RunningSlack, type SlackMessage, startSlack } from '../../sim/slack/server.ts';
import type { Chat, PostResult } from '../../src/jobs/ports.ts';
import type { Place } from '../../src/model/job.ts';
import { leadsToSlack } from '../../src/slack/address.ts';
import { slackChat } from '../../src/slack/chat.ts';
import { anyMessage, messageOf } from './messages.ts';

type SeenBy = Parameters<Chat['answer']>[3];

let slack: RunningSlack;
let chat: Chat;
beforeEach(async () => {
  slack = await startSlack({ rateLimited: false });
  chat = slackChat({ token: slack.env()['SLACK_BOT_TOKEN'] ?? '', apiUrl: slack.apiUrl, timeoutMs: 2_500 });
});
afterEach(async () => {
  await slack.close();
});

const message = messageOf({ is: 'paragraph', lines: [['the control plane is down']] });
const both: readonly SeenBy[] = ['caller', 'everybody'];

/** Where Slack wants the answer to a command. */
async function asked(channel = 'C0OPS'): Promise<{ channel: string; responseUrl: string }> {
  const { responseUrl } = await slack.command(`${slack.url}/nobody`, { text: 'help', channel });
  slack.calls.length = 0;
  return { channel, responseUrl: responseUrl ?? '' };
}

/** How often each method was called. */
function calls(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { method } of slack.calls) counts[method] = (counts[method] ?? 0) + 1;
  return counts;
}

/** Everything that was shown in a channel, to all or to one. */
function shown(channel = 'C0OPS'): SlackMessage[] {
  return [...slack.messages(channel), ...slack.ephemeral(channel)];
}

/** Who sees it, where an answer is seen by the caller or by everybody. */
const seen = { caller: { ephemeralFor: 'U0ANN' }, everybody: {} };

/** What the Web API is called, where an answer is seen by the caller or by everybody. */
const methods = { caller: 'chat.postEphemeral', everybody: 'chat.postMessage' };

describe('through the response_url', () => {
  const cases = ['C0OPS', 'C0ELSEWHERE', 'G0SECRET'].flatMap((channel) =>
    both.map((seenBy): [string, SeenBy] => [channel, seenBy]),
  );

  test.each(cases)('in %s, with the bot in it or not, seen by the %s', async (channel, seenBy) => {
    const result = await chat.answer(await asked(channel), 'U0ANN', message, seenBy);

    expect(result).toEqual({ is: 'posted', at: { channel, ts: '' } });
    expect(shown(channel)).toEqual([expect.objectContaining({ ...seen[seenBy], channel })]);
    expect(slack.messages(channel)).toHaveLength(seenBy === 'everybody' ? 1 : 0);
    expect(calls()).toEqual({ response_url: 1 });
  });

  test.each(both)('in words and blocks, in the thread that was meant, for the %s', async (seenBy) => {
    const thread = '1700000000.000100';
    await chat.answer({ ...(await asked()), thread }, 'U0ANN', message, seenBy);

    expect(shown()).toMatchObject([
      {
        threadTs: thread,
        text: expect.stringContaining('control plane'),
        blocks: [{ type: 'header' }, { type: 'rich_text' }],
      },
    ]);
    expect(slack.calls[0]?.args).toMatchObject({
      replace_original: false,
      mrkdwn: false,
      unfurl_links: false,
    });
  });

  test('the message whose button was clicked stays', async () => {
    await chat.post({ channel: 'C0OPS' }, withButton, 'key-1');
    const [clicked] = slack.messages('C0OPS');
    if (clicked === undefined) throw new Error('nothing was posted');
    const { responseUrl = '' } = await slack.click(`${slack.url}/nobody`, clicked, 'explain');
    await chat.answer({ channel: 'C0OPS', responseUrl }, 'U0ANN', message, 'everybody');

    expect(slack.messages('C0OPS')).toMatchObject([
      { ts: clicked.ts, edits: [] },
      { text: expect.anything() },
    ]);
  });

  test.each<[string, Fault['is']]>([
    ['invalid_blocks', { kind: 'error', error: 'invalid_blocks' }],
    ['msg_blocks_too_long', { kind: 'error', error: 'msg_blocks_too_long' }],
    ['the code by itself', { kind: 'word', error: 'invalid_blocks' }],
  ])('%s: the words alone, by the same way', async (_name, is) => {
    const place = await asked('C0ELSEWHERE');
    slack.addFault({ times: 1, is });

    expect(await chat.answer(place, 'U0ANN', message, 'everybody')).toMatchObject({ is: 'posted' });
    expect(shown('C0ELSEWHERE')).toMatchObject([
      { blocks: [], text: expect.stringContaining('control plane') },
    ]);
    expect(calls()).toEqual({ response_url: 2 });
  });
});

const withButton = messageOf({
  is: 'buttons',
  buttons: [{ does: 'explain', label: 'Explain', value: 'OSM2004' }],
});

describe('where the response_url is of no use, through the Web API', () => {
  const fault = (is: Fault['is']) => () => slack.addFault({ method: 'response_url', is });
  const reasons: [string, () => void][] = [
    ['expired', () => slack.advance(31 * 60)],
    ['used up, in a word', fault({ kind: 'error', error: 'used_url' })],
    ['unknown', fault({ kind: 'status', status: 404 })],
    ['gone', fault({ kind: 'status', status: 410 })],
    ['refused by a proxy', fault({ kind: 'status', status: 403, html: true })],
    ['led elsewhere by a proxy', fault({ kind: 'status', status: 302 })],
  ];

  test.each(reasons.flatMap(([name, arrange]) => both.map((seenBy) => [name, seenBy, arrange] as const)))(
    'it is %s; seen by the %s',
    async (_name, seenBy, arrange) => {
      const place = { ...(await asked()), thread: '1700000000.000100' };
      arrange();

      expect(await chat.answer(place, 'U0ANN', message, seenBy)).toMatchObject({ is: 'posted' });
      expect(shown()).toMatchObject([{ ...seen[seenBy], threadTs: place.thread }]);
      expect(calls()).toEqual({ response_url: 1, [methods[seenBy]]: 1 });
    },
  );

  test('after five answers', async () => {
    const place = await asked();
    const results: PostResult[] = [];
    for (let time = 1; time <= 7; time += 1) {
      results.push(await chat.answer(place, 'U0ANN', message, 'everybody'));
    }

    expect(results.map(({ is }) => is)).toEqual(Array.from({ length: 7 }, () => 'posted'));
    expect(slack.messages('C0OPS')).toHaveLength(7);
    expect(calls()).toEqual({ response_url: 7, 'chat.postMessage': 2 });
    expect(results[6]).toEqual({
      is: 'posted',
      at: { channel: 'C0OPS', ts: slack.messages('C0OPS')[6]?.ts },
    });
  });

  test('none was given', async () => {
    await chat.answer({ channel: 'C0OPS' }, 'U0BOB', message, 'caller');

    expect(slack.ephemeral('C0OPS', 'U0BOB')).toHaveLength(1);
    expect(shown()).toHaveLength(1);
  });

  test.each<[string, string, SeenBy, () => void, string]>([
    ['the bot is not in the channel', 'C0ELSEWHERE', 'caller', () => undefined, 'Type /invite @osm-doctor'],
    [
      'the bot is not in the channel',
      'C0ELSEWHERE',
      'everybody',
      () => undefined,
      'Type /invite @osm-doctor',
    ],
    ['the token was revoked', 'C0OPS', 'caller', () => slack.refuseToken('token_revoked'), 'Reinstall'],
    ['a scope is missing', 'C0OPS', 'everybody', () => slack.removeScope('chat:write'), 'lacks the scope'],
  ])('and %s (%s, %s): what to do', async (_name, channel, seenBy, arrange, says) => {
    const place = await asked(channel);
    slack.advance(31 * 60);
    arrange();

    expect(await chat.answer(place, 'U0ANN', message, seenBy)).toEqual({
      is: 'refused',
      because: expect.stringContaining(says),
      lasting: true,
    });
    expect(shown(channel)).toEqual([]);
  });

  test('and whoever asked has left the channel', async () => {
    expect(await chat.answer({ channel: 'C0OPS' }, 'U0GONE', message, 'caller')).toEqual({
      is: 'refused',
      because: expect.stringContaining('is not in channel C0OPS'),
      lasting: true,
    });
  });

  test('and Slack has too much to do', async () => {
    slack.addFault({ is: { kind: 'status', status: 429, retryAfterSeconds: 9 } });

    expect(await chat.answer({ channel: 'C0OPS' }, 'U0ANN', message, 'caller')).toMatchObject({
      is: 'refused',
      retryAfterSeconds: 9,
      lasting: false,
    });
  });
});

test('a response_url that is used too often is waited for: the other way may be closed', async () => {
  const place = await asked('C0ELSEWHERE');
  slack.addFault({ times: 1, is: { kind: 'status', status: 429, retryAfterSeconds: 2 } });
  const first = await chat.answer(place, 'U0ANN', message, 'everybody');
  const again = await chat.answer(place, 'U0ANN', message, 'everybody');

  expect(first).toMatchObject({ is: 'refused', retryAfterSeconds: 2, lasting: false });
  expect(again).toMatchObject({ is: 'posted' });
  expect(shown('C0ELSEWHERE')).toHaveLength(1);
});

test.each<[string, Fault['is']]>([
  ['a reset connection', { kind: 'reset' }],
  ['no answer', { kind: 'hang' }],
  ['status 500', { kind: 'status', status: 500 }],
  ['half an answer', { kind: 'truncate' }],
  ['the page of a proxy', { kind: 'page' }],
  ['an error in the middle', { kind: 'error', error: 'internal_error' }],
])('%s after it was shown: unclear, and no other way is tried', async (_name, is) => {
  const place = await asked();
  slack.addFault({ method: 'response_url', afterTheEffect: true, is });

  expect(await chat.answer(place, 'U0ANN', message, 'caller')).toMatchObject({ is: 'unclear' });
  expect(shown()).toHaveLength(1);
  expect(calls()).toEqual({ response_url: 1 });
});

describe('an answer goes nowhere but to Slack', () => {
  const api = 'https://slack.com/api/';

  test.each<[string, string, boolean]>([
    ['https://hooks.slack.com/commands/T1/2/3', api, true],
    ['https://hooks.slack.com:443/actions/T1/2/3', api, true],
    ['https://hooks.slack-gov.com/commands/T1/2/3', 'https://slack-gov.com/api/', true],
    ['https://hooks.slack.com/app/T1/2/3', api, true],
    ['http://127.0.0.1:8900/respond/1', 'http://127.0.0.1:8900/api/', true],
    ['https://hooks.slack.com/services/T2/B2/x', api, false],
    ['https://hooks.slack.com/workflows/T2/A2/1/x', api, false],
    ['https://hooks.slack.com/commands/../services/T2/B2/x', api, false],
    ['https://hooks.slack.com/', api, false],
    ['https://hooks.slack.com/commands/T1/2/3', 'http://127.0.0.1:8900/api/', false],
    ['http://127.0.0.1:8901/respond/1', 'http://127.0.0.1:8900/api/', false],
    ['http://hooks.slack.com/commands/T1/2/3', api, false],
    ['https://hooks.slack.com:8443/commands/T1/2/3', api, false],
    ['https://slack.com/api/chat.delete', api, false],
    ['https://hooks.slack.com.evil.example/commands', api, false],
    ['https://evil.example/hooks.slack.com', api, false],
    ['https://hooks.slack.com@evil.example/', api, false],
    ['https://evil.example\\@hooks.slack.com/', api, false],
    ['https://ann:word@hooks.slack.com/commands', api, false],
    ['http://169.254.169.254/metadata/identity', api, false],
    ['javascript:alert(1)', api, false],
    ['file:///etc/passwd', api, false],
    ['//hooks.slack.com/commands', api, false],
    ['', api, false],
  ])('%s under %s: %s', (address, apiUrl, allowed) => {
    expect(leadsToSlack(address, apiUrl, 'hooks')).toBe(allowed);
  });

  const addresses = (other: RunningSlack, theirs: string): string[] => [
    theirs,
    theirs.replace('http://', `http://${new URL(slack.url).host}@`),
    theirs.replace('127.0.0.1', 'localhost'),
    `${other.url}/?${slack.url}`,
    'http://169.254.169.254/metadata/identity/oauth2/token',
    'javascript:alert(1)',
    'data:text/plain,ok',
  ];

  test.each(both)('seen by the %s, it takes the other way from any other address', async (seenBy) => {
    const other = await startSlack();
    const { responseUrl = '' } = await other.command(`${other.url}/nobody`, { text: 'help' });
    other.calls.length = 0;
    const hostile = addresses(other, responseUrl);
    const results: PostResult[] = [];
    for (const address of hostile) {
      const place: Place = { channel: 'C0OPS', responseUrl: address };
      results.push(await chat.answer(place, 'U0ANN', message, seenBy));
    }
    const reached = other.calls.length;
    await other.close();

    expect(reached).toBe(0);
    expect(results.map(({ is }) => is)).toEqual(hostile.map(() => 'posted'));
    expect(calls()).toEqual({ [methods[seenBy]]: hostile.length });
    expect(shown()).toHaveLength(hostile.length);
  });
});

test('the address, as good as a password, is in no result', async () => {
  const place = await asked('C0ELSEWHERE');
  const told: string[] = [];
  const kinds: Fault['is'][] = [
    { kind: 'reset' },
    { kind: 'hang' },
    { kind: 'page' },
    { kind: 'status', status: 404 },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 429 },
    { kind: 'error', error: 'expired_url' },
  ];
  for (const is of kinds) {
    slack.addFault({ method: 'response_url', times: 1, is });
    told.push(JSON.stringify(await chat.answer(place, 'U0ANN', message, 'everybody')));
  }

  expect(told.filter((result) => result.includes('"because"'))).toHaveLength(kinds.length);
  for (const part of [place.responseUrl, new URL(place.responseUrl).pathname.split('/').at(-1) ?? '']) {
    expect(told.join()).not.toContain(part);
  }
});

test.each(both)('it fits, whatever is in it, by both ways, seen by the %s', async (seenBy) => {
  // On a busy machine the largest messages take more than the second that the other tests give.
  const patient = slackChat({ token: slack.env()['SLACK_BOT_TOKEN'] ?? '', apiUrl: slack.apiUrl });
  await fc.assert(
    fc.asyncProperty(anyMessage, async (any) => {
      await patient.answer(await asked(), 'U0ANN', any, seenBy);
      await patient.answer({ channel: 'C0OPS' }, 'U0ANN', any, seenBy);

      expect(calls()).toEqual({ response_url: 1, [methods[seenBy]]: 1 });
      expect(slack.calls.map(({ status, error }) => [status, error])).toEqual([
        [200, undefined],
        [200, undefined],
      ]);
    }),
    { numRuns: 25 },
  );
});
