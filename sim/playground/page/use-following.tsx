import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { Icon } from './icons.tsx';

/** How a list of messages follows what comes. */
interface Following {
  readonly list: { readonly ref: RefObject<HTMLElement | null>; readonly onScroll: () => void };
  /** Something came that is not in sight. */
  readonly missed: boolean;
  readonly toEnd: () => void;
}

/** Pixels within which a list counts as being at its end. */
const near = 60;

/**
 * Keeps the newest message in sight while the reader is at the end, and leaves the list alone while they read further
 * up. A message that is taller than the list is shown from its first line, not from its last.
 */
export function useFollowing(last: object | undefined): Following {
  const ref = useRef<HTMLElement>(null);
  const follows = useRef(true);
  const placed = useRef(-1);
  const [missed, setMissed] = useState(false);
  const toEnd = useCallback(() => {
    const list = ref.current;
    if (list === null) return;
    const end = list.scrollHeight - list.clientHeight;
    const item = list.querySelector('ol > li:last-child');
    const top = item === null ? end : item.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollTop = Math.max(0, Math.min(end, list.scrollTop + top));
    placed.current = list.scrollTop;
    follows.current = true;
    setMissed(false);
  }, []);
  useLayoutEffect(() => {
    if (last === undefined) return;
    if (follows.current) toEnd();
    else setMissed(true);
  }, [last, toEnd]);
  const onScroll = useCallback(() => {
    const list = ref.current;
    if (list === null) return;
    const atEnd = list.scrollHeight - list.clientHeight - list.scrollTop < near;
    follows.current = atEnd || Math.abs(list.scrollTop - placed.current) < near;
    if (atEnd) setMissed(false);
  }, []);
  return { list: { ref, onScroll }, missed, toEnd };
}

/** The way to messages that came while the reader was further up. */
export function ScrollDown({ following }: { readonly following: Following }) {
  if (!following.missed) return null;
  return (
    <button type="button" className="scroll-down" onClick={following.toEnd}>
      <Icon name="down" />
      New messages
    </button>
  );
}
