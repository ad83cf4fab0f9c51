import { setTimeout as wait } from 'node:timers/promises';
import { StorageError } from '../storage-error.ts';
import { operationMs } from './clients.ts';

/**
 * Asks again, beyond the retries of the SDK, until the time of one operation is over: for what must not be lost
 * because the storage account was away for some seconds. Throws what was thrown last.
 */
export async function persist(ask: (withinMs: number) => Promise<void>): Promise<void> {
  const end = performance.now() + operationMs;
  for (let pauseMs = 500; ; pauseMs *= 2) {
    try {
      return await ask(Math.max(1, Math.ceil(end - performance.now())));
    } catch (error) {
      if (!mayPass(error) || performance.now() + pauseMs >= end) throw error;
    }
    await wait(pauseMs);
  }
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof StorageError)) return false;
  const { status } = error;
  return status === undefined || status >= 500 || status === 408 || status === 429;
}
