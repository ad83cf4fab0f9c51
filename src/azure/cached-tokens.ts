import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity';
import { within } from './limit.ts';
import { signInError } from './sign-in-error.ts';

/** Milliseconds for one token: the libraries' own retries on a dead endpoint take six seconds. */
const tokenMs = 15_000;
/** Milliseconds before its end at which a token is no longer handed out. */
const marginMs = 120_000;

interface Kept {
  readonly token: AccessToken;
  /** Milliseconds since the epoch. */
  readonly usableUntil: number;
}

/**
 * A credential that asks once for many requests: the terminal's sign-ins start a program for every token, and reading
 * a cluster needs some twenty at once. Rejects with SignInError, and in time.
 */
export function cachedTokens(inner: TokenCredential): Required<Pick<TokenCredential, 'getToken'>> {
  const kept = new Map<string, Kept>();
  const coming = new Map<string, Promise<AccessToken>>();
  const fetchToken = async (scopes: string | string[], options?: GetTokenOptions): Promise<AccessToken> => {
    try {
      const token = await within(tokenMs, (abortSignal) =>
        inner.getToken(scopes, { ...options, abortSignal }),
      );
      if (token === null) throw new Error('no token');
      return token;
    } catch (error) {
      throw signInError(error);
    }
  };
  const fetchOnce = async (key: string, scopes: string | string[]): Promise<AccessToken> => {
    try {
      const token = await fetchToken(scopes);
      const left = token.expiresOnTimestamp - Date.now();
      kept.set(key, { token, usableUntil: token.expiresOnTimestamp - Math.min(marginMs, left / 2) });
      return token;
    } finally {
      coming.delete(key);
    }
  };
  return {
    getToken(scopes, options) {
      // An answer to a challenge: the token at hand was refused, or is another tenant's.
      if (options?.claims !== undefined || options?.tenantId !== undefined)
        return fetchToken(scopes, options);
      const key = [scopes].flat().join(' ');
      const known = kept.get(key);
      if (known !== undefined && Date.now() < known.usableUntil) return Promise.resolve(known.token);
      const asked = coming.get(key) ?? fetchOnce(key, scopes);
      coming.set(key, asked);
      return asked;
    },
  };
}
