import { describe, expect, test } from '@jest/globals';
import { aksScope, cloudOf } from '../../src/azure/clouds.ts';
import { authorityOf, principalOf } from '../../src/azure/credential.ts';
import { readAzureSettings } from '../../src/settings/settings.ts';

describe('the clouds', () => {
  test.each([
    ['public', 'https://management.azure.com', 'https://login.microsoftonline.com'],
    ['china', 'https://management.chinacloudapi.cn', 'https://login.chinacloudapi.cn'],
    ['usgov', 'https://management.usgovcloudapi.net', 'https://login.microsoftonline.us'],
  ])('%s has endpoints of its own', (OSM_CLOUD, armEndpoint, authorityHost) => {
    const settings = readAzureSettings({ OSM_CLOUD });

    expect(cloudOf(settings)).toEqual({ armEndpoint, authorityHost, armScope: `${armEndpoint}/.default` });
    expect(authorityOf(settings, {})).toEqual({ authorityHost, disableInstanceDiscovery: false });
  });

  test('the API servers of all clouds take tokens for one application', () => {
    expect(aksScope).toBe('6dae42f8-4368-4678-94ff-3960e28e3630/.default');
  });

  test('a simulated ARM is asked with tokens for the real one', () => {
    const settings = readAzureSettings({ OSM_CLOUD: 'china', OSM_ARM_ENDPOINT: 'https://127.0.0.1:1' });

    expect(cloudOf(settings)).toMatchObject({
      armEndpoint: 'https://127.0.0.1:1',
      armScope: 'https://management.chinacloudapi.cn/.default',
    });
  });

  test.each([
    ['https://127.0.0.1:8443', true],
    ['https://login.microsoftonline.us/', false],
  ])('the authority %s of the environment wins', (AZURE_AUTHORITY_HOST, disableInstanceDiscovery) => {
    expect(authorityOf(readAzureSettings({}), { AZURE_AUTHORITY_HOST })).toEqual({
      authorityHost: AZURE_AUTHORITY_HOST,
      disableInstanceDiscovery,
    });
  });
});

describe('who a token was given to', () => {
  const oid = '0b000000-0000-4000-8000-000000000001';
  const token = (claims: unknown): string =>
    `header.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

  test.each([
    ['a managed identity', token({ oid }), { objectId: oid, type: 'ServicePrincipal' }],
    ['a person', token({ oid, scp: 'user_impersonation' }), { objectId: oid, type: 'User' }],
    ['a token without an object id', token({}), undefined],
    ['an object id that is none', token({ oid: '"; rm -rf /' }), undefined],
    ['no JWT', 'opaque', undefined],
    ['no JSON', 'a.b.c', undefined],
    ['a list', token([]), undefined],
  ])('%s', (_name, jwt, principal) => {
    expect(principalOf(jwt)).toEqual(principal);
  });
});
