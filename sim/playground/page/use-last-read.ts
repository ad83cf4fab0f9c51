import { useEffect, useState } from 'react';
import type { PageState } from '../api.ts';
import { type LastRead, readUpTo } from './state/unread.ts';

/** What was read: all that was there at the beginning, and all of the channel that is shown. */
export function useLastRead(state: Pick<PageState, 'messages'>, shown: string): LastRead {
  const [read, setRead] = useState(() => readUpTo(state));
  useEffect(() => {
    const now = readUpTo(state)[shown] ?? '';
    setRead((before) => (before[shown] === now ? before : { ...before, [shown]: now }));
  }, [state, shown]);
  return read;
}
