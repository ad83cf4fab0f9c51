import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readSettings, settingMistakes } from '../../src/settings/settings.ts';
import { settingsTable } from '../../src/settings/table.ts';
import type { Setting } from '../../src/settings/values.ts';
import { all, bicepFiles, bicepParser, keysOf, readBicep, root, variableOf } from './bicep-source.ts';

/** Settings that are the Functions host's or the platform's, and why each is set. */
const hostSettings: Readonly<Record<string, string>> = {
  AzureWebJobsStorage__blobServiceUri: 'the storage account: locks, keys and timers of the host',
  AzureWebJobsStorage__queueServiceUri: 'the same: jobs',
  AzureWebJobsStorage__tableServiceUri: 'the same: our state',
  AzureWebJobsStorage__credential: 'by managed identity',
  AzureWebJobsStorage__clientId: 'by which of them',
  APPLICATIONINSIGHTS_CONNECTION_STRING: 'where telemetry goes',
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'with which identity',
};

const table = Object.entries(settingsTable) as [string, Setting<unknown>][];
const texts = bicepFiles();
const app = texts.get('infra/app/function-app.bicep') ?? '';

/** Names of what the Bicep files set: chosen by whoever deploys, and fixed by the files. */
let chosen: string[];
let fixed: string[];

beforeAll(async () => {
  const parser = await bicepParser();
  const types = readBicep(
    parser,
    'infra/app/settings.bicep',
    texts.get('infra/app/settings.bicep') ?? '',
  ).tree;
  const { tree } = readBicep(parser, 'infra/app/function-app.bicep', app);
  chosen = keysOf(all(types, 'type_declaration')[0]);
  const objects = ['hostSettings', 'ownSettings'].flatMap((name) => {
    const variable = variableOf(tree, name);
    return variable === undefined
      ? []
      : all(variable, 'object_property').map((one) => one.namedChildren[0]?.text ?? '');
  });
  fixed = objects;
});

describe('application settings in Bicep', () => {
  test('every setting of ours exists, and every one that a deployment may have can be set, once', () => {
    const ours = fixed.filter((name) => hostSettings[name] === undefined);
    const deployable = table.filter(([, { localOnly }]) => localOnly !== true).map(([name]) => name);

    expect([...chosen, ...ours].sort()).toEqual(deployable.sort());
  });

  test('those that are not ours are the listed ones of the host', () => {
    const known = table.map(([name]) => name);

    expect(fixed.filter((name) => !known.includes(name)).sort()).toEqual(Object.keys(hostSettings).sort());
  });

  test('every setting is text that may be left out', () => {
    const lines = (texts.get('infra/app/settings.bicep') ?? '').match(/^ {2}[A-Z_]+: .*$/gm) ?? [];

    expect(lines).toEqual(chosen.map((name) => `  ${name}: string?`));
  });

  test('all of them reach the app', () => {
    expect(app).toContain('properties: union(settings, usualSchedule, hostSettings, ownSettings)');
  });

  test('azd is asked for each by its own name', () => {
    const { parameters } = JSON.parse(readFileSync(join(root, 'infra/main.parameters.json'), 'utf8'));

    expect(parameters.settings.value).toEqual(
      Object.fromEntries(chosen.map((name) => [name, `\${${name}=}`])),
    );
  });

  test('secrets are references to the key vault, and nothing else is', () => {
    const secret = table.filter(([, { secret }]) => secret === true).map(([name]) => name);
    const references = [...app.matchAll(/(\w+): '@Microsoft\.KeyVault\(SecretUri=/g)].map(([, name]) => name);

    expect(references.sort()).toEqual(secret.sort());
    expect(chosen.filter((name) => secret.includes(name))).toEqual([]);
  });
});

describe('what an app is started with', () => {
  const value = (name: string) => new RegExp(`^ *${name}: '([^'$]*)'`, 'm').exec(app)?.[1] ?? '';
  const clientId = '11111111-2222-3333-4444-555555555555';
  /** As Azure hands it over when references are resolved and nothing was chosen: empty texts are set. */
  const usual = (cloud: string, suffix: string) => ({
    ...Object.fromEntries(chosen.map((name) => [name, ''])),
    OSM_DIGEST_SCHEDULE: value('OSM_DIGEST_SCHEDULE'),
    OSM_CLOUD: cloud,
    AZURE_CLIENT_ID: clientId,
    SLACK_BOT_TOKEN: `xox${'b'}-from-the-vault`,
    SLACK_SIGNING_SECRET: 'from-the-vault-0123456789',
    AzureWebJobsStorage__credential: value('AzureWebJobsStorage__credential'),
    AzureWebJobsStorage__clientId: clientId,
    ...Object.fromEntries(
      addresses().map(([name, service]) => [name, `https://stexample.${service}.${suffix}/`]),
    ),
  });
  /** Each setting with an address of the storage account, and the service whose address it is. */
  const addresses = () =>
    [...app.matchAll(/(AzureWebJobsStorage__\w+Uri): storage\.properties\.primaryEndpoints\.(\w+)/g)].map(
      ([, name = '', service = '']) => [name, service] as const,
    );

  test('each service of the storage account is reached by its own address', () => {
    expect(addresses()).toEqual(
      ['blob', 'queue', 'table'].map((service) => [`AzureWebJobsStorage__${service}ServiceUri`, service]),
    );
  });

  test.each([
    ['public', 'core.windows.net'],
    ['china', 'core.chinacloudapi.cn'],
    ['usgov', 'core.usgovcloudapi.net'],
  ])('in the cloud %s it is without mistakes when nothing was chosen', (cloud, suffix) => {
    const settings = readSettings(usual(cloud, suffix));

    expect(settings.storage).toEqual({
      by: 'identity',
      tableUrl: `https://stexample.table.${suffix}/`,
      queueUrl: `https://stexample.queue.${suffix}/`,
      clientId,
    });
    expect(settings.OSM_DIGEST_SCHEDULE).toBe(settingsTable.OSM_DIGEST_SCHEDULE.read(undefined));
  });

  test('a reference that was not resolved is told', () => {
    const env = {
      ...usual('public', 'core.windows.net'),
      SLACK_BOT_TOKEN: '@Microsoft.KeyVault(SecretUri=https://kv/secrets/slack-bot-token)',
    };

    expect(settingMistakes(env)).toEqual([
      expect.stringContaining('Key Vault reference that was not resolved'),
    ]);
  });

  test('the clouds of main.bicep are those of OSM_CLOUD', () => {
    const main = texts.get('infra/main.bicep') ?? '';
    const [, allowed = ''] = /@allowed\(\[([^\]]*)\]\)\n@description\('The Azure cloud/.exec(main) ?? [];
    const clouds = allowed.match(/\w+/g) ?? [];

    expect(clouds).toEqual(['public', 'china', 'usgov']);
    expect(clouds.map((cloud) => settingsTable.OSM_CLOUD.read(cloud))).toEqual(clouds);
  });
});
