import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { App, type Receiver } from '@slack/bolt';
import fc from 'fast-check';
import type { Log } from '../../../src/jobs/ports.ts';
import type { Job } from '../../../src/model/job.ts';
import type { DoorRequest } from '../../../src/slack/door/http.ts';
import { doorReceiver, type Incoming, type ReceiverOptions } from '../../../src/slack/door/receiver.ts';
import { silent } from '../../../src/slack/silent.ts';

const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const now = new Date('2026-11-23T06:00:00.400Z');
const nowSeconds = Math.floor(now.getTime() / 1_000);
const form = 'application/x-www-form-urlencoded';
const command = 'command=%2Fosm&text=check+prod&user_id=U1&trigger_id=1.2';

const job: Job = {
  version: 1,
  id: 'j1',
  askedAt: '2026-11-23T06:00:00Z',
  by: { is: 'timer' },
  do: 'cleanUp',
};

type Listener = (given: {
  readonly incoming: Incoming;
  readonly text: string;
  readonly ack: (answer?: string | object) => Promise<void>;
}) => Promise<void>;

/** What a receiver with one listener for `/osm` does; `texts` are those that the listener was given. */
function standing(listener: Listener = async ({ ack }) => ack(), options: Partial<ReceiverOptions> = {}) {
  const lines: string[] = [];
  const note = (says: string) => lines.push(says);
  const log: Log = { info: note, warn: note, error: note };
  const texts: string[] = [];
  const receiver = doorReceiver({ signingSecret: secret, ...options });
  const app = new App({
    receiver: receiver as Receiver,
    authorize: async () => ({ botToken: 'xoxb-1' }),
    convoStore: false,
    ignoreSelf: false,
    logger: silent,
  });
  app.command('/osm', async ({ body, ack, context }) => {
    texts.push(body.text);
    await listener({
      incoming: context['incoming'] as Incoming,
      text: body.text,
      ack: (answer) => ack(answer as string),
    });
  });
  const send = (rawBody: Buffer | string, headers: DoorRequest['headers']) =>
    receiver.handle({ headers, rawBody, now, log });
  return { send, lines, texts };
}

