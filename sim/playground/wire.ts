import type { WireEntry } from './api.ts';

/** Entries that are kept; older ones are dropped. */
const mostKept = 400;
/** Milliseconds for which entries are gathered before they are told: one check of a large cluster has dozens. */
const gatheredMs = 100;

/** What went over the wire, the latest last. */
export interface Wire {
  entries(): readonly WireEntry[];
  add(entry: Omit<WireEntry, 'id' | 'at'>): void;
  close(): void;
}

/** An empty log; what is added is told in small heaps. */
export function wireLog(tell: (entries: readonly WireEntry[]) => void): Wire {
  let kept: WireEntry[] = [];
  let untold: WireEntry[] = [];
  let count = 0;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    const heap = untold.slice(-mostKept);
    untold = [];
    tell(heap);
  };
  return {
    entries: () => kept,
    add: (entry) => {
      count += 1;
      const whole = { ...entry, id: count, at: new Date().toISOString(), ms: Math.round(entry.ms) };
      kept = [...kept.slice(1 - mostKept), whole];
      untold.push(whole);
      timer ??= setTimeout(flush, gatheredMs);
    },
    close: () => clearTimeout(timer),
  };
}

/** A status as the wire shows it: 0 stands for no answer. */
export function shownStatus(status: number): number | string {
  return status === 0 ? 'no answer' : status;
}
