import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { problems } from '../../../sim/slack/limits.ts';
import { type Json, objects } from '../../../src/model/json.ts';
import type { Access } from '../../../src/slack/door/who-may.ts';
import { everybody, type RunningDoor, startDoor } from './door-server.ts';

let access: Access = everybody;
let running: RunningDoor;
beforeEach(async () => {
  access = everybody;
  running = await startDoor({
    get access() {
      return access;
    },
  });
});
afterEach(() => running.close());

const ann = { is: 'person', user: 'U0ANN', team: 'T0SIM', channel: 'C0OPS' };
const jobId = expect.stringMatching(/^slack-[0-9a-f]{24}$/);

function type(text: string, by: Json = {}) {
  return running.slack.command(running.url, { text, ...by });
}

describe('a command', () => {
  test('for a check is acknowledged in a line for the caller, and becomes a job', async () => {
    const { status, body, responseUrl } = await type('check prod injection -n shop');

    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      response_type: 'ephemeral',
      text: 'Looking at prod. The answer comes here, for everybody to see.',
    });
    expect(running.jobs).toEqual([
      {
        version: 1,
        id: jobId,
        askedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        by: ann,
        do: 'check',
        cluster: 'prod',
        only: ['injection'],
        namespace: 'shop',
        answerTo: { channel: 'C0OPS', responseUrl },
      },
    ]);
  });

  test.each([
    ['clusters', { is: 'clusters' }],
    ['explain OSM4001', { is: 'explain', topic: 'OSM4001' }],
    ['namespaces prod', { is: 'namespaces', cluster: 'prod' }],
    ['config prod', { is: 'config', cluster: 'prod' }],
    [
      'config prod traffic.enableEgress false',
      { is: 'config', cluster: 'prod', key: 'traffic.enableEgress', value: 'false' },
    ],
  ])('%s is told by a job, and the caller has a line meanwhile', async (text, asked) => {
    const { body } = await type(text);

    expect(JSON.parse(body)).toMatchObject({ response_type: 'ephemeral', text: 'One moment.' });
    expect(running.jobs).toEqual([expect.objectContaining({ do: 'tell', asked, by: ann, id: jobId })]);
  });

  test.each([
    ['help', /healthy/],
    ['', /healthy/],
    ['chekc prod', /chekc/],
    ['check', /cluster/],
    ['check <!channel> <https://evil|prod>', /channel/],
    ['x'.repeat(3_000), /3000/],
  ])('%p is answered whole, to the caller alone', async (text, says) => {
    const { status, body } = await type(text);
    const answer = JSON.parse(body) as { text: string; blocks: unknown };

    expect(status).toBe(200);
    expect(answer).toMatchObject({ response_type: 'ephemeral', text: expect.stringMatching(says) });
    expect(answer.text).not.toMatch(/[<>]/);
    expect(problems(answer.blocks)).toEqual([]);
    expect(running.jobs).toEqual([]);
  });

  test('in a channel with a cluster of its own needs no name', async () => {
    await type('', { channel: 'C0DEV' });
    await type('check', { channel: 'C0DEV' });

    const check = expect.objectContaining({ do: 'check', cluster: 'stage' });
    expect(running.jobs).toEqual([check, check]);
  });

  test('typed twice is two jobs', async () => {
    await type('check prod');
    await type('check prod');

    expect(new Set(running.jobs.map(({ id }) => id)).size).toBe(2);
  });

  test('names a cluster that cannot speak for itself', async () => {
    const { body } = await type('check `<@U0BOB>`*prod*');

    expect(JSON.parse(body).text).not.toContain('<@');
    expect(objects(JSON.parse(body).blocks)).toEqual([
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Looking at ' },
              { type: 'text', text: expect.stringContaining('*prod*'), style: { code: true } },
              { type: 'text', text: '. The answer comes here, for everybody to see.' },
            ],
          },
        ],
      },
    ]);
  });

  test('by somebody who may not ask is refused to them alone', async () => {
    access = { ...everybody, users: ['U0BOB'] };
    const { status, body } = await type('check prod');

    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('Ask the platform team.'),
    });
    expect(running.jobs).toEqual([]);
    await type('check prod', { user: 'U0BOB' });
    expect(running.jobs).toHaveLength(1);
  });

  test.each([
    ['https://evil.example/T1', undefined],
    ['http://hooks.slack.com/commands/T1', undefined],
    ['https://hooks.slack.com.evil.example/', undefined],
    ['https://hooks.slack.com@evil.example/', undefined],
    ['no address', undefined],
    [`https://hooks.slack.com/${'x'.repeat(3_000)}`, undefined],
    ['https://hooks.slack.com/commands/T1/2/x', 'https://hooks.slack.com/commands/T1/2/x'],
  ])('is answered at %s only if that is Slack', async (given, kept) => {
    const real = await startDoor({ slack: { token: 'xoxb-1', apiUrl: 'https://slack.com/api/' } });
    const body = new URLSearchParams({
      command: '/osm',
      text: 'check prod',
      channel_id: 'C0OPS',
      response_url: given,
    }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...real.slack.sign(body) };
    await fetch(real.url, { method: 'POST', body, headers });
    await real.close();

    const [job] = real.jobs;
    expect(job).toMatchObject({ do: 'check' });
    expect(job && 'answerTo' in job && job.answerTo.responseUrl).toBe(kept);
  });

  test('asks nothing of Slack', async () => {
    await type('check prod');
    await type('help');

    expect(running.slack.calls).toEqual([]);
  });
});

