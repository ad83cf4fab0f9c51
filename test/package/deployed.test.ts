import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { unpackInto } from '../../scripts/unpack-package.ts';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { channels, parentsIn, type RunningApp, settled, startApp, until } from '../app/start-app.ts';
import { clusterFile } from '../cli/run-cli.ts';
import { copySources, emptyFolder, makePackage, root } from './make-package.ts';

const subscription = '11111111-2222-3333-4444-555555555555';
const asker = 'U0SANA0001';

const build = emptyFolder('deployed-from');
const deployed = emptyFolder('deployed');
let app: RunningApp | undefined;
beforeAll(async () => {
  copySources(root, build);
  const { zip } = await makePackage(build);
  // Only the zip is left of what was built.
  rmSync(build, { recursive: true });
  unpackInto(deployed, zip);
  const cluster = (name: string, file: string) => ({
    name,
    subscription,
    resourceGroup: 'mesh',
    cluster: loadCluster(clusterFile(file)),
  });
  app = await startApp({
    clusters: [cluster('aks-prod', 'injector-down'), cluster('calm', 'healthy-1.2.4')],
    slack: { users: { [asker]: 'sana' } },
    env: { OSM_READ_BUDGET: '10' },
    host: { app: deployed },
  });
}, 120_000);
afterAll(async () => {
  await app?.close();
  for (const folder of [build, deployed]) rmSync(folder, { recursive: true, force: true });
});

function running(): RunningApp {
  if (app === undefined) throw new Error('The app did not start.');
  return app;
}

test('no package is installed where it runs', () => {
  expect(existsSync(join(deployed, 'node_modules'))).toBe(false);
  expect(existsSync(join(deployed, 'dist/functions/slack.js'))).toBe(true);
});

test('it registers the functions of the app with their bindings, and no other', async () => {
  const { url, masterKey } = running().host();
  const answer = await fetch(`${url}/admin/functions`, { headers: { 'x-functions-key': masterKey } });
  const listed = (await answer.json()) as {
    readonly name: string;
    readonly config: { readonly bindings: readonly Record<string, unknown>[] };
  }[];
  const told = listed.map(({ name, config }) => [
    name,
    ...config.bindings.map(({ type, direction, ...rest }) =>
      [
        type,
        direction,
        rest['methods'],
        rest['route'],
        rest['authLevel'],
        rest['schedule'],
        rest['queueName'],
        rest['connection'],
      ]
        .flat()
        .filter((part) => part !== undefined)
        .join(' '),
    ),
  ]);

  expect(told).toEqual([
    ['alerts', 'httpTrigger in POST alerts function', 'http out', 'queue out osm-jobs AzureWebJobsStorage'],
    ['digest', 'timerTrigger in %OSM_DIGEST_SCHEDULE%', 'queue out osm-jobs AzureWebJobsStorage'],
    ['health', 'httpTrigger in GET health anonymous', 'http out'],
    ['jobs', 'queueTrigger in osm-jobs AzureWebJobsStorage'],
    ['poison', 'queueTrigger in osm-jobs-poison AzureWebJobsStorage'],
    ['slack', 'httpTrigger in POST slack anonymous', 'http out', 'queue out osm-jobs AzureWebJobsStorage'],
    ['status', 'httpTrigger in GET status function', 'http out'],
  ]);
});

test('/osm check gets its answer in the channel', async () => {
  const { slack } = running();
  const { status, body } = await slack.command(`${running().host().url}/api/slack`, {
    user: asker,
    channel: channels.team,
    text: 'check aks-prod',
  });
  await settled(running());

  expect([status, body]).toEqual([200, expect.stringContaining('Looking at')]);
  expect(slack.messages(channels.team).map(({ text }) => text)).toEqual([
    expect.stringMatching(/FAILING[\s\S]*osm-injector[\s\S]*kubectl/),
  ]);
}, 60_000);

test('an alert is explained where alerts are told', async () => {
  const { url, key } = running().host();
  const body = readFileSync(join(root, 'test/alerts/payloads/metric.json'), 'utf8');
  const { status } = await fetch(`${url}/api/alerts?code=${key}`, { method: 'POST', body });
  await settled(running());

  expect(status).toBe(202);
  const [parent, ...thread] = running().slack.messages(channels.alerts);
  expect(parent?.text).toMatch(/Alert: OSM injector pods not ready[\s\S]*osm-injector/);
  expect(thread.map(({ text }) => text)).toEqual([expect.stringMatching(/may explain the alert/)]);
}, 60_000);

test('a digest tells of the fleet', async () => {
  await running().host().fire('digest');
  await until(() => parentsIn(running(), channels.digest).length > 0, 'the digest', 60);
  await settled(running());

  expect(parentsIn(running(), channels.digest)).toEqual([
    expect.stringMatching(/OSM on 2 clusters: 1 FAILING, 1 healthy[\s\S]*aks-prod/),
  ]);
}, 90_000);

test('the status page knows its version, and no job failed on the way', async () => {
  const { url, key } = running().host();
  const status = await (await fetch(`${url}/api/status?code=${key}`)).text();

  expect(status).toContain(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
  expect(await running().waiting('osm-jobs-poison')).toBe(0);
  expect(
    running()
      .logs()
      .filter((line) => /not part of osm-doctor|Cannot find (module|package)|\(Failed/.test(line)),
  ).toEqual([]);
});
