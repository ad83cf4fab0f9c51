import { useCallback, useMemo, useState } from 'react';
import { useMedia } from './use-media.ts';

interface ThreadPlace {
  readonly channel: string;
  readonly ts: string;
}

/** Which parts of the page are open, by the room that there is. */
export interface Panels {
  /** The channels are in a drawer. */
  readonly narrow: boolean;
  readonly drawer: boolean;
  readonly world: boolean;
  readonly thread: ThreadPlace | undefined;
  /** A panel covers the channel: `yes` where there is no room for both. */
  readonly cover: 'yes' | 'no';
  readonly setDrawer: (open: boolean) => void;
  readonly toggleWorld: () => void;
  readonly openThread: (thread: ThreadPlace) => void;
  readonly closeThread: () => void;
  readonly chooseChannel: () => void;
  /** Makes the message box of the channel visible. */
  readonly leaveForBox: () => void;
}

/** Panels beside each other on a wide screen, one instead of the other on a smaller, over the channel on a narrow. */
export function usePanels(): Panels {
  const narrow = useMedia('(max-width: 760px)');
  const tight = useMedia('(max-width: 1020px)');
  const roomy = useMedia('(min-width: 1560px)');
  const [drawer, setDrawer] = useState(false);
  const [wanted, setWorld] = useState(() => matchMedia('(min-width: 1180px)').matches);
  const [thread, setThread] = useState<ThreadPlace>();
  const world = wanted && (roomy || thread === undefined);
  const toggleWorld = useCallback(() => {
    setWorld(!world);
    if (!world && !roomy) setThread(undefined);
  }, [world, roomy]);
  const closeThread = useCallback(() => setThread(undefined), []);
  const chooseChannel = useCallback(() => {
    setDrawer(false);
    setThread(undefined);
    if (tight) setWorld(false);
  }, [tight]);
  const leaveForBox = useCallback(() => {
    if (!tight) return;
    setThread(undefined);
    setWorld(false);
  }, [tight]);
  const cover = tight && (world || thread !== undefined) ? 'yes' : 'no';
  return useMemo(
    () => ({
      narrow,
      drawer: narrow && drawer,
      world,
      thread,
      cover,
      setDrawer,
      toggleWorld,
      openThread: setThread,
      closeThread,
      chooseChannel,
      leaveForBox,
    }),
    [narrow, drawer, world, thread, cover, toggleWorld, closeThread, chooseChannel, leaveForBox],
  );
}
