import { setTimeout as wait } from 'node:timers/promises';

/** Whether a process answers at all: one that hangs has not ended, and nobody tells. */
export interface Pulse {
  answers(): boolean;
  /** Looks no more. */
  close(): void;
}

/** Milliseconds between two looks, and for which an answer is waited. */
const betweenMs = 1_000;
const patienceMs = 3_000;
/** Looks in a row without an answer: one is missed when this process itself was held up. */
const mostMissed = 2;

/** Looks again and again whether there is any answer at an http address, whatever it says; told when that changes. */
export function watchPulse(url: string, onChange: () => void): Pulse {
  const closing = new AbortController();
  let missed = 0;
  const isAnswering = () => missed < mostMissed;
  const watch = async (): Promise<void> => {
    for (;;) {
      const before = isAnswering();
      const isThere = await isAnswered(url, closing.signal);
      closing.signal.throwIfAborted();
      missed = isThere ? 0 : missed + 1;
      if (before !== isAnswering()) onChange();
      await wait(betweenMs, undefined, { signal: closing.signal, ref: false });
    }
  };
  watch().catch(() => {
    // It was closed.
  });
  return { answers: isAnswering, close: () => closing.abort() };
}

async function isAnswered(url: string, closing: AbortSignal): Promise<boolean> {
  try {
    const signal = AbortSignal.any([closing, AbortSignal.timeout(patienceMs)]);
    const { body } = await fetch(url, { signal });
    await body?.cancel();
    return true;
  } catch {
    return false;
  }
}
