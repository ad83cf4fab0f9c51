import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { problems } from '../../../sim/slack/limits.ts';
import type { SlackMessage } from '../../../sim/slack/server.ts';
import { type Json, object, objects, text } from '../../../src/model/json.ts';
import type { Button } from '../../../src/model/message.ts';
import { slackChat } from '../../../src/slack/chat.ts';
import { proposalForm, readProposal } from '../../../src/slack/door/proposal-form.ts';
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

const bob = { is: 'person', user: 'U0BOB', team: 'T0SIM', channel: 'C0OPS' };
const jobId = expect.stringMatching(/^slack-[0-9a-f]{24}$/);
const onlyForBob = () => running.slack.ephemeral('C0OPS', 'U0BOB');

/** A message of ours with buttons, as the chat posts it. */
async function posted(buttons: readonly Button[], thread?: string): Promise<SlackMessage> {
  const [token = ''] = running.slack.secrets;
  const chat = slackChat({ token, apiUrl: running.slack.apiUrl });
  const parts = [{ is: 'buttons', buttons }] as const;
  const place = { channel: 'C0OPS', ...(thread === undefined ? {} : { thread }) };
  await chat.post(place, { tone: 'neutral', summary: 'prod', parts }, 'key');
  const message = running.slack.messages('C0OPS').at(-1);
  running.slack.calls.length = 0;
  if (message === undefined) throw new Error('Nothing was posted.');
  return message;
}

function button(does: Button['does'], value: string): Button {
  return { does, label: does, value };
}

async function click(does: Button['does'], value: string, thread?: string) {
  const message = await posted([button(does, value)], thread);
  return { message, ...(await running.slack.click(running.url, message, does, { user: 'U0BOB' })) };
}

