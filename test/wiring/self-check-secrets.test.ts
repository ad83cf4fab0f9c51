import { expect, test } from '@jest/globals';
import { withoutSecrets } from '../../src/wiring/self-check/secrets.ts';

const env = {
  SLACK_SIGNING_SECRET: '00112233445566778899aabbccddeeff',
  AzureWebJobsStorage:
    'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=c2VjcmV0LWtleQ==;EndpointSuffix=x',
  AZURE_CLIENT_SECRET: 'secret-of-a-person',
};
const clean = withoutSecrets(env);

test.each([
  ['a signing secret', 'It is "00112233445566778899aabbccddeeff".', 'It is "(secret)".'],
  ['an account key', 'Key c2VjcmV0LWtleQ== is wrong.', 'Key (secret) is wrong.'],
  ['a client secret', 'secret-of-a-person', '(secret)'],
  [
    'a bot token in the wrong setting',
    'OSM_ALERT_CHANNEL is "xoxb-1-2-abc"',
    'OSM_ALERT_CHANNEL is "(secret)"',
  ],
  [
    'another signing secret in the wrong setting',
    'OSM_ALERT_CHANNEL is "ffeeddccbbaa99887766554433221100"',
    'OSM_ALERT_CHANNEL is "(secret)"',
  ],
  ['another account key', `OSM_CLUSTERS has "${'Zm9v'.repeat(21)}Zg=="`, 'OSM_CLUSTERS has "(secret)"'],
  ['no object id', '0b000000-0000-4000-8000-0000000000b1', '0b000000-0000-4000-8000-0000000000b1'],
  ['an app token', 'xapp-1-A-2-b', '(secret)'],
  ['nothing secret', 'SLACK_BOT_TOKEN is not set.', 'SLACK_BOT_TOKEN is not set.'],
])('%s is taken out of what is told', (_name, says, told) => {
  const step = { area: 'settings', of: 'Settings', outcome: 'failed', says, todo: says } as const;

  expect(clean(step)).toEqual({ ...step, says: told, todo: told });
});
