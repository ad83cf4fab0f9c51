import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import type { SlackMessage } from '../../sim/slack/workspace.ts';
import { clusterFile } from '../cli/run-cli.ts';
import { type RunningApp, settled, startApp, until } from './start-app.ts';

/** `npm run prove`: two hundred from twenty channels. Slack takes 50 changes of messages a minute: that takes minutes. */
const [channelCount, clusterCount] = process.env['PROVE'] === undefined ? [12, 4] : [20, 10];
const count = channelCount * clusterCount;

const numbered = (prefix: string, many: number) =>
  Array.from({ length: many }, (_, index) => `${prefix}${String(index + 1).padStart(3, '0')}`);
const channelIds = numbered('C0LOAD', channelCount);
const clusters = numbered('cluster-', clusterCount);
const people = numbered('U0LOAD', count);

/** Each pair of channel and cluster once, and each time by somebody else: none joins another. */
const commands = people.map((user, index) => ({
  user,
  channel: channelIds[index % channelCount] ?? '',
  cluster: clusters[Math.floor(index / channelCount)] ?? '',
}));

/** Calls of the Web API: what each was about, and when it was answered. */
const calls: { readonly about: string; readonly status: number; readonly at: number }[] = [];

let app: RunningApp;
beforeAll(async () => {
  const [healthy, broken] = [clusterFile('healthy-1.2.4'), clusterFile('injector-down')].map(loadCluster);
  app = await startApp({
    clusters: clusters.flatMap((name, index) => {
      const cluster = index % 2 === 0 ? healthy : broken;
      return cluster === undefined ? [] : [{ name, cluster }];
    }),
    slack: {
      channels: channelIds.map((id) => ({ id, name: id.toLowerCase() })),
      users: Object.fromEntries(people.map((user) => [user, user.toLowerCase()])),
      onAnswered: ({ method, args, status }) => {
        const about = JSON.stringify([method, args['channel'], args['ts'], args['metadata']]);
        calls.push({ about, status, at: performance.now() });
      },
    },
    // As in Azure: here it is Slack that is slow.
    env: { OSM_CHAT_SECONDS: '9' },
    host: { lockSeconds: 30, visibilitySeconds: 5 },
  });
}, 60_000);
afterAll(() => app.close());

const isProgress = (text: string) => /Looking at/.test(text);
const isAnswer = (text: string) => /HEALTHY|FAILING/.test(text) && !isProgress(text);
const standing = () => channelIds.flatMap((id) => app.slack.messages(id));
/** What a message said, from the first to what it says now. */
const said = ({ edits, text }: SlackMessage) => [...edits.map((version) => version.text), text];

describe(`${count} commands at once from ${channelCount} channels`, () => {
  test('are each acknowledged, and answered once', async () => {
    const door = `${app.host().url}/api/slack`;
    const answers = await Promise.all(
      commands.map(({ user, channel, cluster }) =>
        app.slack.command(door, { user, channel, text: `check ${cluster}` }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(commands.map(() => 200));

    await until(() => standing().filter(({ text }) => isAnswer(text)).length >= count, 'all answers', 600);
    await settled(app);

    expect(standing()).toHaveLength(count);
    expect([
      await app.waiting(),
      await app.waiting('osm-jobs-poison'),
      await app.waiting('osm-jobs-kept'),
    ]).toEqual([0, 0, 0]);
  }, 660_000);

  test('each answer names its cluster and who asked', () => {
    const found = commands.map(({ user, channel, cluster }) =>
      app.slack
        .messages(channel)
        .filter(({ text }) => text.includes(`<@${user}>`))
        .filter(({ text }) => isAnswer(text) && text.includes(cluster)),
    );

    expect(found.map(({ length }) => length)).toEqual(commands.map(() => 1));
  });

  test('no answer was overwritten', () => {
    for (const message of standing()) {
      const versions = said(message);
      const first = versions.findIndex(isAnswer);
      expect(versions.slice(0, first).every(isProgress)).toBe(true);
      expect(new Set(versions.slice(first)).size).toBe(1);
    }
  });

  test('nobody was told anything but that it is being looked at', () => {
    const alone = commands.flatMap(({ user, channel }) => app.slack.ephemeral(channel, user));

    expect(alone.map(({ text }) => isProgress(text))).toEqual(commands.map(() => true));
  });

  test('nobody whom Slack refused came back before it was time', () => {
    const refused = calls.filter(({ status }) => status === 429);
    process.stderr.write(`${calls.length} calls, ${refused.length} refused as too many.\n`);

    // The least that Slack asks for is a second.
    const pauses = refused.flatMap((call) => {
      const next = calls.find(({ about, at }) => about === call.about && at > call.at);
      return next === undefined ? [] : [next.at - call.at];
    });
    expect(pauses.filter((pause) => pause < 950)).toEqual([]);
    expect(refused.length).toBeLessThan(4 * count);
  });
});
