import yoctoSpinner from 'yocto-spinner';
import type { GatherOptions } from '../kubernetes/gather.ts';
import { fewOf } from '../model/few-of.ts';
import { wordsFor } from '../model/rights.ts';
import type { InputName } from '../model/snapshot.ts';
import { plain } from '../present/plain-text.ts';
import type { Terminal } from './terminal.ts';

/** A live line on stderr with a clock behind it; nothing at all when stderr is no terminal. */
export interface LiveLine {
  say(what: string): void;
  stop(): void;
}

/** Starts a live line. */
export function startLine({ stderr }: Terminal, first: string): LiveLine | undefined {
  if (stderr.isTTY !== true) return undefined;
  const spinner = yoctoSpinner({ text: plain(first), stream: stderr }).start();
  const started = performance.now();
  let what = plain(first);
  const show = () => {
    const waited = ((performance.now() - started) / 1_000).toFixed(1);
    spinner.text = `${what} (${waited} s)`;
  };
  const timer = setInterval(show, 100);
  return {
    say: (next) => {
      what = plain(next);
      show();
    },
    stop: () => {
      clearInterval(timer);
      spinner.stop();
    },
  };
}

/** `Reading prod: waiting for pods and 3 more`. */
export function readingWords(clusterName: string, open: readonly InputName[]): string {
  return `Reading ${clusterName}${open.length === 0 ? '' : `: waiting for ${fewOf(open.map(wordsFor))}`}`;
}

/** A live line that says what is still awaited of one cluster. */
export interface Progress {
  readonly onRead: NonNullable<GatherOptions['onRead']>;
  stop(): void;
}

/** Starts the line for one cluster. */
export function startProgress(terminal: Terminal, clusterName: string): Progress | undefined {
  const line = startLine(terminal, `Reading ${clusterName}`);
  if (line === undefined) return undefined;
  return {
    onRead: (_record, open) => line.say(readingWords(clusterName, open)),
    stop: () => line.stop(),
  };
}
