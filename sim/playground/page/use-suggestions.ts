import { useEffect, useState } from 'react';
import type { Suggestion } from '../api.ts';
import { complete } from './server.ts';
import { canBeCompleted, stillFitting, worthShowing } from './state/completing.ts';

/** What could stand in the box, and which of it is marked; −1 is none. */
export interface Suggestions {
  readonly list: readonly Suggestion[];
  readonly active: number;
  readonly mark: (place: number) => void;
  /** Puts the list away until something else is typed. */
  readonly dismiss: () => void;
}

/** Milliseconds after a key in which nothing is asked for. */
const rest = 60;

/** Suggestions for what is typed, as long as the box has the focus. */
export function useSuggestions(text: string, channel: string, focused: boolean): Suggestions {
  const [found, setFound] = useState<{ readonly of: string; readonly list: readonly Suggestion[] }>({
    of: '',
    list: [],
  });
  const [active, mark] = useState(-1);
  const [dismissed, setDismissed] = useState('');
  const wanted = focused && canBeCompleted(text) && dismissed !== text;
  useEffect(() => {
    if (!wanted) return;
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      const list = worthShowing(await complete(text, channel, asking.signal), text);
      if (asking.signal.aborted) return;
      setFound({ of: text, list });
      mark(-1);
    }, rest);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [text, channel, wanted]);
  const list = wanted && canBeCompleted(found.of) ? stillFitting(found.list, text) : [];
  return {
    // While the answer for the last key is under way, what still fits of the list before stays: it would flicker
    // otherwise, and what does not fit must not take the place of what was typed meanwhile.
    list,
    active: active < list.length ? active : -1,
    mark,
    dismiss: () => setDismissed(text),
  };
}
