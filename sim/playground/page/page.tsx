import { Notices } from './notices.tsx';
import { type Connection, useEvents } from './use-events.ts';
import { Workspace } from './workspace.tsx';

/** What is said where nothing can be shown yet. */
const words: Readonly<Record<Exclude<Connection, 'open'>, string>> = {
  connecting: 'Opening the playground …',
  silent:
    'The playground does not answer yet. It may still be starting. If this stays, start it again with npm start.',
  hanging:
    'The playground gives no answer any more, so nothing here goes on. It may come back by itself; else end it and start it again with npm start.',
  lost: 'The playground has stopped: start it again with npm start.',
};

/** The page: a sentence until the server has told what there is, then the workspace. */
export function Page() {
  const { state, shown, heard, connection } = useEvents();
  if (state === undefined || shown === undefined) {
    return (
      <main className="before">
        <h1>osm-doctor playground</h1>
        <p role="alert">{connection === 'open' ? words.connecting : words[connection]}</p>
      </main>
    );
  }
  return (
    <>
      <Workspace
        state={shown}
        wire={state.wire}
        banners={
          <Notices
            lost={connection === 'lost' || connection === 'hanging' ? words[connection] : undefined}
            parts={state.parts}
          />
        }
      />
      <p className="unseen" aria-live="polite">
        {heard}
      </p>
    </>
  );
}
