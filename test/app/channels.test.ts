import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { clusterFile } from '../cli/run-cli.ts';
import { channels, parentsIn, type RunningApp, settled, startApp, until } from './start-app.ts';

const asker = 'U0SANA0001';
const place = { subscription: '11111111-2222-3333-4444-555555555555', resourceGroup: 'mesh' };

let app: RunningApp;
beforeAll(async () => {
  const cluster = loadCluster(clusterFile('injector-down'));
  app = await startApp({
    clusters: [
      { name: 'open', ...place, cluster },
      // The alert below is about this one.
      { name: 'aks-prod', ...place, cluster },
    ],
    slack: { users: { [asker]: 'sana' }, rateLimited: false },
    env: { OSM_CLUSTER_CHANNELS: `aks-prod=${channels.team}` },
  });
}, 60_000);
afterAll(() => app.close());

async function type(text: string, channel: string): Promise<void> {
  await app.slack.command(`${app.host().url}/api/slack`, { user: asker, channel, text });
  await settled(app);
}

describe('a cluster that is answered about in one channel only', () => {
  test('is answered about there', async () => {
    await type('check aks-prod', channels.team);

    expect(parentsIn(app, channels.team)).toEqual([expect.stringMatching(/aks-prod[\s\S]*FAILING/)]);
  }, 60_000);

  test('and elsewhere not: the person alone is told why', async () => {
    await type('check aks-prod', channels.digest);

    expect(app.slack.messages(channels.digest)).toEqual([]);
    expect(app.slack.ephemeral(channels.digest, asker).at(-1)?.text).toMatch(/OSM_CLUSTER_CHANNELS/);
  }, 60_000);

  test('is left out of the digest, and counted', async () => {
    await app.host().fire('digest');
    await until(() => parentsIn(app, channels.digest).length > 0, 'the digest', 60);
    await settled(app);

    const said = app.slack.messages(channels.digest);
    expect(said[0]?.text).toMatch(
      /OSM on 1 cluster: 1 FAILING[\s\S]*1 cluster not told about in this channel/,
    );
    expect(said.length).toBeGreaterThan(1);
    for (const { text, blocks } of said) expect(text + JSON.stringify(blocks)).not.toContain('aks-prod');
  }, 60_000);

  test('has its alerts in the log alone', async () => {
    const alert = readFileSync(
      fileURLToPath(new URL('../alerts/payloads/metric.json', import.meta.url)),
      'utf8',
    );

    await fetch(`${app.host().url}/api/alerts?code=${app.host().key}`, { method: 'POST', body: alert });
    await app.host().waitFor(/is about no cluster that may be told about in its channel/);
    await settled(app);

    expect(app.slack.messages(channels.alerts)).toEqual([]);
  }, 60_000);
});
