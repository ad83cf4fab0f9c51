import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { receiveAlert } from '../../src/alerts/receive-alert.ts';
import type { Job } from '../../src/model/job.ts';
import { clusterFile } from '../cli/run-cli.ts';
import { channels, type RunningApp, startApp, until } from './start-app.ts';

const payloads = fileURLToPath(new URL('../alerts/payloads/', import.meta.url));
const asker = 'U0SANA0001';
const subscription = '11111111-2222-3333-4444-555555555555';

function payload(file: string): string {
  return readFileSync(`${payloads}${file}`, 'utf8');
}

/** An alert as in a file that no other test sends. */
function anotherAlert(file: string, id: string): string {
  const { data, ...rest } = JSON.parse(payload(file));
  return JSON.stringify({
    ...rest,
    data: { ...data, essentials: { ...data.essentials, alertId: `/alerts/${id}` } },
  });
}

function jobOf(body: string): Job {
  const received = receiveAlert(body, { OSM_ALERT_CHANNEL: channels.alerts }, new Date());
  if (received.is === 'refused') throw new Error(received.says);
  return received.job;
}

function checkJob(id: string, cluster: string, more: object = {}): Job {
  return {
    version: 1,
    id,
    askedAt: '2026-11-23T09:00:00.000Z',
    by: { is: 'person', user: asker, team: 'T0TEAM0001', channel: channels.team },
    do: 'check',
    cluster,
    answerTo: { channel: channels.team },
    ...more,
  };
}

let app: RunningApp;
beforeAll(async () => {
  app = await startApp({
    clusters: [
      {
        name: 'aks-prod',
        subscription,
        resourceGroup: 'mesh',
        cluster: loadCluster(clusterFile('injector-down')),
      },
      {
        name: 'calm',
        subscription,
        resourceGroup: 'mesh',
        cluster: loadCluster(clusterFile('healthy-1.2.4')),
      },
      {
        name: 'twin',
        subscription,
        resourceGroup: 'east',
        cluster: loadCluster(clusterFile('healthy-1.2.4')),
      },
      {
        name: 'twin',
        subscription,
        resourceGroup: 'west',
        cluster: loadCluster(clusterFile('healthy-1.2.4')),
      },
    ],
    slack: { users: { [asker]: 'sana' } },
    env: { OSM_READ_BUDGET: '10' },
  });
}, 60_000);
afterAll(() => app.close());

async function textsIn(channel: string): Promise<string[]> {
  return app.slack.messages(channel).map(({ text }) => text ?? '');
}

async function quiet(): Promise<void> {
  await until(async () => (await app.waiting()) === 0, 'the queue to be empty');
}

describe('a message on the queue leads to an answer', () => {
  test('about a failing cluster', async () => {
    await app.send([checkJob('job-1', 'AKS-Prod')]);
    await quiet();

    const [text] = await textsIn(channels.team);
    expect(text).toMatch(/aks-prod/);
    expect(text).toMatch(/FAILING/i);
    expect(text).toMatch(/osm-injector/);
    expect(text).toMatch(/az aks get-credentials/);
  }, 60_000);

  test('once, when it is delivered twice', async () => {
    const before = (await textsIn(channels.team)).length;

    await app.send([checkJob('job-2', 'calm'), checkJob('job-2', 'calm')]);
    await quiet();
    await app.send([checkJob('job-2', 'calm')]);
    await quiet();

    expect((await textsIn(channels.team)).length).toBe(before + 1);
  }, 60_000);

  test.each([
    ['twin', /east\/twin/],
    ['clam', /calm/],
    ['<!channel> `rm`', /no cluster/i],
  ])(
    'that %s is not the name of one cluster',
    async (name, expected) => {
      await app.send([checkJob(`job ${name}`, name)]);
      await quiet();

      const text = app.slack.ephemeral(channels.team, asker).at(-1)?.text;
      expect(text).toMatch(expected);
      expect(text).not.toContain('<!channel>');
    },
    60_000,
  );

  test('which keeps what it does not understand', async () => {
    await app.send([JSON.stringify({ version: 2, do: 'dance' }), 'not even JSON']);
    await quiet();

    expect(await app.waiting('osm-jobs-kept')).toBe(2);
  }, 60_000);
});

