import { expect, test } from '@jest/globals';
import { startSlack } from '../../sim/slack/server.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { lookAtSlack } from '../../src/wiring/self-check/slack.ts';

test('channels for which there is no time are unknown, and Slack is not asked about them', async () => {
  const slack = await startSlack({ scopes: ['commands', 'chat:write', 'files:write', 'channels:history'] });
  const settings = readSettings({
    ...slack.env(),
    AzureWebJobsStorage: 'UseDevelopmentStorage=true',
    OSM_DIGEST_CHANNEL: 'C0OPS00001',
    OSM_CHANNEL_CLUSTERS: 'C0OPS00002=prod',
  });
  const { steps } = await lookAtSlack(settings, true, () => 0);
  await slack.close();
  const channels = steps.filter(({ area }) => area === 'channel');

  expect(channels.map(({ of, outcome, says }) => [of, outcome, says])).toEqual([
    ['C0OPS00001 (OSM_DIGEST_CHANNEL)', 'unknown', 'Not tried: the time was up.'],
    ['C0OPS00002 (OSM_CHANNEL_CLUSTERS)', 'unknown', 'Not tried: the time was up.'],
  ]);
  expect(slack.calls.map(({ method }) => method)).toEqual(['auth.test']);
});
