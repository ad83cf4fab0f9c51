import yoctoSpinner from 'yocto-spinner';
import type { GatherOptions } from '../kubernetes/gather.ts';
import { wordsFor } from '../model/rights.ts';
import type { Terminal } from './terminal.ts';

/** A live line on stderr that says what is still awaited; nothing at all when stderr is no terminal. */
export interface Progress {
  readonly onRead: NonNullable<GatherOptions['onRead']>;
  stop(): void;
}

/** Starts the line for one cluster. */
export function startProgress({ stderr }: Terminal, clusterName: string): Progress | undefined {
  if (stderr.isTTY !== true) return undefined;
  const spinner = yoctoSpinner({ text: `Reading ${clusterName}`, stream: stderr }).start();
  const started = performance.now();
  let awaited = '';
  const show = () => {
    const waited = ((performance.now() - started) / 1_000).toFixed(1);
    spinner.text = `Reading ${clusterName}${awaited} (${waited} s)`;
  };
  const timer = setInterval(show, 100);
  return {
    onRead: (_record, open) => {
      const named = open.slice(0, 3).map(wordsFor).join(', ');
      const more = open.length > 3 ? ` and ${open.length - 3} more` : '';
      awaited = open.length === 0 ? '' : `: waiting for ${named}${more}`;
      show();
    },
    stop: () => {
      clearInterval(timer);
      spinner.stop();
    },
  };
}