describe('an alert leads to an answer', () => {
  const send = (body: string, key = app.host().key) =>
    fetch(`${app.host().url}/api/alerts?code=${key}`, { method: 'POST', body });

  test('once, however often Azure Monitor sends it; resolved in the same thread', async () => {
    const statuses = [await send(payload('metric.json')), await send(payload('metric.json'))];
    await quiet();
    await send(payload('resolved.json'));
    await quiet();

    expect(statuses.map(({ status }) => status)).toEqual([202, 202]);
    const [parent, ...thread] = app.slack.messages(channels.alerts);
    expect(parent?.edits.map(({ text }) => text)).toEqual([
      expect.stringMatching(/Alert: OSM injector pods not ready[\s\S]*osm-injector/),
    ]);
    expect(parent?.text).toMatch(/Resolved: OSM injector pods not ready/);
    expect(thread.map(({ threadTs }) => threadTs)).toEqual([parent?.ts, parent?.ts]);
    expect(thread.map(({ text }) => text)).toEqual([
      expect.stringMatching(/may explain the alert/),
      expect.stringMatching(/Resolved, and what is left/),
    ]);
  }, 60_000);

  test('once, though its job is delivered six times at once', async () => {
    const job = JSON.stringify(jobOf(anotherAlert('metric.json', 'six-times')));
    const before = app.slack.messages(channels.alerts).length;

    await app.send(Array.from({ length: 6 }, () => job));
    await quiet();

    const [parent, ...thread] = app.slack.messages(channels.alerts).slice(before);
    expect(parent?.text).toMatch(/OSM injector pods not ready/);
    expect(thread.map(({ threadTs }) => threadTs)).toEqual([parent?.ts]);
  }, 60_000);

  test('with its details in the end, though Slack refuses the thread for longer than one delivery waits', async () => {
    const before = app.slack.messages(channels.alerts).length;
    const said = () => app.slack.messages(channels.alerts).slice(before);
    app.slack.addFault({
      method: 'chat.postMessage',
      times: 6,
      on: () => said().length > 0,
      is: { kind: 'status', status: 429, retryAfterSeconds: 1 },
    });

    await send(anotherAlert('metric.json', 'limited'));
    await until(() => said().length > 0, 'the parent');
    await quiet();

    const [parent, ...thread] = said();
    expect(thread.map(({ threadTs }) => threadTs)).toEqual([parent?.ts]);
    expect(thread[0]?.text).toMatch(/may explain the alert/);
    app.slack.clearFaults();
  }, 60_000);

  test.each(readdirSync(payloads).filter((file) => file !== 'resolved.json' && file !== 'metric.json'))(
    'of the kind %s',
    async (file) => {
      const before = app.slack.messages(channels.alerts).length;

      const { status } = await send(payload(file));
      await quiet();

      expect(status).toBe(202);
      const text = app.slack.messages(channels.alerts)[before]?.text;
      expect(text).toContain(JSON.parse(payload(file)).data.essentials.alertRule);
      expect(text).toMatch(/aks-prod/);
    },
    60_000,
  );

  test('not without the key', async () => {
    expect((await send(payload('metric.json'), 'wrong')).status).toBe(401);
  });
});

describe('what the operator sees', () => {
  test('the status page tells what is there, and no secret', async () => {
    const response = await fetch(`${app.host().url}/api/status?code=${app.host().key}`);
    const text = await response.text();

    expect(JSON.parse(text)).toMatchObject({
      clusters: { count: 4, problems: [] },
      queues: expect.anything(),
      settings: { SLACK_BOT_TOKEN: 'set', OSM_CLUSTERS: 'not set' },
    });
    for (const secret of [...app.azure.secrets, ...app.slack.secrets]) expect(text).not.toContain(secret);
  }, 60_000);

  test('no token, key, kubeconfig or body of an answer in any line of the log', () => {
    const log = app.logs().join('\n');

    expect(log).toContain('Job job-1: check AKS-Prod.');
    for (const secret of [...app.azure.secrets, ...app.slack.secrets]) expect(log).not.toContain(secret);
    expect(log).not.toMatch(/certificate-authority-data|apiVersion: v1|"kind":|Bearer |xoxb-/);
  });
});
