import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type RunningAzurite, startAzurite } from '../../../sim/azure/azurite.ts';
import { jobQueueOf } from '../../../src/azure/queue.ts';
import { type Attempt, StorageError, storageError } from '../../../src/azure/storage-error.ts';
import { tableStores } from '../../../src/azure/tables/index.ts';
import { settingsFor } from './samples.ts';

let azurite: RunningAzurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.close());

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

const secret = 'c2VjcmV0LWtleQ==';

/** A connection string to a server that gives this answer to everything; counts what it was asked. */
async function answering(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ connectionString: string; asked: () => number }> {
  let asked = 0;
  server = createServer((request, answer) => {
    asked += 1;
    request.resume();
    answer.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { connectionString: connectionString(port), asked: () => asked };
}

function connectionString(port: number): string {
  const at = `http://127.0.0.1:${port}/account`;
  return `DefaultEndpointsProtocol=http;AccountName=account;AccountKey=${secret};TableEndpoint=${at};QueueEndpoint=${at}`;
}

/** What a call came to, which must be a StorageError. */
async function failure(call: Promise<unknown>): Promise<StorageError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof StorageError) return error;
    throw error;
  }
  throw new Error('It did not fail.');
}

const body = JSON.stringify({
  'odata.error': { code: 'AuthorizationPermissionMismatch', message: { value: 'body-secret sig=abc' } },
});
const now = new Date('2026-11-23T07:00:00Z');

describe('over the wire', () => {
  test.each<[string, (to: string) => Promise<unknown>, string]>([
    ['reading a mark', (to) => tableStores(settingsFor(to)).marks.read('k'), 'read the table osmmarks'],
    [
      'writing a mark',
      (to) => tableStores(settingsFor(to)).marks.record('k', { channel: 'C', ts: '1' }, now),
      'write to the table osmmarks',
    ],
    ['listing parts', (to) => tableStores(settingsFor(to)).rounds.parts('r'), 'read the table osmrounds'],
    [
      'a transaction',
      (to) =>
        tableStores(settingsFor(to)).rounds.open({
          id: '2026-11-23T07:00:00Z',
          openedAt: '2026-11-23T07:00:00Z',
          deadline: '2026-11-23T07:00:00Z',
          channel: 'C',
          clusters: [],
          problems: [],
        }),
      'write to the table osmrounds',
    ],
    [
      'a queue',
      (to) =>
        jobQueueOf(settingsFor(to)).send([
          { version: 1, id: 'j', askedAt: now.toISOString(), by: { is: 'timer' }, do: 'cleanUp' },
        ]),
      'write to the queue osm-jobs',
    ],
  ])('a refusal of %s is told in a sentence, without the body and the key', async (_name, call, words) => {
    const { connectionString: to } = await answering(403, body, {
      'x-ms-error-code': 'AuthorizationPermissionMismatch',
    });
    const error = await failure(call(to));

    expect(error.status).toBe(403);
    expect(error.message).toMatch(new RegExp(`^Could not ${words}: the storage account answered 403`));
    expect(error.message).toContain('See that the account key in AzureWebJobsStorage is right');
    expect(JSON.stringify([error.message, error.stack, error.cause, { ...error }])).not.toMatch(
      /body-secret|sig=|c2VjcmV0/,
    );
  });

  test('a wrong key', async () => {
    const wrong = azurite.connectionString.replace(/AccountKey=[^;]*/, `AccountKey=${secret}`);
    const error = await failure(tableStores(settingsFor(wrong)).marks.read('k'));

    expect(error.message).toMatch(/^Could not read the table osmmarks: the storage account answered 403/);
  });

  test('nobody there', async () => {
    const { connectionString: to } = await answering(200, '');
    const { port } = (server as Server).address() as AddressInfo;
    await new Promise((resolve) => server?.close(resolve));
    expect(to).toContain(String(port));
    const error = await failure(tableStores(settingsFor(to)).marks.read('k'));

    expect(error.message).toBe(
      'Could not read the table osmmarks: the storage account could not be reached (ECONNREFUSED).',
    );
    expect(error.status).toBeUndefined();
  });

  test('busy is tried again, but not for ever', async () => {
    const { connectionString: to, asked } = await answering(503, '', { 'x-ms-error-code': 'ServerBusy' });
    const error = await failure(tableStores(settingsFor(to)).marks.read('k'));

    expect(error.message).toContain('the storage account answered 503');
    expect(asked()).toBe(4);
  });

  test('a 404 that is not about a row is no missing row', async () => {
    const { connectionString: to } = await answering(404, '<html>nothing here</html>');

    expect((await failure(tableStores(settingsFor(to)).marks.read('k'))).status).toBe(404);
  });
});

describe('with identity', () => {
  const attempt: Attempt = {
    does: 'read the table osmmarks',
    by: 'identity',
    role: 'Storage Table Data Contributor',
  };

  test.each<[string, object, string]>([
    [
      'a role is missing',
      { name: 'RestError', statusCode: 403, code: 'AuthorizationPermissionMismatch' },
      "the storage account answered 403 (AuthorizationPermissionMismatch). Give the app's identity the role Storage Table Data Contributor on the storage account; if it has it, see the account's network rules.",
    ],
    [
      'there is no identity',
      { name: 'CredentialUnavailableError', message: 'secret' },
      'signing in to Azure failed (CredentialUnavailableError). See that the app has an identity, and that its client id is right.',
    ],
    [
      'no answer came in time',
      { name: 'AbortError', message: 'aborted' },
      'the storage account did not answer in time.',
    ],
    [
      'the name does not resolve',
      { name: 'RestError', code: 'ENOTFOUND', message: 'secret' },
      'the storage account could not be reached (ENOTFOUND).',
    ],
    ['what was thrown is odd', {}, 'the storage account could not be reached (unknown error).'],
    [
      'the code is no word',
      { name: 'RestError', statusCode: 400, code: 'a body: secret' },
      'the storage account answered 400.',
    ],
  ])('%s', (_name, thrown, says) => {
    expect(storageError(thrown, attempt).message).toBe(`Could not read the table osmmarks: ${says}`);
  });

  test('stores need a credential', () => {
    const settings = { by: 'identity', tableUrl: 'https://t', queueUrl: 'https://q' } as const;

    expect(() => tableStores(settings)).toThrow('need a credential');
    expect(() => jobQueueOf(settings)).toThrow('need a credential');
  });

  test('a token is sent, and what has no token is told', async () => {
    const settings = {
      by: 'identity',
      tableUrl: 'https://127.0.0.1:1/account',
      queueUrl: 'https://127.0.0.1:1/account',
    } as const;
    const refusing = { getToken: () => Promise.reject(new NoToken('token endpoint said secret')) };
    const words = /: signing in to Azure failed \(AuthenticationError\)/;

    const table = await failure(tableStores(settings, refusing).marks.read('k'));
    const queue = await failure(jobQueueOf(settings, refusing).keep('x'));
    expect([table.message, queue.message]).toEqual([
      expect.stringMatching(words),
      expect.stringMatching(words),
    ]);
    expect(`${table.message}${queue.message}`).not.toContain('secret');
  });
});

class NoToken extends Error {
  override readonly name = 'AuthenticationError';
}
