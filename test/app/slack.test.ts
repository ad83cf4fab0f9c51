import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import type { Fault } from '../../sim/slack/faults.ts';
import type { SlackMessage } from '../../sim/slack/workspace.ts';
import { object } from '../../src/model/json.ts';
import { clusterFile } from '../cli/run-cli.ts';
import { channels, type RunningApp, settled, startApp, until } from './start-app.ts';

const asker = 'U0SANA0001';
const channel = channels.team;

let app: RunningApp;
beforeAll(async () => {
  const healthy = loadCluster(clusterFile('healthy-1.2.4'));
  app = await startApp({
    clusters: [
      { name: 'calm', resourceGroup: 'mesh', cluster: healthy },
      { name: 'broken', resourceGroup: 'mesh', cluster: loadCluster(clusterFile('injector-down')) },
      { name: 'patchy', resourceGroup: 'mesh', cluster: loadCluster(clusterFile('half-configured')) },
      { name: 'tuned', resourceGroup: 'mesh', cluster: healthy },
      { name: 'asleep', resourceGroup: 'mesh', power: 'Stopped' },
      { name: 'forbidden', resourceGroup: 'mesh', cluster: healthy, as: 'nobody' },
    ],
    slack: { users: { [asker]: 'sana' }, rateLimited: false },
    env: { OSM_READ_BUDGET: '10' },
  });
}, 60_000);
beforeAll(() => {
  const { kubernetes } = app.azure.cluster('tuned');
  const meshConfig = kubernetes.find('MeshConfig', 'kube-system', 'osm-mesh-config');
  if (meshConfig === undefined) throw new Error('tuned has no MeshConfig');
  const spec = object(meshConfig['spec']);
  kubernetes.put({
    ...meshConfig,
    spec: { ...spec, sidecar: { ...object(spec['sidecar']), logLevel: 'debug' } },
  });
});
afterAll(() => app.close());
afterEach(() => app.slack.clearFaults());

const door = () => `${app.host().url}/api/slack`;
const standing = () => app.slack.messages(channel);
const last = (): SlackMessage => {
  const message = standing().at(-1);
  if (message === undefined) throw new Error('Nothing stands in the channel.');
  return message;
};
const alone = () => app.slack.ephemeral(channel, asker).at(-1)?.text ?? '';

async function type(text: string): Promise<{ status: number; body: string }> {
  const answer = await app.slack.command(door(), { user: asker, channel, text });
  await settled(app);
  return answer;
}

describe('what somebody types is acknowledged, and answered where it belongs', () => {
  test.each([
    ['check calm', /calm · HEALTHY|HEALTHY.*calm/],
    ['check broken', /FAILING[\s\S]*osm-injector[\s\S]*kubectl/],
    ['CHECK Patchy injection', /patchy/],
    ['check calm -n bookstore', /calm/],
    ['check asleep', /asleep.*stopped[\s\S]*az aks start/],
    ['check forbidden', /forbidden[\s\S]*ClusterRole/],
  ])(
    '/osm %s: one message in the channel',
    async (text, expected) => {
      const before = standing().length;

      const { status, body } = await type(text);

      expect(status).toBe(200);
      expect(body).toMatch(/Looking at/);
      expect(standing()).toHaveLength(before + 1);
      expect(last().text).toMatch(expected);
      expect(last().text).toContain(`<@${asker}>`);
      // What stood there first told that it was being looked at.
      expect(last().edits[0]?.text).toMatch(/Looking at/);
    },
    60_000,
  );

  test.each([
    ['check calmm', /calmm[\s\S]*calm/],
    ['config patchy', /MeshConfig/],
    ['config patchy enableDebugServer', /enableDebugServer/],
    ['config patchy enableDebugServer false', /kubectl patch meshconfig/],
    ['explain OSM2004', /OSM2004/],
    ['explain E6100', /E6100/],
    ['explain enableEgress', /enableEgress/],
    ['clusters', /calm[\s\S]*asleep/],
    ['namespaces calm', /bookstore/],
    ['help', /\/osm check/],
  ])(
    '/osm %s: to the person alone',
    async (text, expected) => {
      const before = standing().length;

      await type(text);

      expect(alone()).toMatch(expected);
      expect(standing()).toHaveLength(before);
    },
    60_000,
  );

  test.each([
    ['chekc calm', /check/],
    ['calm', /\/osm check calm/],
    ['check calm OSM99', /OSM99/],
  ])('/osm %s: what was meant, at once', async (text, expected) => {
    const { body } = await type(text);

    expect(body).toMatch(expected);
  });
});

