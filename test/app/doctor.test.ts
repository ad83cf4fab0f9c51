import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import type { Document } from '../cli/installation.ts';
import { clusterFile, runCli } from '../cli/run-cli.ts';
import { channels, type RunningApp, startApp } from './start-app.ts';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp({
    clusters: [{ name: 'prod', cluster: loadCluster(clusterFile('healthy-1.2.4')) }],
    slack: { scopes: ['app_mentions:read', 'channels:history', 'chat:write', 'commands', 'files:write'] },
  });
}, 60_000);
afterAll(() => app?.close());

async function askApp(key = app.host().key): Promise<Response> {
  return fetch(`${app.host().url}/api/status?doctor`, { headers: { 'x-functions-key': key } });
}

async function tried(): Promise<Document> {
  return (await askApp()).json() as Promise<Document>;
}

const outcomes = ({ steps }: Document) => steps.map(({ of, outcome }) => `${outcome} ${of}`);

describe('the app asked about itself', () => {
  test('passes every step with its own identity', async () => {
    const document = await tried();

    expect(outcomes(document)).toEqual([
      'passed Settings',
      'passed Secrets',
      'passed Sign-in to Azure',
      'passed Tables',
      'passed Queue of jobs',
      'passed List of clusters',
      'passed prod',
      'passed Bot token',
      'passed Scopes',
      `passed ${channels.digest} (OSM_DIGEST_CHANNEL)`,
      `passed ${channels.alerts} (OSM_ALERT_CHANNEL)`,
    ]);
    expect([document.state, document.first]).toEqual(['passed', undefined]);
    expect(document.notSeen.join(' ')).not.toContain('GET /api/status?doctor');
  });

  test('names the first to mend', async () => {
    app.slack.setChannel(channels.alerts, { bot: false });
    app.azure.cluster('prod').change({ as: 'nobody' });
    const { state, first, steps } = await tried();
    app.slack.setChannel(channels.alerts, { bot: true });
    app.azure.cluster('prod').change({ as: 'doctor' });
    const failed = steps.filter(({ outcome }) => outcome === 'failed');

    expect([state, first]).toEqual(['failed', { area: 'cluster', of: 'prod' }]);
    expect(failed.map(({ of }) => of)).toEqual(['prod', `${channels.alerts} (OSM_ALERT_CHANNEL)`]);
    expect(failed[1]?.todo).toContain(`/invite @osm-doctor`);
  });

  test('is told about with a function key alone, and tells no secret', async () => {
    const refused = await askApp('wrong');
    const text = await (await askApp()).text();

    expect(refused.status).toBe(401);
    expect([...app.azure.secrets, ...app.slack.secrets].filter((secret) => text.includes(secret))).toEqual(
      [],
    );
  });

  test('tries once for all who ask at the same time, and anew for who asks later', async () => {
    const [one, other] = await Promise.all([tried(), tried()]);
    const later = await tried();

    expect(other.takenAt).toBe(one.takenAt);
    expect(later.takenAt > one.takenAt).toBe(true);
  });

  test('leaves no job behind', async () => {
    await tried();

    expect([await app.waiting(), await app.waiting('osm-jobs-poison')]).toEqual([0, 0]);
  });
});

describe('the door, asked from a terminal', () => {
  const fromTerminal = async (more: Readonly<Record<string, string>> = {}) => {
    const env = { NODE_OPTIONS: '', ...app.env(), ...more };
    const { code, stdout } = await runCli(['doctor', '-o', 'json', '--url', app.host().url], env);
    return { code, stdout, document: JSON.parse(stdout) as Document };
  };

  test('answers to the same signing secret', async () => {
    const { code, document } = await fromTerminal();
    const door = document.steps.at(-1);

    expect([code, door?.area, door?.outcome, door?.says]).toEqual([
      0,
      'door',
      'passed',
      'The app runs and has the same SLACK_SIGNING_SECRET as these settings.',
    ]);
  });

  test('refuses another: the wrong signing secret is found', async () => {
    const wrong = '00112233445566778899aabbccddeeff';
    const { code, stdout, document } = await fromTerminal({ SLACK_SIGNING_SECRET: wrong });
    const { first, steps } = document;

    expect([code, first]).toEqual([1, { area: 'door', of: `${app.host().url}/api/slack` }]);
    expect(steps.at(-1)).toMatchObject({
      outcome: 'failed',
      says: 'The app answered 401 to a request that was signed with SLACK_SIGNING_SECRET.',
      todo: expect.stringContaining('Copy the secret anew from Basic Information of the Slack app'),
    });
    expect(stdout).not.toContain(wrong);
  });

  test('is not tried where the signing secret is not known', async () => {
    const { code, document } = await fromTerminal({ SLACK_SIGNING_SECRET: '@Microsoft.KeyVault(x)' });

    expect(code).toBe(1);
    expect(document.steps.at(-1)).toMatchObject({
      area: 'door',
      outcome: 'unknown',
      says: 'Not tried: the value of SLACK_SIGNING_SECRET is not known here.',
    });
  });
});
