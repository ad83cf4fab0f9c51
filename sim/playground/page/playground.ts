import { createContext, useContext } from 'react';
import type { PageState } from '../api.ts';

/** What the page shows but for the wire, which changes with every request and is looked at in one place. */
export type Shown = Omit<PageState, 'wire'>;

/** What every part of the page may know and ask for. */
export interface Playground {
  readonly state: Shown;
  /** Tells the reader of something that did not work. */
  readonly notify: (says: string) => void;
  /** Puts a text into the message box of the channel, and goes there. */
  readonly fillBox: (text: string) => void;
  /** The thread that is open, by the `ts` of its first message. */
  readonly thread: string | undefined;
  readonly openThread: (channel: string, ts: string) => void;
}

const PlaygroundContext = createContext<Playground | undefined>(undefined);

/** Gives the playground to what is inside. */
export const PlaygroundProvider = PlaygroundContext.Provider;

/** The playground that a component is part of. */
export function usePlayground(): Playground {
  const playground = useContext(PlaygroundContext);
  if (playground === undefined) throw new Error('This is shown outside the playground.');
  return playground;
}