describe('buttons, forms and mentions', () => {
  test('Show all puts the whole report into the thread', async () => {
    await type('check broken');
    const parent = last();

    await app.slack.click(door(), parent, 'showAll', { user: asker });
    await settled(app);

    const thread = standing().filter(({ threadTs }) => threadTs === parent.ts);
    expect(thread.length).toBeGreaterThan(0);
    expect(thread.map(({ text }) => text).join('\n')).toMatch(/OSM1003[\s\S]*OSM2004|OSM2004[\s\S]*OSM1003/);
  }, 60_000);

  test('Check again asks anew; Explain answers the person alone', async () => {
    const before = standing().length;
    const message = last();
    const parent =
      standing().find(({ text, threadTs }) => threadTs === undefined && /FAILING/.test(text)) ?? message;

    await app.slack.click(door(), parent, 'checkAgain', { user: asker });
    await app.slack.click(door(), parent, 'explain', { user: asker });
    await settled(app);

    expect(standing()).toHaveLength(before + 1);
    expect(alone()).toMatch(/OSM\d{4}/);
  }, 60_000);

  test('Propose change opens a form; what it proposes stands in the thread and changes nothing', async () => {
    await type('check tuned');
    const parent = last();

    await app.slack.click(door(), parent, 'proposeChange', { user: asker });
    const view = app.slack.views.at(-1);
    if (view === undefined) throw new Error('No form was opened.');
    expect(JSON.stringify(view.view)).toMatch(/sidecar.logLevel/);
    await app.slack.submit(door(), view, {
      key: { key: { type: 'plain_text_input', value: 'sidecar.logLevel' } },
      value: { value: { type: 'plain_text_input', value: 'error' } },
    });
    await settled(app);

    expect(last().threadTs).toBe(parent.ts);
    expect(last().text).toMatch(/kubectl patch meshconfig[\s\S]*logLevel/);
    const { kubernetes } = app.azure.cluster('tuned');
    expect(kubernetes.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  }, 60_000);

  test('a mention is answered like a command', async () => {
    const before = standing().length;

    await app.slack.event(door(), {
      type: 'app_mention',
      user: asker,
      channel,
      ts: '1700000000.000100',
      text: '<@U0BOT> check calm',
    });
    await settled(app);

    expect(standing()).toHaveLength(before + 1);
    expect(last().text).toMatch(/calm/);
  }, 60_000);
});

describe('when Slack misbehaves, nothing is lost and nothing is said twice', () => {
  const answers = () => standing().filter(({ text }) => /calm/.test(text) && !/Looking at/.test(text)).length;
  const checkOnce = async () => {
    const before = answers();
    await app.slack.command(door(), { user: asker, channel, text: 'check calm' });
    await until(() => answers() > before, 'the answer', 40);
    await settled(app);
    return answers() - before;
  };

  const faults: readonly (readonly [string, Fault])[] = [
    [
      '429 with Retry-After',
      { method: 'chat.postMessage', times: 1, is: { kind: 'status', status: 429, retryAfterSeconds: 1 } },
    ],
    ['ratelimited', { method: 'chat.update', times: 1, is: { kind: 'error', error: 'ratelimited' } }],
    [
      'an answer that is lost after the effect',
      { method: 'chat.postMessage', times: 1, afterTheEffect: true, is: { kind: 'reset' } },
    ],
  ];
  test.each(faults)(
    '%s',
    async (_name, fault) => {
      app.slack.addFault(fault);

      expect(await checkOnce()).toBe(1);
    },
    90_000,
  );

  test('a progress message that somebody deletes', async () => {
    app.azure.cluster('calm').kubernetes.addFault({ is: { kind: 'delay', ms: 1_500 } });
    const before = answers();
    await app.slack.command(door(), { user: asker, channel, text: 'check calm' });
    const progress = await until(
      () => standing().find(({ text }) => /Looking at/.test(text)),
      'the progress',
    );
    app.slack.deleteMessage(progress);
    await until(() => answers() > before, 'the answer');
    await settled(app);
    app.azure.cluster('calm').kubernetes.clearFaults();

    expect(answers() - before).toBe(1);
  }, 60_000);

  test('a channel without the bot: the answer comes through the command', async () => {
    app.slack.setChannel(channel, { bot: false });

    expect(await checkOnce()).toBe(1);
    expect(app.logs().join('\n')).toMatch(/bot is not in channel|invite/i);
    app.slack.setChannel(channel, { bot: true });
  }, 60_000);

  test('a token that was revoked: the log says what to do', async () => {
    app.slack.refuseToken('token_revoked');
    await type('check calm');
    app.slack.refuseToken(undefined);

    expect(app.logs().join('\n')).toMatch(/bot token was revoked. Reinstall the Slack app/);
  }, 60_000);
});

test('no secret, and no response_url, in any line of the log', () => {
  const log = app.logs().join('\n');

  for (const secret of [...app.azure.secrets, ...app.slack.secrets]) expect(log).not.toContain(secret);
  expect(log).not.toMatch(/\/commands\/|\/actions\/|hooks\.slack|response_url/);
});