describe('a click', () => {
  test('on Check again is a new check beside the message, by whoever clicked', async () => {
    const { status, body, responseUrl } = await click('checkAgain', 'prod -n shop');

    expect([status, body]).toEqual([200, '']);
    const answerTo = { channel: 'C0OPS', responseUrl };
    expect(running.jobs).toEqual([
      expect.objectContaining({
        id: jobId,
        do: 'check',
        cluster: 'prod',
        namespace: 'shop',
        by: bob,
        answerTo,
      }),
    ]);
  });

  test('on Show all is answered in the thread of the message', async () => {
    const { message, responseUrl } = await click('showAll', 'prod -n shop');

    const asked = { is: 'showAll', cluster: 'prod', only: [], namespace: 'shop' };
    const answerTo = { channel: 'C0OPS', thread: message.ts, responseUrl };
    expect(running.jobs).toEqual([expect.objectContaining({ do: 'tell', asked, answerTo, by: bob })]);
  });

  test('on Explain is told in words of its own', async () => {
    const { message, responseUrl } = await click('explain', 'OSM4001');

    const asked = { is: 'explain', topic: 'OSM4001' };
    const answerTo = { channel: 'C0OPS', thread: message.ts, responseUrl };
    expect(running.jobs).toEqual([expect.objectContaining({ do: 'tell', asked, answerTo, by: bob })]);
  });

  test('inside a thread stays there', async () => {
    const { message: parent } = await click('explain', 'OSM4001');
    await click('checkAgain', 'prod', parent.ts);
    await click('showAll', 'prod', parent.ts);

    const threads = running.jobs.map((job) => 'answerTo' in job && job.answerTo.thread);
    expect(threads).toEqual([parent.ts, parent.ts, parent.ts]);
  });

  test('on the second button of its kind is known by that', async () => {
    const message = await posted([button('explain', 'OSM4001'), button('explain', 'OSM4002')]);
    await running.slack.click(running.url, message, 'explain.2');

    expect(running.jobs).toMatchObject([{ asked: { topic: 'OSM4002' } }]);
  });

  test('twice is two jobs', async () => {
    const message = await posted([button('checkAgain', 'prod')]);
    await running.slack.click(running.url, message, 'checkAgain');
    await running.slack.click(running.url, message, 'checkAgain');

    expect(new Set(running.jobs.map(({ id }) => id)).size).toBe(2);
  });

  test('on a message that only one person sees has no thread', async () => {
    const message = await posted([button('showAll', 'prod')]);
    await running.slack.click(running.url, { ...message, ephemeralFor: 'U0BOB' }, 'showAll');

    expect(running.jobs).toMatchObject([{ do: 'tell' }]);
    expect(running.jobs[0]).not.toHaveProperty('answerTo.thread');
  });

  test.each<[Button['does'], string, RegExp]>([
    ['checkAgain', '', /cluster/],
    ['checkAgain', 'prod nonsense', /nonsense/],
    ['showAll', 'prod -n', /-n/],
    ['showAll', '-n shop', /./],
    ['explain', '', /./],
    ['proposeChange', '', /cluster/],
  ])('on %s with the value %p does nothing, and says so to the one', async (does, value, says) => {
    const message = await posted([button(does, 'x')]);
    const blocks = JSON.parse(
      JSON.stringify(message.blocks).replace('"value":"x"', `"value":${JSON.stringify(value)}`),
    );
    const { status } = await running.slack.click(running.url, { ...message, blocks }, does, {
      user: 'U0BOB',
    });

    expect(status).toBe(200);
    expect(running.jobs).toEqual([]);
    expect(running.slack.views).toEqual([]);
    expect(onlyForBob()).toMatchObject([{ text: expect.stringMatching(says) }]);
    expect(running.slack.messages('C0OPS')).toHaveLength(1);
  });

  test.each<Button['does']>(['checkAgain', 'showAll', 'explain', 'proposeChange'])(
    'on %s by somebody who may not ask is refused to them alone',
    async (does) => {
      access = { ...everybody, users: ['U0ANN'] };
      const { status } = await click(does, 'prod');

      expect(status).toBe(200);
      expect(running.jobs).toEqual([]);
      expect(running.slack.views).toEqual([]);
      expect(onlyForBob()).toMatchObject([{ text: expect.stringContaining('Ask the platform team.') }]);
    },
  );

  test('by a guest of another workspace counts as from there', async () => {
    access = { ...everybody, teams: ['T0SIM'] };
    const message = await posted([button('checkAgain', 'prod')]);
    const payload = {
      type: 'block_actions',
      team: { id: 'T0SIM' },
      user: { id: 'U0GUEST', team_id: 'T0OTHER' },
      channel: { id: 'C0OPS' },
      trigger_id: '1.2',
      message,
      actions: [{ type: 'button', action_id: 'checkAgain', block_id: 'b', value: 'prod' }],
    };
    const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...running.slack.sign(body) };
    await fetch(running.url, { method: 'POST', body, headers });

    expect(running.jobs).toEqual([]);
  });

  test('on a button that is not ours is not taken', async () => {
    const message = await posted([button('explain', 'x')]);
    const blocks = JSON.parse(
      JSON.stringify(message.blocks).replace('"action_id":"explain"', '"action_id":"explainer"'),
    );

    expect(await running.slack.click(running.url, { ...message, blocks }, 'explainer')).toMatchObject({
      status: 404,
    });
  });
});