function signature(body: Buffer | string, timestamp: number | string, key = secret): string {
  return `v0=${createHmac('sha256', key).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
}

interface Signed {
  readonly type?: string;
  readonly timestamp?: number | string;
  readonly key?: string;
}

function signed(
  body: Buffer | string,
  { type = form, timestamp = nowSeconds, key }: Signed = {},
): [string, string][] {
  return [
    ['Content-Type', type],
    ['X-Slack-Request-Timestamp', String(timestamp)],
    ['X-Slack-Signature', signature(body, timestamp, key)],
  ];
}

describe('who sent it', () => {
  test.each([
    ['now', nowSeconds],
    ['almost five minutes ago', nowSeconds - 300],
    ['almost five minutes from now', nowSeconds + 300],
  ])('what Slack signed %s is let in', async (_name, timestamp) => {
    const { send, texts } = standing();

    expect(await send(command, signed(command, { timestamp }))).toMatchObject({ status: 200 });
    expect(texts).toEqual(['check prod']);
  });

  const [type, time, sign] = signed(command) as [[string, string], [string, string], [string, string]];
  const later = (seconds: number) => signed(command, { timestamp: nowSeconds + seconds });
  test.each<[string, string, [string, string][]]>([
    ['signed with another secret', command, signed(command, { key: 'another secret' })],
    ['signed with nothing', command, signed(command, { key: '' })],
    ['of which a byte was changed', command.replace('prod', 'prof'), signed(command)],
    ['with something behind it', `${command}&x=1`, signed(command)],
    ['from six minutes ahead', command, later(360)],
    ['from a second too far ahead', command, later(301)],
    ['from six minutes ago', command, later(-360)],
    ['from a second too long ago', command, later(-301)],
    ['with a time in milliseconds', command, later(nowSeconds * 999)],
    ['with a time that is no number', command, signed(command, { timestamp: 'now' })],
    [
      'with a time that other readers take for a number',
      command,
      signed(command, { timestamp: `+${nowSeconds}` }),
    ],
    ['with its signature twice', command, [type, time, sign, sign]],
    [
      'with another signature before',
      command,
      [type, time, ['x-slack-signature', `v0=${'0'.repeat(64)}`], sign],
    ],
    ['with its signature twice in one header', command, [type, time, [sign[0], `${sign[1]}, ${sign[1]}`]]],
    ['with its time twice', command, [type, time, time, sign]],
    ['with its time twice in one header', command, [type, [time[0], `${time[1]}, ${time[1]}`], sign]],
    ['without a signature', command, [type, time]],
    ['without a time', command, [type, sign]],
    ['with a signature of another version', command, [type, time, [sign[0], sign[1].replace('v0', 'v1')]]],
    ['with half a signature', command, [type, time, [sign[0], sign[1].slice(0, 35)]]],
    ['with a signature in other letters', command, [type, time, [sign[0], `v0=${'é'.repeat(64)}`]]],
    ['with more behind its signature', command, [type, time, [sign[0], `${sign[1]}=${sign[1]}`]]],
    ['with nothing at all', command, []],
  ])('what came %s is refused without a word', async (_name, body, headers) => {
    const { send, texts, lines } = standing();

    expect(await send(body, headers)).toEqual({ status: 401, headers: {}, body: '', jobs: [] });
    expect(texts).toEqual([]);
    expect(lines).toEqual([expect.stringMatching(/^A request to the Slack door was not signed by Slack/)]);
  });

  test('any body is known by its bytes, and no other', async () => {
    const { send } = standing();
    const bodies = fc.uint8Array({ minLength: 1, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(bodies, fc.nat(), fc.integer({ min: 1, max: 255 }), async (bytes, at, change) => {
        const body = Buffer.from(bytes);
        const other = Buffer.from(bytes);
        const place = at % other.length;
        other[place] = (other[place] ?? 0) ^ change;

        expect((await send(body, signed(body, { type: 'text/plain' }))).status).toBe(415);
        expect((await send(other, signed(body, { type: 'text/plain' }))).status).toBe(401);
      }),
    );
  });

  test.each(['', ' '])('a receiver with the secret %p is not made', (signingSecret) => {
    expect(() => doorReceiver({ signingSecret })).toThrow('signing secret of the Slack app is empty');
  });
});

describe('what is no work', () => {
  test.each(['ssl_check=1', 'ssl_check=1&token=abc', 'token=abc&ssl_check=1'])(
    '%s is answered to anybody',
    async (body) => {
      const { send } = standing();

      expect(await send(body, [['content-type', form]])).toMatchObject({ status: 200, body: '', jobs: [] });
    },
  );

  test.each([
    [`ssl_check=1&${command}`, form],
    [`${command}&ssl_check=1`, form],
    ['ssl_check=0', form],
    ['ssl_check=1&payload=%7B%7D', form],
    ['{"ssl_check":"1"}', 'application/json'],
    ['ssl_check=1', 'text/plain'],
  ])('%s as %s is not taken for a check of the certificate', async (body, type) => {
    const { send, texts } = standing();

    expect(await send(body, [['content-type', type]])).toMatchObject({ status: 401 });
    expect(texts).toEqual([]);
  });

  test('url_verification is answered to Slack alone', async () => {
    const { send } = standing();
    const body = JSON.stringify({ type: 'url_verification', token: 't', challenge: '3eZbr…' });
    const type = 'application/json';

    const answer = await send(body, signed(body, { type }));

    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': expect.stringContaining('json') },
    });
    expect(JSON.parse(answer.body)).toEqual({ challenge: '3eZbr…' });
    expect(await send(body, [['content-type', type]])).toMatchObject({ status: 401, body: '' });
  });
});

describe('bodies', () => {
  const json = 'application/json';
  const mention = JSON.stringify({ type: 'event_callback', team_id: 'T1', event: { type: 'app_mention' } });
  const inJson = JSON.stringify({ command: '/osm', text: 'x' });
  test.each([
    ['a form', command, form, 200],
    ['a form with a charset', command, 'Application/X-WWW-Form-Urlencoded; charset=UTF-8', 200],
    ['a payload in a form', `payload=${encodeURIComponent(inJson)}`, form, 200],
    ['an event', mention, json, 200],
    ['an event with a charset', mention, 'application/json; charset=utf-8', 200],
    ['JSON that breaks off', mention.slice(0, -2), json, 400],
    ['a payload that breaks off', `payload=${encodeURIComponent(mention.slice(0, -2))}`, form, 400],
    ['a list', '[]', json, 400],
    ['a word', '"x"', json, 400],
    ['nothing', '', json, 400],
    ['bytes that are no text', Buffer.from('{"type":"\xff"}', 'latin1'), json, 400],
    ['plain text', command, 'text/plain', 415],
    ['a form of another kind', command, 'multipart/form-data', 415],
    ['an event that is none', '{"event":1}', json, 500],
    ['something unknown', '{"type":"dog"}', json, 404],
    ['a command of another app', command.replace('osm', 'other'), form, 404],
    ['an empty form', '', form, 404],
  ])('%s gives the status that fits', async (_name, body, type, status) => {
    const { send, lines } = standing();

    expect(await send(body, signed(body, { type }))).toMatchObject({ status, jobs: [] });
    expect(lines.join()).not.toContain('prod');
  });

  test.each(['prüfe Zürich', '検査 本番', '🙂 check', 'a\u0000b', '%25+&='])(
    'text is what it was: %p',
    async (text) => {
      const { send, texts } = standing();
      const asForm = new URLSearchParams({ command: '/osm', text }).toString();
      const asItIs = Buffer.from(`command=/osm&text=${text.replace(/[%+&= ]/g, encodeURIComponent)}`);
      const payload = `payload=${encodeURIComponent(JSON.stringify({ command: '/osm', text }))}`;

      for (const body of [asForm, asItIs, payload]) {
        expect(await send(body, signed(body))).toMatchObject({ status: 200 });
      }
      expect(texts).toEqual([text, text, text]);
    },
  );

  test('a body of a mebibyte is read, a longer one is not looked at', async () => {
    const { send, texts } = standing();
    const body = command + 'x'.repeat(1_048_576 - command.length);

    expect(await send(body, signed(body))).toMatchObject({ status: 200 });
    expect(await send(`${body}x`, signed(`${body}x`))).toMatchObject({ status: 413 });
    expect(texts).toHaveLength(1);
  });
});

describe('the answer', () => {
  test.each<[string, Listener, object]>([
    ['nothing', ({ ack }) => ack(), { body: '', headers: {} }],
    [
      'words',
      ({ ack }) => ack('hello'),
      { body: 'hello', headers: { 'content-type': expect.stringContaining('text/plain') } },
    ],
    [
      'a message',
      ({ ack }) => ack({ text: 'é' }),
      { body: '{"text":"é"}', headers: { 'content-type': expect.stringContaining('json') } },
    ],
  ])('is what was acknowledged: %s', async (_name, listener, expected) => {
    const { send } = standing(listener);

    expect(await send(command, signed(command))).toMatchObject({ status: 200, ...expected });
  });

  test('carries the jobs, and the time at which Slack sent the request', async () => {
    let askedAt = '';
    const { send } = standing(async ({ incoming, ack }) => {
      askedAt = incoming.askedAt;
      incoming.send(job);
      await ack();
    });

    const answer = await send(command, signed(command, { timestamp: nowSeconds - 7 }));

    expect(answer).toMatchObject({ status: 200, jobs: [job] });
    expect(askedAt).toBe('2026-11-23T05:59:53.000Z');
  });

  const never = () => new Promise<void>(() => {});
  test.each<[string, Listener, number, RegExp[]]>([
    ['nobody acknowledges', async () => {}, 404, []],
    [
      'a listener throws',
      () => Promise.reject(new TypeError('secret words')),
      500,
      [/could not be answered: TypeError/],
    ],
    ['a listener throws no error', () => Promise.reject('secret words'), 500, [/something that is no error/]],
    ['it takes too long', never, 503, [/was not acknowledged in time/]],
    ['it takes too long after it was acknowledged', async ({ ack }) => ack().then(never), 200, []],
    [
      'a listener throws after it was acknowledged',
      async ({ ack }) => ack().then(() => Promise.reject(new Error('secret words'))),
      200,
      [/could not be answered: Error/],
    ],
    [
      'it is acknowledged twice',
      async ({ ack }) => ack('once').then(() => ack('twice')),
      200,
      [/slack_bolt_receiver_ack_multiple_error/],
    ],
  ])('when %s', async (_name, listener, status, logged) => {
    const { send, lines } = standing(listener, { deadlineMs: 50 });

    expect((await send(command, signed(command))).status).toBe(status);
    expect(lines).toEqual(logged.map((line) => expect.stringMatching(line)));
    expect(lines.join()).not.toContain('secret words');
  });

  test('takes no job after it was given', async () => {
    let late: unknown;
    const { send } = standing(
      async ({ incoming, ack }) => {
        await ack();
        await new Promise((resolve) => setTimeout(resolve, 100));
        try {
          incoming.send(job);
          late = 'taken';
        } catch (error) {
          late = error;
        }
      },
      { deadlineMs: 10 },
    );

    expect(await send(command, signed(command))).toMatchObject({ status: 200, jobs: [] });
    while (late === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(late).toEqual(new Error('A job came after the answer to Slack.'));
  });
});
