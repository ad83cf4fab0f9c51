import { expect, test } from '@jest/globals';
import { takeSettings } from '../../src/cli/doctor-settings.ts';
import { scratchFile } from './run-cli.ts';

const file = scratchFile(
  JSON.stringify({
    Values: {
      OSM_CLUSTERS: 'prod=x',
      AZURE_CLIENT_ID: 'of-the-app',
      SLACK_BOT_TOKEN: '@Microsoft.KeyVault(SecretUri=x)',
    },
  }),
);

/** What an environment holds once the settings of the file are taken. */
function taken(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const given: NodeJS.ProcessEnv = { ...env };
  takeSettings(file, given);
  return given;
}

test('the file stands for the shell: what only the shell has set is no setting of the app', () => {
  expect(taken({ OSM_CLUSTERS: 'other=y', OSM_TIERS: 'deep', HOME: '/home/ann' })).toEqual({
    HOME: '/home/ann',
    OSM_CLUSTERS: 'prod=x',
    AZURE_CLIENT_ID: 'of-the-app',
    SLACK_BOT_TOKEN: '@Microsoft.KeyVault(SecretUri=x)',
  });
});

test('a secret that is a reference may be given in the environment', () => {
  expect(taken({ SLACK_BOT_TOKEN: 'given' })['SLACK_BOT_TOKEN']).toBe('given');
  expect(taken({ SLACK_BOT_TOKEN: ' ' })['SLACK_BOT_TOKEN']).toMatch(/^@Microsoft/);
});

test.each(['AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_FEDERATED_TOKEN_FILE'])(
  'who signs in with %s stays who it is',
  (name) => {
    const env = taken({ AZURE_CLIENT_ID: 'of-the-principal', AZURE_TENANT_ID: 't', [name]: 'x' });

    expect(env).toMatchObject({ AZURE_CLIENT_ID: 'of-the-principal', AZURE_TENANT_ID: 't', [name]: 'x' });
  },
);

test('without one of them the identity is that of the app', () => {
  expect(taken({ AZURE_CLIENT_ID: 'left over' })['AZURE_CLIENT_ID']).toBe('of-the-app');
});
