import { number, object, text } from '../model/json.ts';
import { TookTooLong } from './limit.ts';
import { SignInError } from './sign-in-error.ts';

/** How a call of Azure Resource Manager failed, in its own terms. */
export type ArmFailure =
  /** No token: `says` is a sentence. */
  | { readonly is: 'noSignIn'; readonly says: string }
  /** 401: the token is none for this ARM or this tenant. */
  | { readonly is: 'refused' }
  | { readonly is: 'forbidden' }
  /** 404, with ARM's code, such as `SubscriptionNotFound`. */
  | { readonly is: 'notFound'; readonly code: string }
  | { readonly is: 'throttled'; readonly seconds?: number }
  | { readonly is: 'tookTooLong'; readonly seconds: number }
  /** Another status, or the code of a network error. */
  | { readonly is: 'failed'; readonly code: string };

/** Azure asks to come back later than anybody waits. */
export class Throttled extends Error {
  override readonly name = 'Throttled';
  readonly seconds: number;

  constructor(seconds: number) {
    super(`throttled for ${seconds} s`);
    this.seconds = seconds;
  }
}

/** What an error of the ARM libraries means. Nothing of a response body but ARM's code is kept. */
export function armFailure(error: unknown): ArmFailure {
  if (error instanceof SignInError) return { is: 'noSignIn', says: error.message };
  if (error instanceof Throttled) return { is: 'throttled', seconds: error.seconds };
  if (error instanceof TookTooLong) {
    return { is: 'tookTooLong', seconds: Math.ceil(error.afterMs / 1_000) };
  }
  const { statusCode, code } = object(error);
  const status = number(statusCode, 0);
  if (status === 401) return { is: 'refused' };
  const named = codeIn(code);
  // Without a code of ARM's it is some proxy that refuses.
  if (status === 403 && named !== undefined) return { is: 'forbidden' };
  if (status === 429) return { is: 'throttled' };
  if (status === 404) return { is: 'notFound', code: named ?? 'NotFound' };
  return { is: 'failed', code: status > 0 ? String(status) : (named ?? 'no usable answer') };
}

/** ARM's codes and those of network errors are single words. */
function codeIn(code: unknown): string | undefined {
  const word = text(code);
  return word !== undefined && /^\w{1,80}$/.test(word) ? word : undefined;
}

/** What happened, as the second half of a sentence: `Azure throttles …`. */
export function sayFailure(failure: ArmFailure): string {
  switch (failure.is) {
    case 'noSignIn':
      return failure.says;
    case 'refused':
      return 'Azure refused the sign-in (401).';
    case 'forbidden':
      return 'Azure says that our identity may not (403).';
    case 'notFound':
      return `Azure knows of no such thing (404 ${failure.code}).`;
    case 'throttled':
      return failure.seconds === undefined
        ? 'Azure is throttling: it answered 429 to every try.'
        : `Azure is throttling: it answered 429 and asks to wait ${wordsForSeconds(failure.seconds)}.`;
    case 'tookTooLong':
      return `Azure gave no answer within ${wordsForSeconds(failure.seconds)}.`;
    case 'failed':
      return `Azure could not answer (${failure.code}).`;
  }
}

/** `45 s`, `5 min`. */
function wordsForSeconds(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
