/** Something of Azure that did not end in its time. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
  readonly afterMs: number;

  constructor(afterMs: number) {
    super(`no answer within ${Math.ceil(afterMs / 1_000)} s`);
    this.afterMs = afterMs;
  }
}

/**
 * Ends after `ms` whatever happens: the signal is for those who heed it, and who does not is left behind. Rejects
 * with TookTooLong.
 */
export async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new TookTooLong(ms));
    stop.abort();
  }, ms);
  try {
    return await Promise.race([work(stop.signal), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
