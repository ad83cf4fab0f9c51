import { ClientSecretCredential, EnvironmentCredential, ManagedIdentityCredential } from '@azure/identity';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type RunningAzure, startAzure } from '../../../sim/azure/server.ts';
import { trust } from './trust.ts';

const userAssigned = { clientId: 'c1aaaaaa-0000-4000-8000-00000000000a', objectId: 'object-of-the-bot' };
const app = {
  clientId: 'c1bbbbbb-0000-4000-8000-00000000000b',
  objectId: 'object-of-the-app',
  secret: 'the-secret-of-the-app',
};
const arm = 'https://management.azure.com/.default';

let azure: RunningAzure;

beforeAll(async () => {
  azure = await startAzure({ userAssigned: [userAssigned], apps: [app] });
  trust(azure.ca);
  Object.assign(process.env, azure.env());
});
afterAll(() => azure.close());
beforeEach(() => {
  azure.clearFaults();
  azure.setTokenLifetime(24 * 3600);
});

interface Payload {
  readonly aud: string;
  readonly oid: string;
  readonly tid: string;
  readonly appid: string;
  readonly exp: number;
}

function payloadOf(token: string): Payload {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

describe('managed identity', () => {
  test('the system-assigned identity signs in by default', async () => {
    const { token, expiresOnTimestamp } = await new ManagedIdentityCredential().getToken(arm);
    const payload = payloadOf(token);
    expect(payload).toMatchObject({
      aud: 'https://management.azure.com',
      oid: azure.objectId,
      tid: azure.tenant,
    });
    expect(expiresOnTimestamp).toBe(payload.exp * 1000);
    expect(azure.secrets).toContain(token);
    expect(azure.requests.at(-1)).toMatchObject({ endpoint: 'managedIdentity', method: 'GET', status: 200 });
  });

  test('a user-assigned identity signs in by its client id', async () => {
    const { token } = await new ManagedIdentityCredential({ clientId: userAssigned.clientId }).getToken(arm);
    expect(payloadOf(token)).toMatchObject({ oid: 'object-of-the-bot', appid: userAssigned.clientId });
  });

  test('a client id that nobody has is refused in the words of App Service', async () => {
    const credential = new ManagedIdentityCredential({ clientId: 'c1cccccc-0000-4000-8000-00000000000c' });
    await expect(credential.getToken(arm)).rejects.toThrow(
      'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.',
    );
  });

  test('short-lived tokens are fetched anew', async () => {
    azure.setTokenLifetime(60);
    const credential = new ManagedIdentityCredential();
    const first = await credential.getToken('short-lived/.default');
    const second = await credential.getToken('short-lived/.default');
    expect(second.token).not.toBe(first.token);
  });

  test('a token that the client kept from another simulated Azure is good here, and known as a secret', async () => {
    const { token } = await new ManagedIdentityCredential().getToken(arm);
    const other = await startAzure({});
    const headers = { Authorization: `Bearer ${token}` };
    expect((await fetch(`${other.url}/subscriptions?api-version=1`, { headers })).status).toBe(200);
    expect(other.secrets).toContain(token);
    await other.close();
  });

  const ask = (header: string, query: string): Promise<Response> =>
    fetch(`${azure.env()['IDENTITY_ENDPOINT']}?${query}`, { headers: { 'X-IDENTITY-HEADER': header } });

  test.each([
    ['a wrong header', 'guessed', 'api-version=2019-08-01&resource=r', 401, 'X-IDENTITY-HEADER'],
    ['another version', undefined, 'api-version=2017-09-01&resource=r', 400, 'api-version'],
    ['no resource', undefined, 'api-version=2019-08-01', 400, 'resource'],
  ])('%s is refused', async (_, header, query, status, message) => {
    const answer = await ask(header ?? azure.env()['IDENTITY_HEADER'] ?? '', query);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({
      statusCode: status,
      message: expect.stringContaining(message),
    });
  });

  test('an app without a system-assigned identity is told so', async () => {
    const other = await startAzure({ systemAssigned: false });
    const { IDENTITY_ENDPOINT = '', IDENTITY_HEADER = '' } = other.env();
    const headers = { 'X-IDENTITY-HEADER': IDENTITY_HEADER };
    const answer = await fetch(`${IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=r`, { headers });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ message: 'Unable to load the proper Managed Identity.' });
    await other.close();
  });

  test('a fault strikes as often as it says', async () => {
    const is = { kind: 'status', status: 500 } as const;
    azure.addFault({ at: 'managedIdentity', times: 1, is });
    const query = 'api-version=2019-08-01&resource=r';
    const statuses = [];
    for (let i = 0; i < 2; i += 1) {
      statuses.push((await ask(azure.env()['IDENTITY_HEADER'] ?? '', query)).status);
    }
    expect(statuses).toEqual([500, 200]);
  });
});

describe('Entra', () => {
  const options = () => ({ authorityHost: azure.url, disableInstanceDiscovery: true });

  test('an application signs in by its secret', async () => {
    const credential = new ClientSecretCredential(azure.tenant, app.clientId, app.secret, options());
    const { token } = await credential.getToken(arm);
    expect(payloadOf(token)).toMatchObject({ aud: 'https://management.azure.com', oid: 'object-of-the-app' });
    expect(azure.secrets).toEqual(expect.arrayContaining([token, app.secret]));
  });

  test.each([
    ['a wrong secret', app.clientId, 'AADSTS7000215: Invalid client secret provided.'],
    ['an unknown application', 'c1dddddd-0000-4000-8000-00000000000d', 'AADSTS700016: Application with'],
  ])('%s is refused', async (_, clientId, message) => {
    const credential = new ClientSecretCredential(azure.tenant, clientId, 'wrong', options());
    await expect(credential.getToken(arm)).rejects.toThrow(message);
  });

  test('the environment is enough, but for the discovery of instances, which asks a host of Microsoft', async () => {
    Object.assign(process.env, {
      AZURE_AUTHORITY_HOST: azure.url,
      AZURE_TENANT_ID: azure.tenant,
      AZURE_CLIENT_ID: app.clientId,
      AZURE_CLIENT_SECRET: app.secret,
    });
    const { token } = await new EnvironmentCredential({ disableInstanceDiscovery: true }).getToken(arm);
    expect(payloadOf(token)).toMatchObject({ oid: 'object-of-the-app' });
  });
});
