import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import type { StorageSettings } from '../../settings/settings.ts';

/** Milliseconds that one request may take. */
const requestMs = 10_000;

/** Milliseconds that an operation may take with all its retries, whatever Retry-After asks for. */
export const operationMs = 30_000;

const options: TableServiceClientOptions = {
  retryOptions: { maxRetries: 3, retryDelayInMs: 200, maxRetryDelayInMs: 2_000 },
  additionalPolicies: [
    {
      position: 'perRetry',
      policy: {
        name: 'timeLimit',
        // Not by request.timeout: the SDK leaves its timer running when a connection breaks.
        sendRequest: async (request, next) => {
          const { abortSignal: whole } = request;
          const limits = [AbortSignal.timeout(requestMs), ...(whole instanceof AbortSignal ? [whole] : [])];
          request.abortSignal = AbortSignal.any(limits);
          try {
            return await next(request);
          } finally {
            if (whole !== undefined) request.abortSignal = whole;
          }
        },
      },
    },
  ],
};

/** The SDK's client of one table. Over http only where a connection string says so: to Azurite. */
export function tableClient(
  settings: StorageSettings,
  credential: TokenCredential | undefined,
  name: string,
): TableClient {
  if (settings.by === 'connectionString') {
    return TableClient.fromConnectionString(settings.connectionString, name, {
      ...options,
      allowInsecureConnection: true,
    });
  }
  if (credential === undefined) throw new Error('Tables reached by identity need a credential.');
  return new TableClient(settings.tableUrl, name, credential, { ...options });
}

/** The limit of one operation. */
export function timeLimit(ms = operationMs): { readonly abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(ms) };
}
