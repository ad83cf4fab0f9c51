import { useEffect, useReducer, useState } from 'react';
import type { PageEvent, PageState } from '../api.ts';
import type { Shown } from './playground.ts';
import { applyEvent } from './state/apply-event.ts';
import { told } from './state/told.ts';

/** How the page stands to its server. */
export type Connection = 'connecting' | 'silent' | 'open' | 'hanging' | 'lost';

interface Known {
  readonly state?: PageState;
  /** The same object as long as only the wire has changed, so that nothing is drawn anew for that. */
  readonly shown?: Shown;
  /** The last message that came, in words: for those who listen. */
  readonly heard: string;
}

/** Milliseconds after which a server that says nothing is told of. */
const patience = 5_000;
const retryAfter = 2_000;
/** Milliseconds without a sign of life after which a server hangs: it gives one every two seconds. */
const quietAfter = 10_000;

/** What the server tells, as it tells it. */
export function useEvents(): Known & { readonly connection: Connection } {
  const [known, tell] = useReducer(withEvent, { heard: '' });
  const [connection, setConnection] = useState<Connection>('connecting');
  useEffect(() => {
    let source: EventSource;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource('/api/events');
      source.addEventListener('message', ({ data }) => {
        setConnection('open');
        tell(JSON.parse(data) as PageEvent);
      });
      source.addEventListener('beat', () => {
        clearTimeout(quiet);
        setConnection('open');
        quiet = setTimeout(() => setConnection('hanging'), quietAfter);
      });
      source.addEventListener('error', () => {
        source.close();
        clearTimeout(quiet);
        setConnection('lost');
        retry = setTimeout(open, retryAfter);
      });
    };
    open();
    const impatient = setTimeout(
      () => setConnection((now) => (now === 'connecting' ? 'silent' : now)),
      patience,
    );
    return () => {
      source.close();
      clearTimeout(retry);
      clearTimeout(quiet);
      clearTimeout(impatient);
    };
  }, []);
  return { ...known, connection };
}

function withEvent(known: Known, event: PageEvent): Known {
  const state = applyEvent(known.state, event);
  if (state === undefined) return known;
  const shown = event.is === 'wire' && known.shown !== undefined ? known.shown : state;
  return { state, shown, heard: heardIn(event, known.state) ?? known.heard };
}

function heardIn(event: PageEvent, before: PageState | undefined): string | undefined {
  if (event.is !== 'message' || before === undefined) return undefined;
  const { message } = event;
  if (message.deleted || message.from === before.me.id) return undefined;
  return told(before, message);
}
