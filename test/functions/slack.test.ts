import { fileURLToPath } from 'node:url';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningAzurite, startAzurite } from '../../sim/azure/azurite.ts';
import { type RunningHost, startHost } from '../../sim/functions/host.ts';
import { type RunningSlack, startSlack } from '../../sim/slack/server.ts';
import type { Json } from '../../src/model/json.ts';
import { jobQueue } from '../../src/model/queues.ts';
import { slackChat } from '../../src/slack/chat.ts';

const cluster =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mesh/providers/Microsoft.ContainerService/managedClusters/aks-prod';
const channel = 'C0TEAM0001';
const elsewhere = 'C0OTHER001';
const users = { U0ANN00001: 'ann', U0BOB00001: 'bob', U0EVE00001: 'eve' };

let azurite: RunningAzurite;
let slack: RunningSlack;
const hosts: RunningHost[] = [];

function start(env: Record<string, string>): Promise<RunningHost> {
  return startHost({ app: fileURLToPath(new URL('../..', import.meta.url)), polls: false, env }).then(
    (host) => {
      hosts.push(host);
      return host;
    },
  );
}

let env: Record<string, string>;
let host: RunningHost;
let url: string;
beforeAll(async () => {
  [azurite, slack] = await Promise.all([
    startAzurite(),
    startSlack({ users, channels: [channel, elsewhere].map((id) => ({ id, name: id.toLowerCase() })) }),
  ]);
  env = {
    ...slack.env(),
    AzureWebJobsStorage: azurite.connectionString,
    OSM_DIGEST_SCHEDULE: '0 0 7 * * 1-5',
    OSM_CLUSTERS: `prod=${cluster}; stage=${cluster}2`,
    OSM_SUBSCRIPTIONS: 'none',
    OSM_CHANNEL_CLUSTERS: `${channel}=prod`,
    OSM_CLUSTER_CHANNELS: `stage=${elsewhere}`,
    OSM_ALLOWED_USERS: 'U0ANN00001, U0BOB00001',
    OSM_ASK_WHOM: 'the platform team in #mesh',
  };
  host = await start(env);
  url = `${host.url}/api/slack`;
});
afterEach(async () => {
  expect(await jobs()).toEqual([]);
});
afterAll(async () => {
  await Promise.all(hosts.map((one) => one.stop()));
  await Promise.all([azurite?.close(), slack?.close()]);
});

/** Takes every job off the queue. */
async function jobs(): Promise<Json[]> {
  const queue = QueueServiceClient.fromConnectionString(azurite.connectionString).getQueueClient(jobQueue);
  await queue.createIfNotExists();
  const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
  await Promise.all(
    receivedMessageItems.map(({ messageId, popReceipt }) => queue.deleteMessage(messageId, popReceipt)),
  );
  return receivedMessageItems.map(({ messageText }) =>
    JSON.parse(Buffer.from(messageText, 'base64').toString('utf8')),
  );
}

const ann = { user: 'U0ANN00001', channel };
const by = { is: 'person', user: 'U0ANN00001', team: 'T0SIM', channel };
const head = { version: 1, id: expect.stringMatching(/^slack-/), askedAt: expect.stringMatching(/Z$/), by };

/** A message with a button that stands in the channel. */
async function posted(does: 'explain' | 'proposeChange', value: string) {
  const [token = ''] = slack.secrets;
  const buttons = [{ does, label: does, value }];
  await slackChat({ token, apiUrl: slack.apiUrl }).post(
    { channel },
    { tone: 'neutral', summary: value, parts: [{ is: 'buttons', buttons }] },
    value,
  );
  const message = slack.messages(channel).at(-1);
  if (message === undefined) throw new Error('Nothing was posted.');
  return message;
}

