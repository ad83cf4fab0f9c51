import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from '@jest/globals';
import { type RunningHost, startHost } from '../../sim/functions/host.ts';

let host: RunningHost | undefined;
afterEach(async () => {
  await host?.kill();
  host = undefined;
});

const good = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  OSM_DIGEST_SCHEDULE: '0 0 7 * * 1-5',
  SLACK_BOT_TOKEN: 'xoxb-not-a-real-token',
  SLACK_SIGNING_SECRET: 'not-a-real-signing-secret',
};

async function started(env: Record<string, string>): Promise<RunningHost> {
  const app = fileURLToPath(new URL('../..', import.meta.url));
  host = await startHost({ app, polls: false, env: { ...good, ...env } });
  return host;
}

const told = (running: RunningHost) =>
  running.logs.filter((line) => line.startsWith('Error in the settings'));

test('an app starts with wrong settings, tells every one of them once, and health answers', async () => {
  const running = await started({
    OSM_CLOUD: 'mars',
    SLACK_BOT_TOKEN: 'xoxp-secret',
    OSM_DIGEST_SCHEDULE: '0 0 7 * * 7',
    AzureWebJobsStorage: 'x',
  });
  await running.waitFor(/^Error in the settings/, { times: 4 });
  const answer = await fetch(`${running.url}/api/health`);
  await fetch(`${running.url}/api/health`);

  expect(answer.status).toBe(200);
  expect(told(running)).toEqual([
    'Error in the settings: OSM_CLOUD is "mars", but may be public, china, usgov.',
    expect.stringMatching(/: OSM_DIGEST_SCHEDULE has "7" for the days of the week/),
    expect.stringMatching(/: SLACK_BOT_TOKEN is not a bot token/),
    expect.stringMatching(/: AzureWebJobsStorage is not a connection string/),
  ]);
  expect(running.logs.join()).not.toContain('xoxp-secret');
});

test('right settings are not spoken of', async () => {
  const running = await started({});
  await fetch(`${running.url}/api/health`);
  await running.stop();

  expect(told(running)).toEqual([]);
});