describe('the form', () => {
  const filled = (key: string, value: string): Json => ({
    key: { key: { type: 'plain_text_input', value: key } },
    value: { value: { type: 'plain_text_input', value } },
  });

  async function opened(value: string) {
    const { message, status } = await click('proposeChange', value);
    const view = running.slack.views.at(-1);
    if (view === undefined) throw new Error('No form was opened.');
    return { message, status, view };
  }

  test('opens at once with the key, and says that nothing is changed', async () => {
    const { status, view } = await opened('prod traffic.enableEgress');

    expect(status).toBe(200);
    expect(running.jobs).toEqual([]);
    expect(view).toMatchObject({ openedBy: 'U0BOB' });
    expect(problems(view.view['blocks'], 100)).toEqual([]);
    expect(JSON.stringify(view.view)).toContain('Nothing is changed');
    expect(JSON.stringify(view.view)).toContain('"initial_value":"traffic.enableEgress"');
  });

  test('opens without a key', async () => {
    const { view } = await opened('prod');

    expect(JSON.stringify(view.view)).not.toContain('initial_value');
  });

  test('closes when it is filled in, and its answer goes to the thread of the message', async () => {
    const { message, view } = await opened('prod traffic.enableEgress');
    const values = filled(' traffic.enableEgress ', ' false ');
    const { status, body } = await running.slack.submit(running.url, view, values);

    expect([status, body]).toEqual([200, '']);
    expect(running.jobs).toEqual([
      {
        version: 1,
        id: jobId,
        askedAt: expect.stringMatching(/Z$/),
        by: bob,
        do: 'tell',
        asked: { is: 'config', cluster: 'prod', key: 'traffic.enableEgress', value: 'false' },
        answerTo: { channel: 'C0OPS', thread: message.ts },
      },
    ]);
  });

  test('sent twice is one job', async () => {
    const { view } = await opened('prod');
    await running.slack.submit(running.url, view, filled('a', 'b'));
    await running.slack.submit(running.url, view, filled('a', 'b'));

    const [first, second] = running.jobs.map(({ id }) => id);
    expect(second).toBe(first);
  });

  test.each([
    ['', 'x', ['key']],
    ['a', '', ['value']],
    ['', '  ', ['key', 'value']],
    ['two keys', 'x', ['key']],
    ['k'.repeat(201), 'x', ['key']],
    ['a', 'v'.repeat(501), ['value']],
  ])('with %p and %p stays open and says what is wrong', async (key, value, fields) => {
    const { view } = await opened('prod');
    const { status, body } = await running.slack.submit(running.url, view, filled(key, value));

    expect(status).toBe(200);
    expect(object(JSON.parse(body))['response_action']).toBe('errors');
    expect(Object.keys(object(object(JSON.parse(body))['errors']))).toEqual(fields);
    expect(running.jobs).toEqual([]);
  });

  test('of somebody who may not ask any more says whom to ask', async () => {
    const { view } = await opened('prod');
    access = { ...everybody, channels: ['C0DEV'] };
    const { body } = await running.slack.submit(running.url, view, filled('a', 'b'));

    expect(JSON.parse(body)).toMatchObject({
      response_action: 'errors',
      errors: { key: expect.stringContaining('Ask the platform team.') },
    });
    expect(running.jobs).toEqual([]);
  });

  test.each([
    '',
    '{',
    '[]',
    '{}',
    '{"channel":"C0OPS"}',
    '{"channel":"general","cluster":"prod"}',
    '{"channel":"C0OPS","cluster":""}',
    '{"channel":"C0OPS","cluster":5}',
    `{"channel":"C0OPS","cluster":"${'x'.repeat(301)}"}`,
    '{"channel":"C0OPS","cluster":"prod","thread":"<!channel>"}',
    '{"channel":"C0OPS","cluster":"prod","thread":{}}',
  ])('that comes back with %p is not believed', async (metadata) => {
    const { view } = await opened('prod');
    view.view = { ...view.view, private_metadata: metadata };
    const { body } = await running.slack.submit(running.url, view, filled('a', 'b'));

    expect(text(object(object(JSON.parse(body))['errors'])['key'])).toMatch(/no longer valid/);
    expect(running.jobs).toEqual([]);
  });

  test.each(['invalid_auth', 'expired_trigger_id', 'fatal_error'])(
    'that Slack does not open (%s) is made up for by a command to type',
    async (error) => {
      const message = await posted([button('proposeChange', 'prod traffic.enableEgress')]);
      running.slack.addFault({ method: 'views.open', is: { kind: 'error', error } });
      await running.slack.click(running.url, message, 'proposeChange', { user: 'U0BOB' });

      const says = expect.stringContaining('/osm config prod traffic.enableEgress VALUE');
      expect(onlyForBob()).toMatchObject([{ text: says }]);
    },
  );

  test('another form is not taken', async () => {
    const { view } = await opened('prod');
    view.view = { ...view.view, callback_id: 'another' };

    expect(await running.slack.submit(running.url, view, filled('a', 'b'))).toMatchObject({ status: 404 });
  });

  test('is within the limits of Slack and comes back as it was, whatever a cluster and a key are called', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({ unit: 'binary', minLength: 290, maxLength: 500 }),
    );
    fc.assert(
      fc.property(words, fc.option(words, { nil: undefined }), (cluster, key) => {
        const view = proposalForm({ channel: 'C0OPS', cluster, ...(key === undefined ? {} : { key }) });
        const values = filled('a', 'b');
        const back = readProposal({ ...view, state: { values } } as unknown as Json);

        expect(problems(view.blocks, 100)).toEqual([]);
        const begun = objects(view.blocks).map(({ element }) => text(object(element)['initial_value']) ?? '');
        expect(Math.max(...begun.map(({ length }) => length))).toBeLessThanOrEqual(200);
        expect(view.private_metadata?.length).toBeLessThanOrEqual(3_000);
        expect(back).toMatchObject({ is: 'proposal', about: { channel: 'C0OPS' } });
        expect(back.is === 'proposal' && cluster.startsWith(back.about.cluster)).toBe(true);
      }),
    );
  });
});