describe('through the built bundle', () => {
  test('a command is acknowledged and its job is on the queue', async () => {
    const { status, body, responseUrl } = await slack.command(url, { text: '', ...ann });

    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('Looking at prod'),
    });
    const answerTo = { channel, responseUrl };
    expect(await jobs()).toEqual([{ ...head, do: 'check', cluster: 'prod', answerTo }]);
  });

  test('help is answered whole, with the clusters of this channel', async () => {
    const { body } = await slack.command(url, { text: 'help', ...ann });

    expect(JSON.parse(body)).toMatchObject({ response_type: 'ephemeral' });
    expect(JSON.parse(body).text).toMatch(/1 cluster: prod/);
    expect(slack.ephemeral(channel, 'U0ANN00001').at(-1)?.text).toBe(JSON.parse(body).text);
  });

  test('a click becomes a job', async () => {
    const message = await posted('explain', 'OSM4001');
    const { status, body, responseUrl } = await slack.click(url, message, 'explain', ann);

    expect([status, body]).toEqual([200, '']);
    const asked = { is: 'explain', topic: 'OSM4001' };
    const answerTo = { channel, thread: message.ts, responseUrl };
    expect(await jobs()).toEqual([{ ...head, do: 'tell', asked, answerTo }]);
  });

  test('a form is opened, and its submission becomes a job', async () => {
    const message = await posted('proposeChange', 'prod traffic.enableEgress');
    await slack.click(url, message, 'proposeChange', ann);
    const [view] = slack.views;
    if (view === undefined) throw new Error('No form was opened.');
    const state = { key: { key: { value: 'traffic.enableEgress' } }, value: { value: { value: 'false' } } };
    const { status, body } = await slack.submit(url, view, state);

    expect([status, body]).toEqual([200, '']);
    const asked = { is: 'config', cluster: 'prod', key: 'traffic.enableEgress', value: 'false' };
    expect(await jobs()).toEqual([{ ...head, do: 'tell', asked, answerTo: { channel, thread: message.ts } }]);
  });

  test('an event becomes a job, with the text that it holds', async () => {
    const event = { type: 'app_mention', ...ann, text: '<@U0OSMBOT> check prüfstand-日本' };
    const { status } = await slack.event(url, event);

    expect(status).toBe(200);
    expect(await jobs()).toEqual([
      { ...head, do: 'check', cluster: 'prüfstand-日本', answerTo: { channel } },
    ]);
  });

  test('somebody who may not ask learns whom to ask', async () => {
    const { body } = await slack.command(url, { text: 'check prod', channel, user: 'U0EVE00001' });

    expect(JSON.parse(body)).toMatchObject({ response_type: 'ephemeral' });
    expect(JSON.parse(body).text).toContain('Ask the platform team in #mesh.');
  });

  const body = 'command=%2Fosm&text=check+prod&trigger_id=1.2';
  const post = (sent: string, headers: Record<string, string>) =>
    fetch(url, {
      method: 'POST',
      body: sent,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  test.each<[string, string, () => Record<string, string>, number]>([
    ['what nobody signed', body, () => ({}), 401],
    ['what was changed', body.replace('prod', 'prof'), () => slack.sign(body), 401],
    ['what is from six minutes ahead', body, () => slack.sign(body, 360), 401],
    ['a doubled signature', body, () => doubled(slack.sign(body)), 401],
    ['a command of another app', body.replace('osm', 'x'), () => slack.sign(body.replace('osm', 'x')), 404],
    ['more than a mebibyte', 'x'.repeat(1_048_577), () => ({}), 413],
    ['a check of the certificate', 'ssl_check=1', () => ({}), 200],
  ])('%s gets its status and no word', async (_name, sent, headers, status) => {
    const answer = await post(sent, headers());

    expect([answer.status, await answer.text()]).toEqual([status, '']);
  });

  test('the log holds no secret, no address for answers and no words of people', async () => {
    await slack.command(url, { text: 'check prod', ...ann });
    await jobs();
    const log = hosts.flatMap(({ logs }) => logs).join('\n');

    for (const secret of slack.secrets) expect(log).not.toContain(secret);
    expect(log).not.toMatch(/\/respond\/|check prod/);
  });
});

function doubled(headers: Record<string, string>): Record<string, string> {
  const signature = headers['x-slack-signature'] ?? '';
  return { ...headers, 'x-slack-signature': `${signature}, ${signature}` };
}

describe('wrong settings', () => {
  test('close the door without a word to Slack, and all stand in the log', async () => {
    const broken = await start({ ...env, SLACK_SIGNING_SECRET: 'short', OSM_CLOUD: 'mars' });
    const { status, body } = await slack.command(`${broken.url}/api/slack`, { text: 'help', ...ann });

    expect([status, body]).toEqual([503, '']);
    await broken.waitFor(/Slack is not answered/);
    const log = broken.logs.join('\n');
    expect(log).toMatch(/OSM_CLOUD is "mars"/);
    expect(log).toMatch(/SLACK_SIGNING_SECRET is not a signing secret/);
    expect(log).not.toContain('short');
  });
});
