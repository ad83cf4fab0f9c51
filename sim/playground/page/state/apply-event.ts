import type { PageEvent, PageMessage, PageState, WireEntry } from '../../api.ts';

/** Exchanges that are kept: older ones are let go. */
const wireKept = 400;

/** What the page shows after an event. Before the first `all` there is nothing to change. */
export function applyEvent(state: PageState | undefined, event: PageEvent): PageState | undefined {
  if (event.is === 'all') return event.state;
  return state && changed(state, event);
}

function changed(state: PageState, event: Exclude<PageEvent, { is: 'all' }>): PageState {
  switch (event.is) {
    case 'message':
      return { ...state, messages: withMessage(state.messages, event.message) };
    case 'views':
      return { ...state, views: event.views };
    case 'parts':
      return { ...state, parts: event.parts };
    case 'switches':
      return { ...state, switches: event.switches };
    case 'wire':
      return { ...state, wire: withEntries(state.wire, event.entries) };
  }
}

/** A message takes the place of the one that it was; a new one stands where its time says. */
function withMessage(messages: readonly PageMessage[], message: PageMessage): readonly PageMessage[] {
  const place = messages.findIndex((other) => isSame(other, message));
  if (place >= 0) return messages.with(place, message);
  const after = messages.findLastIndex(({ ts }) => ts <= message.ts);
  return messages.toSpliced(after + 1, 0, message);
}

function isSame(one: PageMessage, other: PageMessage): boolean {
  return one.channel === other.channel && one.ts === other.ts;
}

function withEntries(wire: readonly WireEntry[], entries: readonly WireEntry[]): readonly WireEntry[] {
  const all = new Map([...wire, ...entries].map((entry) => [entry.id, entry]));
  return [...all.values()].slice(-wireKept);
}
