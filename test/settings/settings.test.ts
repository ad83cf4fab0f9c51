import { describe, expect, test } from '@jest/globals';
import { jobQueueOf } from '../../src/azure/queue.ts';
import { tableStores } from '../../src/azure/tables/index.ts';
import {
  readAzureSettings,
  readSettings,
  SettingsError,
  settingMistakes,
} from '../../src/settings/settings.ts';

const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/aks';
const subscription = '11111111-2222-3333-4444-555555555555';
const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5' };
const good = { AzureWebJobsStorage: 'UseDevelopmentStorage=true', ...slack };

function mistakesOf(env: Record<string, string>): readonly string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.mistakes;
    throw error;
  }
}

describe('the settings', () => {
  test('need little, and fill in the rest', () => {
    expect(readSettings(good)).toMatchObject({
      OSM_CLUSTERS: [],
      OSM_SUBSCRIPTIONS: 'visible',
      OSM_ALL_CLUSTERS: false,
      OSM_CLOUD: 'public',
      OSM_DIGEST_SCHEDULE: '0 0 7 * * 1-5',
      SLACK_API_URL: 'https://slack.com/api/',
      OSM_CHANNEL_CLUSTERS: [],
      OSM_CLUSTER_CHANNELS: [],
      OSM_TIERS: [],
      OSM_ALLOWED_TEAMS: 'all',
      OSM_ALLOWED_CHANNELS: 'all',
      OSM_ALLOWED_USERS: 'all',
      OSM_ASK_WHOM: 'whoever runs osm-doctor',
      storage: { by: 'connectionString' },
    });
  });

  test('name clusters', () => {
    const text = `prod=${id}1; stage = ${id}2\ntest=${id}3`;

    expect(readSettings({ ...good, OSM_CLUSTERS: text }).OSM_CLUSTERS).toEqual([
      { name: 'prod', resourceId: `${id}1` },
      { name: 'stage', resourceId: `${id}2` },
      { name: 'test', resourceId: `${id}3` },
    ]);
  });

  test.each([
    ['none', []],
    [subscription.toUpperCase(), [subscription]],
    [`${subscription}, ${subscription}`, [subscription, subscription]],
    ['  ', 'visible'],
  ])('OSM_SUBSCRIPTIONS of %p is %p', (text, value) => {
    expect(readSettings({ ...good, OSM_SUBSCRIPTIONS: text }).OSM_SUBSCRIPTIONS).toEqual(value);
  });

  test.each([
    ['deep', ['deep']],
    ['probe, DEEP', ['deep', 'probe']],
    ['deep deep;deep', ['deep']],
    [' , ', []],
  ])('OSM_TIERS of %p is %p', (text, value) => {
    expect(readSettings({ ...good, OSM_TIERS: text }).OSM_TIERS).toEqual(value);
  });

  test('OSM_TIERS knows no other words', () => {
    expect(mistakesOf({ ...good, OSM_TIERS: 'deep,true' })).toEqual([
      'OSM_TIERS is "true", but may be deep, probe.',
    ]);
  });

  test('say which cluster is meant in a channel', () => {
    const text = 'C0123456789=prod; G0123456780 = stage\nD0123456781=prod;';

    expect(readSettings({ ...good, OSM_CHANNEL_CLUSTERS: text }).OSM_CHANNEL_CLUSTERS).toEqual([
      { channel: 'C0123456789', cluster: 'prod' },
      { channel: 'G0123456780', cluster: 'stage' },
      { channel: 'D0123456781', cluster: 'prod' },
    ]);
  });

  test('say where a cluster is answered', () => {
    const text = 'prod=C0123456789, C0123456780; stage = C0123456789';

    expect(readSettings({ ...good, OSM_CLUSTER_CHANNELS: text }).OSM_CLUSTER_CHANNELS).toEqual([
      { cluster: 'prod', channels: ['C0123456789', 'C0123456780'] },
      { cluster: 'stage', channels: ['C0123456789'] },
    ]);
  });

  test('say who may ask', () => {
    const access = {
      OSM_ALLOWED_TEAMS: 'T0123456789,T0123456780',
      OSM_ALLOWED_CHANNELS: 'C0123456789, G0123456780',
      OSM_ALLOWED_USERS: 'U0123456789\nW0123456780',
      OSM_ASK_WHOM: ' the platform team ',
    };

    expect(readSettings({ ...good, ...access })).toMatchObject({
      OSM_ALLOWED_TEAMS: ['T0123456789', 'T0123456780'],
      OSM_ALLOWED_CHANNELS: ['C0123456789', 'G0123456780'],
      OSM_ALLOWED_USERS: ['U0123456789', 'W0123456780'],
      OSM_ASK_WHOM: 'the platform team',
    });
  });

  // A setting that was meant to keep people out must not let everybody in.
  test('let nobody in when a list of who may has separators alone', () => {
    expect(readSettings({ ...good, OSM_ALLOWED_USERS: ',' }).OSM_ALLOWED_USERS).toEqual([]);
  });

  test.each([
    [{ OSM_CLUSTERS: 'prod' }, /^OSM_CLUSTERS has an entry without a usable name/],
    [
      { OSM_CLUSTERS: `prod=/subscriptions/s` },
      /^OSM_CLUSTERS gives prod an id that is not one of a managed/,
    ],
    [{ OSM_CLUSTERS: `a=${id}; A=${id}` }, /^OSM_CLUSTERS gives the name A twice/],
    [{ OSM_SUBSCRIPTIONS: 'my-subscription' }, /^OSM_SUBSCRIPTIONS holds "my-subscription"/],
    [{ OSM_ALL_CLUSTERS: 'yes' }, /^OSM_ALL_CLUSTERS is "yes", but may be true, false/],
    [{ OSM_CLOUD: 'germany' }, /^OSM_CLOUD is "germany"/],
    // A message of the queue may be delivered for seven days: what it would find must still be there.
    [{ OSM_RETENTION_DAYS: '7' }, /^OSM_RETENTION_DAYS is "7", but must be a number from 8/],
    [{ OSM_READ_BUDGET: '1e9' }, /^OSM_READ_BUDGET/],
    [{ OSM_DIGEST_CHANNEL: '#mesh' }, /^OSM_DIGEST_CHANNEL is "#mesh", but must be the id/],
    [{ OSM_DIGEST_SCHEDULE: '0 7 * * *' }, /^OSM_DIGEST_SCHEDULE is "0 7 \* \* \*", but must have six/],
    [{ SLACK_BOT_TOKEN: '' }, /^SLACK_BOT_TOKEN is not set/],
    [{ SLACK_BOT_TOKEN: '@Microsoft.KeyVault(SecretUri=x)' }, /^SLACK_BOT_TOKEN is a Key Vault reference/],
    [{ SLACK_SIGNING_SECRET: '' }, /^SLACK_SIGNING_SECRET is not set/],
    [{ SLACK_SIGNING_SECRET: '0123456789abcde' }, /^SLACK_SIGNING_SECRET is not a signing secret/],
    [{ SLACK_SIGNING_SECRET: '0123456789 abcdef' }, /^SLACK_SIGNING_SECRET is not a signing secret/],
    [
      { SLACK_SIGNING_SECRET: '@Microsoft.KeyVault(SecretUri=x)' },
      /^SLACK_SIGNING_SECRET is a Key Vault reference/,
    ],
    [{ OSM_CHANNEL_CLUSTERS: 'C0123456789' }, /^OSM_CHANNEL_CLUSTERS has the entry "C0123456789"/],
    [{ OSM_CHANNEL_CLUSTERS: 'prod=C0123456789' }, /^OSM_CHANNEL_CLUSTERS holds "prod", which is not the id/],
    [{ OSM_CHANNEL_CLUSTERS: 'C0123456789=a b' }, /^OSM_CHANNEL_CLUSTERS holds "a b", which cannot be/],
    [
      { OSM_CHANNEL_CLUSTERS: 'C0123456789=a;C0123456789=b' },
      /^OSM_CHANNEL_CLUSTERS names C0123456789 twice/,
    ],
    [
      { OSM_CLUSTER_CHANNELS: 'prod=#ops' },
      /^OSM_CLUSTER_CHANNELS holds "#ops", which is not the id of a chan/,
    ],
    [{ OSM_CLUSTER_CHANNELS: 'prod=' }, /^OSM_CLUSTER_CHANNELS has the entry "prod="/],
    [{ OSM_CLUSTER_CHANNELS: 'prod=,' }, /^OSM_CLUSTER_CHANNELS names no channel for prod/],
    [{ OSM_CLUSTER_CHANNELS: '-=C0123456789' }, /^OSM_CLUSTER_CHANNELS holds "-", which cannot be/],
    [{ OSM_CLUSTER_CHANNELS: 'prod=C0123456789;PROD=C0123456780' }, /^OSM_CLUSTER_CHANNELS names PROD twice/],
    [{ OSM_ALLOWED_TEAMS: 'E0123456789' }, /^OSM_ALLOWED_TEAMS holds "E0123456789"/],
    [{ OSM_ALLOWED_TEAMS: 'my-team' }, /^OSM_ALLOWED_TEAMS holds "my-team", which is not the id of a team/],
    [{ OSM_ALLOWED_CHANNELS: 'U0123456789' }, /^OSM_ALLOWED_CHANNELS holds "U0123456789"/],
    [{ OSM_ALLOWED_USERS: '@ann' }, /^OSM_ALLOWED_USERS holds "@ann", which is not the id of a user/],
    [{ SLACK_API_URL: 'slack.com' }, /^SLACK_API_URL/],
    [{ SLACK_API_URL: 'http://evil.example/api/' }, /^SLACK_API_URL is "http:.*must be an https address/],
    [{ SLACK_API_URL: 'http://127.0.0.1.evil.example/' }, /^SLACK_API_URL/],
    [{ SLACK_API_URL: 'http://127.0.0.1@evil.example/' }, /^SLACK_API_URL/],
    [{ SLACK_API_URL: 'http://localhost.evil.example/' }, /^SLACK_API_URL/],
    [{ SLACK_API_URL: 'http://0.0.0.0/' }, /^SLACK_API_URL/],
    [{ SLACK_API_URL: 'http://[::2]/' }, /^SLACK_API_URL/],
    [{ SLACK_API_URL: 'ftp://127.0.0.1/' }, /^SLACK_API_URL/],
    [{ OSM_ARM_ENDPOINT: 'http://10.0.0.1' }, /^OSM_ARM_ENDPOINT/],
    [{ OSM_CLUSTER_CHANNELS: ';' }, /^OSM_CLUSTER_CHANNELS has no entry/],
    [{ OSM_CLUSTER_CHANNELS: `${id}/more=C0123456789` }, /^OSM_CLUSTER_CHANNELS holds ".*cannot be the name/],
    [{ AzureWebJobsStorage: '' }, /^AzureWebJobsStorage is not set/],
    [{ OSM_JOB_SECONDS: '20' }, /^OSM_JOB_SECONDS must be more than OSM_READ_BUDGET/],
  ])('%p is a mistake', (env, expected) => {
    expect(mistakesOf({ ...good, ...env })).toEqual([expect.stringMatching(expected)]);
  });

  test.each([
    'http://localhost:8900/api/',
    'http://127.0.0.1/',
    'http://127.9.9.9/',
    'http://127.1/',
    'http://[::1]:8900/',
    'https://slack-gov.com/api/',
  ])('%s is an address to which a token may go', (SLACK_API_URL) => {
    expect(readSettings({ ...good, SLACK_API_URL }).SLACK_API_URL).toBe(SLACK_API_URL);
  });

  test.each(['aks-prod', 'mesh/aks-prod', 'My_group.(x)/aks-prod', `${subscription}/mesh/aks`, id])(
    'channels are bound to a cluster called %s',
    (cluster) => {
      const OSM_CLUSTER_CHANNELS = `${cluster} = C0123456789`;

      expect(readSettings({ ...good, OSM_CLUSTER_CHANNELS }).OSM_CLUSTER_CHANNELS).toEqual([
        { cluster, channels: ['C0123456789'] },
      ]);
    },
  );

  test('tell all mistakes together, and no secret among them', () => {
    const secret = 'xoxp-secret';
    const mistakes = mistakesOf({
      SLACK_BOT_TOKEN: secret,
      SLACK_SIGNING_SECRET: secret,
      OSM_CLOUD: 'x',
      OSM_CLUSTERS: 'y',
    });

    expect(mistakes.map((mistake) => mistake.split(' ')[0])).toEqual([
      'OSM_CLUSTERS',
      'OSM_CLOUD',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
      'AzureWebJobsStorage',
    ]);
    expect(mistakes.join()).not.toContain(secret);
  });

  test.each([
    [{}, 'https://acct.table.core.windows.net'],
    [{ OSM_CLOUD: 'china' }, 'https://acct.table.core.chinacloudapi.cn'],
    [{ AzureWebJobsStorage__tableServiceUri: 'https://t.example' }, 'https://t.example'],
  ])('with identity, %p leads to %s', (env, tableUrl) => {
    const { storage } = readSettings({
      ...slack,
      AzureWebJobsStorage__accountName: 'acct',
      ...env,
    });

    expect(storage).toMatchObject({ by: 'identity', tableUrl });
  });

  const key = 'c2VjcmV0LWtleQ==';
  const byKey = `DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=${key}`;
  const places = 'TableEndpoint=https://t.example;QueueEndpoint=https://q.example';
  test.each([
    'UseDevelopmentStorage=true',
    `${byKey};EndpointSuffix=core.windows.net`,
    `${byKey};EndpointSuffix=core.windows.net;`,
    `BlobEndpoint=https://b.example/;${byKey};${places}/acct;`,
    'TableEndpoint=https://acct.table.x;QueueEndpoint=https://acct.queue.x;SharedAccessSignature=sv=1&sig=x',
  ])('the SDKs make clients of the connection string %s', (AzureWebJobsStorage) => {
    const { storage } = readSettings({ ...slack, AzureWebJobsStorage });

    expect(() => tableStores(storage)).not.toThrow();
    expect(() => jobQueueOf(storage)).not.toThrow();
  });

  test.each([
    'x',
    'UseDevelopmentStorage=false',
    'acct',
    `AccountKey=${key}`,
    byKey,
    `${byKey};TableEndpoint=https://t.example`,
    `${byKey};TableEndpoint=t.example;QueueEndpoint=q.example`,
    `DefaultEndpointsProtocol=https;AccountName=;AccountKey=${key};EndpointSuffix=core.windows.net`,
    'SharedAccessSignature=sv=1&sig=c2VjcmV0LWtleQ',
    `${places};SharedAccessSignature=sv=1&sig=c2VjcmV0LWtleQ`,
  ])('%s is no connection string, and no key is told', (AzureWebJobsStorage) => {
    const mistakes = mistakesOf({ ...slack, AzureWebJobsStorage });

    expect(mistakes).toEqual([expect.stringMatching(/^AzureWebJobsStorage is not a connection string/)]);
    expect(mistakes.join()).not.toContain('c2VjcmV0');
  });

  test.each([
    [{ AzureWebJobsStorage__clientId: 'me' }, /^AzureWebJobsStorage holds "me", which is not an id/],
    [{ AzureWebJobsStorage__tableServiceUri: 't' }, /^AzureWebJobsStorage is "t", but must be an https/],
    [{ AzureWebJobsStorage__queueServiceUri: 'http://q.example' }, /^AzureWebJobsStorage is "http:/],
  ])('with identity, %p is a mistake', (env, expected) => {
    expect(mistakesOf({ ...slack, AzureWebJobsStorage__accountName: 'acct', ...env })).toEqual([
      expect.stringMatching(expected),
    ]);
  });

  test('the terminal reads only what says which clusters there are', () => {
    expect(readAzureSettings({ SLACK_BOT_TOKEN: 'nonsense', OSM_CLOUD: 'usgov' }).OSM_CLOUD).toBe('usgov');
    expect(() => readAzureSettings({ OSM_CLOUD: 'mars' })).toThrow(SettingsError);
  });
});

test.each([
  ['a bot token', 'OSM_DIGEST_CHANNEL', 'xoxb-1111-2222-abcdef'],
  ['a signing secret', 'OSM_ALERT_CHANNEL', '00112233445566778899aabbccddeeff'],
  ['an account key', 'OSM_CLUSTERS', `${'Zm9v'.repeat(21)}Zg==`],
])('%s in the wrong setting is not among the words: they are logged', (_name, setting, secret) => {
  const mistakes = settingMistakes({ ...good, [setting]: secret });

  expect(mistakes).toEqual([expect.stringContaining('(secret)')]);
});
