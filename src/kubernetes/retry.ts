/** How an attempt failed: an HTTP status, or no answer at all. */
export type Failure =
  | { readonly is: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
  | { readonly is: 'noAnswer'; readonly code: string };

/** Failures of the network that are worth another try: the connection was there and broke. */
const passing = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'EAI_AGAIN', 'ECONNREFUSED']);

/**
 * Milliseconds to wait before the next attempt, or undefined to give up. 429 goes on as long as the budget lets
 * it; 5xx and broken connections get three more tries; other 4xx none. A Retry-After is a lower bound.
 * `random` is in [0, 1): full jitter, so that parallel reads do not come back together.
 */
export function retryDelay(failure: Failure, attempt: number, random: number): number | undefined {
  if (!isWorthRetrying(failure, attempt)) return undefined;
  const backoff = Math.min(8_000, 200 * 2 ** attempt) * random;
  const least = failure.is === 'status' ? (failure.retryAfterSeconds ?? 0) * 1_000 : 0;
  return Math.round(least + backoff);
}

function isWorthRetrying(failure: Failure, attempt: number): boolean {
  if (failure.is === 'noAnswer') return attempt < 3 && passing.has(failure.code);
  if (failure.status === 429) return true;
  return failure.status >= 500 && attempt < 3;
}

/** Reads Retry-After in its form of seconds, which is the one that API servers send. */
export function retryAfter(header: string | undefined): number | undefined {
  return header !== undefined && /^\d+$/.test(header) ? Number(header) : undefined;
}
