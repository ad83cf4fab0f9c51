import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type RunningSlack, startSlack } from '../../../sim/slack/server.ts';
import { type Json, object } from '../../../src/model/json.ts';
import { callSlack, respond } from './call-slack.ts';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let slack: RunningSlack;
let app: Server;
let url: string;
let received: Received[];
let answer: { status: number; body: string };

/** An app that answers whatever it is told to and keeps what came. */
beforeEach(async () => {
  slack = await startSlack();
  received = [];
  answer = { status: 200, body: '' };
  app = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(app.address() as AddressInfo).port}/api/slack`;
});
afterEach(async () => {
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
  await slack.close();
});

const form = (place = 0) => new URLSearchParams(received[place]?.body);
const payload = (place = 0): Json => object(JSON.parse(form(place).get('payload') ?? '{}'));
const buttons = {
  channel: 'C0OPS',
  text: 'hello',
  blocks: [
    {
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'explain',
          value: 'OSM2004',
          text: { type: 'plain_text', text: 'Explain' },
        },
      ],
    },
  ],
};

/** A message with a button, as it stands in the channel. */
async function withButton() {
  await callSlack(slack, 'chat.postMessage', buttons);
  const [message] = slack.messages('C0OPS');
  if (message === undefined) throw new Error('nothing was posted');
  return message;
}

describe('what people do is signed over the raw body', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['a command', () => slack.command(url, { text: 'check prod-cluster-ä' })],
    ['a click', async () => slack.click(url, await withButton(), 'explain')],
    ['an event', () => slack.event(url, { type: 'app_mention', text: 'hé' })],
  ])('%s', async (_name, act) => {
    await act();
    const [request] = received;
    const { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature } = request?.headers ?? {};
    const expected = createHmac('sha256', slack.secrets[1] ?? '')
      .update(`v0:${timestamp}:${request?.body}`)
      .digest('hex');

    expect(signature).toBe(`v0=${expected}`);
    expect(Math.abs(Date.now() / 1_000 - Number(timestamp))).toBeLessThan(60);
  });

  test('a signature may be of another time', () => {
    const now = Number(slack.sign('a')['x-slack-request-timestamp']);
    const later = Number(slack.sign('a', 400)['x-slack-request-timestamp']);

    expect(later - now).toBeGreaterThanOrEqual(400);
    expect(slack.sign('a', 400)['x-slack-signature']).not.toBe(slack.sign('b', 400)['x-slack-signature']);
  });
});

describe('commands', () => {
  test('carry who, where, what and where to answer', async () => {
    const { responseUrl, triggerId } = await slack.command(url, {
      text: 'check prod -n shop',
      user: 'U0BOB',
      channel: 'C0DEV',
    });

    expect(Object.fromEntries(form())).toMatchObject({
      command: '/osm',
      text: 'check prod -n shop',
      user_id: 'U0BOB',
      user_name: 'bob',
      channel_id: 'C0DEV',
      team_id: 'T0SIM',
      response_url: responseUrl,
      trigger_id: triggerId,
    });
    expect(received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  test.each<[string, string, number, number]>([
    ['nothing', '', 0, 0],
    ['text is for the one who typed', 'working on it', 0, 1],
    ['JSON for the channel', '{"response_type":"in_channel","text":"working on it"}', 1, 0],
    ['JSON for the one who typed', '{"text":"working on it"}', 0, 1],
  ])('the acknowledgement is shown: %s', async (_name, body, inChannel, ephemeral) => {
    answer = { status: 200, body };
    await slack.command(url, { text: 'help' });

    expect(slack.messages('C0OPS')).toHaveLength(inChannel);
    expect(slack.ephemeral('C0OPS', 'U0ANN')).toHaveLength(ephemeral);
  });

  test('a failure shows nothing', async () => {
    answer = { status: 500, body: 'oh no' };
    const { status, body } = await slack.command(url, { text: 'help' });

    expect([status, body]).toEqual([500, 'oh no']);
    expect(slack.ephemeral('C0OPS')).toEqual([]);
  });
});

describe('a response_url', () => {
  test('takes five answers', async () => {
    const { responseUrl = '' } = await slack.command(url, { text: 'help' });
    const answers: string[] = [];
    for (const text of ['1', '2', '3', '4', '5', '6']) answers.push(await respond(responseUrl, { text }));

    expect(answers.slice(0, 5)).toEqual(Array.from({ length: 5 }, () => '200 ok'));
    expect(answers[5]).toBe('404 {"ok":false,"error":"used_url"}');
    expect(slack.ephemeral('C0OPS', 'U0ANN').map(({ text }) => text)).toEqual(['1', '2', '3', '4', '5']);
  });

  test('lasts half an hour', async () => {
    const { responseUrl = '' } = await slack.command(url, { text: 'help' });
    slack.advance(30 * 60 - 5);
    const inTime = await respond(responseUrl, { text: 'a' });
    slack.advance(10);

    expect(inTime).toBe('200 ok');
    expect(await respond(responseUrl, { text: 'b' })).toBe('404 {"ok":false,"error":"expired_url"}');
  });

  test('of a click replaces and deletes the message', async () => {
    const message = await withButton();
    const { responseUrl = '' } = await slack.click(url, message, 'explain');
    await respond(responseUrl, { replace_original: true, text: 'explained', blocks: [] });
    const replaced = slack.messages('C0OPS').map(({ text, edits }) => [text, edits.length]);
    await respond(responseUrl, { delete_original: true });

    expect(replaced).toEqual([['explained', 1]]);
    expect(slack.messages('C0OPS')).toEqual([]);
  });

  test('has the limits of a message', async () => {
    const { responseUrl = '' } = await slack.command(url, { text: 'help' });

    expect(await respond(responseUrl, { text: '' })).toContain('400 {"ok":false,"error":"no_text"');
    expect(await respond(responseUrl, { blocks: [{ type: 'marquee' }] })).toContain(
      '"error":"invalid_blocks"',
    );
  });

  test('that was never given out', async () => {
    expect(await respond(`${slack.url}/respond/guess`, { text: 'a' })).toContain('404');
  });
});

describe('clicks and modals', () => {
  const view = {
    type: 'modal',
    title: { type: 'plain_text', text: 'Explain' },
    blocks: [{ type: 'divider' }],
  };
  const open = (trigger: string | undefined, fields: object = {}) =>
    callSlack(slack, 'views.open', { trigger_id: trigger, view: { ...view, ...fields } });

  test('a click carries its message and its button', async () => {
    const message = await withButton();
    await slack.click(url, message, 'explain', { user: 'U0BOB' });

    expect(payload()).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0BOB' },
      channel: { id: 'C0OPS' },
      container: { message_ts: message.ts },
      actions: [{ action_id: 'explain', value: 'OSM2004' }],
    });
    expect(() => slack.click(url, message, 'shout')).toThrow('no element');
  });

  test('a trigger opens one modal, within three seconds', async () => {
    const { triggerId } = await slack.click(url, await withButton(), 'explain');
    const late = await slack.command(url, { text: 'help' });

    expect(await open(triggerId)).toMatchObject({ ok: true, view: { type: 'modal' } });
    expect(await open(triggerId)).toMatchObject({ error: 'exchanged_trigger_id' });
    expect(await open('guess')).toMatchObject({ error: 'invalid_trigger_id' });
    slack.advance(4);
    expect(await open(late.triggerId)).toMatchObject({ error: 'expired_trigger_id' });
  });

  test('a modal has limits, is updated and submitted', async () => {
    const { triggerId } = await slack.command(url, { text: 'help' });
    const again = await slack.command(url, { text: 'help' });
    const opened = await open(triggerId, { private_metadata: 'prod' });
    const { id, hash } = object(opened['view']);
    const updated = await callSlack(slack, 'views.update', { view_id: id, hash, view });
    const [modal] = slack.views;
    if (modal === undefined) throw new Error('no modal was opened');
    await slack.submit(url, modal, { key: { value: { value: 'true' } } });

    expect(
      await open(again.triggerId, { title: { type: 'plain_text', text: 'x'.repeat(25) } }),
    ).toMatchObject({
      error: 'invalid_arguments',
    });
    expect(updated).toMatchObject({ ok: true });
    expect(await callSlack(slack, 'views.update', { view_id: id, hash, view })).toMatchObject({
      error: 'hash_conflict',
    });
    expect(payload(2)).toMatchObject({
      type: 'view_submission',
      user: { id: 'U0ANN' },
      view: { id, state: { values: { key: { value: { value: 'true' } } } } },
    });
  });
});

test('an event is sent again with the number of the try', async () => {
  await slack.event(url, { type: 'app_home_opened' }, { number: 1, reason: 'http_timeout' });

  expect(received[0]?.headers).toMatchObject({
    'x-slack-retry-num': '1',
    'x-slack-retry-reason': 'http_timeout',
  });
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
    type: 'event_callback',
    event: { type: 'app_home_opened' },
  });
});
