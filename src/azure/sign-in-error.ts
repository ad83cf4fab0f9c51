import { object, text } from '../model/json.ts';
import { TookTooLong } from './limit.ts';

/** No token: the message is a sentence for a person, without anything that a server answered. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
}

/** What the failure of a credential means. Entra ID's own code is kept for those who look it up. */
export function signInError(error: unknown): SignInError {
  if (error instanceof SignInError) return error;
  return new SignInError(sentenceFor(error));
}

function sentenceFor(error: unknown): string {
  if (error instanceof TookTooLong) return `The sign-in to Azure gave ${error.message}.`;
  const { name } = object(error);
  const words = error instanceof Error ? error.message : '';
  const code = /\bAADSTS\d{4,8}\b/.exec(words)?.[0];
  if (code !== undefined) return `Entra ID refused the sign-in (${code}).`;
  if (words.startsWith('ManagedIdentityCredential: Network unreachable')) {
    return 'The managed identity endpoint gives no answer.';
  }
  if (words.startsWith('ManagedIdentityCredential')) return 'The managed identity endpoint gives no token.';
  if (text(name) === 'AggregateAuthenticationError' || text(name) === 'CredentialUnavailableError') {
    return 'No sign-in to Azure was found: no managed identity, nothing in the environment, no az login.';
  }
  return 'The sign-in to Azure failed.';
}
