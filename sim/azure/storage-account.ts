import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import {
  AccountSASPermissions,
  AccountSASResourceTypes,
  AccountSASServices,
  generateAccountSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-queue';
import { certificates } from '../kubernetes/certificates.ts';
import { bearerOf } from './arm-sign-in.ts';
import type { RunningAzurite } from './azurite.ts';
import { closed, listenOn } from './listeners.ts';
import type { RunningAzure } from './server.ts';

/** A service of the account for which an identity may have the role "Data Contributor". */
export type StorageService = 'table' | 'queue';

/** What changes about an account while it runs. */
export interface StorageState {
  /** For which services the identities of Entra have the role "Data Contributor". */
  readonly roles: readonly StorageService[];
  /** Whether the account's network rules let anybody in. */
  readonly openToNetwork: boolean;
}

/** A storage account that is reached with Entra ID alone, as one with shared keys switched off. */
export interface RunningStorageAccount {
  /** The settings with which the app uses it. */
  env(): Record<string, string>;
  change(state: Partial<StorageState>): void;
  close(): Promise<void>;
}

/** Audience of tokens for storage. Source: learn.microsoft.com/azure/storage/blobs/authorize-access-azure-active-directory. */
const audience = 'https://storage.azure.com';

/**
 * Puts Entra's door before Azurite, which knows neither roles nor network rules: over TLS, with tokens of the simulated
 * Azure. Refusals are in the words of the real service, as its users report them.
 */
export async function startStorageAccount(
  azurite: RunningAzurite,
  azure: RunningAzure,
): Promise<RunningStorageAccount> {
  const { server: tls } = await certificates();
  const signature = accountSas(azurite.connectionString);
  let state: StorageState = { roles: ['table', 'queue'], openToNetwork: true };
  const urls: Readonly<Record<StorageService, string>> = { table: azurite.tableUrl, queue: azurite.queueUrl };
  const doors = await Promise.all(
    (['table', 'queue'] as const).map(async (service) => {
      const server = createHttpsServer(tls, (request, response) => {
        const refusal = refusalOf(request, service, state, azure);
        if (refusal !== undefined) refuse(response, service, refusal);
        else pass(request, response, urls[service], signature);
      });
      const { pathname } = new URL(urls[service]);
      return { service, server, url: `https://127.0.0.1:${await listenOn(server)}${pathname}` };
    }),
  );
  const urlOf = (wanted: StorageService) => doors.find(({ service }) => service === wanted)?.url ?? '';
  return {
    env: () => ({
      AzureWebJobsStorage__tableServiceUri: urlOf('table'),
      AzureWebJobsStorage__queueServiceUri: urlOf('queue'),
    }),
    change: (change) => {
      state = { ...state, ...change };
    },
    close: async () => {
      await Promise.all(doors.map(({ server }) => closed(server)));
    },
  };
}

/** What Azurite is shown in place of a token. */
function accountSas(connectionString: string): string {
  const part = (name: string) => new RegExp(`${name}=([^;]+)`).exec(connectionString)?.[1] ?? '';
  const wanted = {
    services: AccountSASServices.parse('qt').toString(),
    resourceTypes: AccountSASResourceTypes.parse('sco').toString(),
    permissions: AccountSASPermissions.parse('rwdlacup'),
    expiresOn: new Date(Date.now() + 24 * 3_600_000),
  };
  const key = new StorageSharedKeyCredential(part('AccountName'), part('AccountKey'));
  return generateAccountSASQueryParameters(wanted, key).toString();
}

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

function refusalOf(
  request: IncomingMessage,
  service: StorageService,
  { roles, openToNetwork }: StorageState,
  azure: RunningAzure,
): Refusal | undefined {
  if (!openToNetwork) {
    const message = 'This request is not authorized to perform this operation.';
    return { status: 403, code: 'AuthorizationFailure', message };
  }
  const token = bearerOf(request.headers.authorization);
  if (token === undefined || !azure.isGood(token, audience)) {
    const message =
      'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.';
    return { status: 401, code: 'InvalidAuthenticationInfo', message };
  }
  if (roles.includes(service)) return undefined;
  const message = 'This request is not authorized to perform this operation using this permission.';
  return { status: 403, code: 'AuthorizationPermissionMismatch', message };
}

/** Tables answer with JSON, queues with XML. */
function refuse(response: ServerResponse, service: StorageService, { status, code, message }: Refusal): void {
  const says = `${message}\nRequestId:${randomUUID()}\nTime:${new Date().toISOString()}`;
  const json = JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value: says } } });
  const xml = `\uFEFF<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${says}</Message></Error>`;
  response.writeHead(status, {
    'content-type': service === 'table' ? 'application/json;odata=minimalmetadata' : 'application/xml',
    'x-ms-request-id': randomUUID(),
    'x-ms-error-code': code,
  });
  response.end(service === 'table' ? json : xml);
}

function pass(request: IncomingMessage, response: ServerResponse, target: string, signature: string): void {
  const { url = '/', method = 'GET' } = request;
  const { authorization: _, host: __, ...headers } = request.headers;
  const path = `${url}${url.includes('?') ? '&' : '?'}${signature}`;
  const onward = send(new URL(path, target), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  // What fails here is a connection that somebody dropped.
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
