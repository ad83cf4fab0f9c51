import type { IncomingMessage } from 'node:http';

/** What opens the doors of a host. */
export interface Keys {
  readonly functionKey: string;
  readonly masterKey: string;
}

/** Whether a request may pass: the key stands in `x-functions-key` or `?code=`; the master key opens everything. */
export function mayPass(request: IncomingMessage, url: URL, authLevel: unknown, keys: Keys): boolean {
  if (String(authLevel).toLowerCase() === 'anonymous') return true;
  const given = request.headers['x-functions-key'] ?? url.searchParams.get('code');
  if (given === keys.masterKey) return true;
  return String(authLevel).toLowerCase() === 'function' && given === keys.functionKey;
}