describe('a mention', () => {
  const mention = (text: string, more: Json = {}, retry?: { number: number; reason: string }) =>
    running.slack.event(
      running.url,
      {
        type: 'app_mention',
        user: 'U0ANN',
        team: 'T0SIM',
        channel: 'C0OPS',
        ts: '1700000000.000100',
        text,
        ...more,
      },
      retry,
    );

  test.each([
    ['<@U0OSMBOT> check prod', {}, {}],
    ['look here: <@U0OSMBOT|osm-doctor> check prod', {}, {}],
    ['<@U0OSMBOT> check prod', { thread_ts: '1700000000.000001' }, { thread: '1700000000.000001' }],
  ])('%s is like the command', async (text, more, place) => {
    const { status, body } = await mention(text, more);

    expect([status, body]).toEqual([200, '']);
    const answerTo = { channel: 'C0OPS', ...place };
    expect(running.jobs).toEqual([
      expect.objectContaining({ do: 'check', cluster: 'prod', by: ann, answerTo, id: jobId }),
    ]);
    expect(running.slack.calls).toEqual([]);
  });

  test('behind that of somebody else is found by the id of the bot', async () => {
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: 'T0SIM',
      event_id: 'Ev1',
      authorizations: [{ team_id: 'T0SIM', user_id: 'U0OSMBOT', is_bot: true }],
      event: {
        type: 'app_mention',
        user: 'U0ANN',
        channel: 'C0OPS',
        text: '<@U0BOB> see <@U0OSMBOT> check prod',
      },
    });
    const headers = { 'content-type': 'application/json', ...running.slack.sign(body) };
    await fetch(running.url, { method: 'POST', body, headers });

    expect(running.jobs).toMatchObject([{ do: 'check', cluster: 'prod' }]);
  });

  test('that Slack sends again is the same job', async () => {
    const event = {
      type: 'event_callback',
      team_id: 'T0SIM',
      event_id: 'Ev77',
      event: { type: 'app_mention', user: 'U0ANN', channel: 'C0OPS', text: '<@U0OSMBOT> check prod' },
    };
    const body = JSON.stringify(event);
    const send = async (to: string, more: Record<string, string>) => {
      const headers = { 'content-type': 'application/json', ...running.slack.sign(to), ...more };
      await fetch(running.url, { method: 'POST', body: to, headers });
    };
    await send(body, {});
    await send(body, { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' });
    await send(JSON.stringify({ ...event, event_id: 'Ev78' }), {});

    const [first, again, other] = running.jobs.map(({ id }) => id);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test.each([
    ['<@U0OSMBOT> help', everybody, 'osm-doctor tells whether'],
    ['<@U0OSMBOT> chekc prod', everybody, 'chekc'],
    ['<@U0OSMBOT> check prod', { ...everybody, channels: ['C0DEV'] }, 'Ask the platform team.'],
  ])('%s is answered to the caller alone where no job is needed', async (text, allowed, says) => {
    access = allowed;
    await mention(text);

    expect(running.jobs).toEqual([]);
    expect(running.slack.messages('C0OPS')).toEqual([]);
    expect(running.slack.ephemeral('C0OPS', 'U0ANN')).toMatchObject([
      { text: expect.stringContaining(says) },
    ]);
  });

  test('by a person of another workspace counts as from there', async () => {
    access = { ...everybody, teams: ['T0SIM'] };
    await mention('<@U0OSMBOT> check prod', { user_team: 'T0OTHER' });

    expect(running.jobs).toEqual([]);
  });

  test('that cannot be answered is logged, without its words', async () => {
    running.slack.refuseToken('token_revoked');

    expect((await mention('<@U0OSMBOT> chekc prod')).status).toBe(200);
    expect(running.lines).toEqual([
      expect.stringMatching(/^Somebody in Slack could not be answered: .*token/),
    ]);
    expect(running.lines.join()).not.toMatch(/chekc|xoxb/);
  });

  test.each<[string, Json]>([
    ['a mention by a program', { bot_id: 'B1' }],
    ['a message', { type: 'message' }],
    ['a message by ourselves', { type: 'message', subtype: 'bot_message', bot_id: 'B0OSMBOT' }],
    ['a reaction', { type: 'reaction_added', item: { channel: 'C0OPS', ts: '1.2' } }],
    ['a mention by nobody', { user: undefined }],
  ])('%s is taken note of, and no more', async (_name, more) => {
    const { status, body } = await mention('<@U0OSMBOT> check prod', more);

    expect([status, body]).toEqual([200, '']);
    expect(running.jobs).toEqual([]);
    expect(running.slack.calls).toEqual([]);
    expect(running.lines).toEqual([]);
  });
});
