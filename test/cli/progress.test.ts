import { Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { startProgress } from '../../src/cli/progress.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

/** A stream that says whether it is a terminal and remembers what was written. */
function stream(isTTY: boolean): NodeJS.WriteStream & { readonly written: string[] } {
  const written: string[] = [];
  const writable = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  const tty = { isTTY, columns: 80, clearLine: () => true, cursorTo: () => true, moveCursor: () => true };
  return Object.assign(writable, tty, { written }) as unknown as ReturnType<typeof stream>;
}

function terminal(stderr: NodeJS.WriteStream): Terminal {
  return { stdout: stderr, stderr, env: {}, now: () => new Date(0) };
}

const record = { input: 'crds', requests: 1, bytes: 1, ms: 1, items: 1, ok: true } as const;

describe('the progress line', () => {
  test('says what is still awaited', async () => {
    const stderr = stream(true);
    const progress = startProgress(terminal(stderr), 'prod-cluster');
    progress?.onRead(record, ['pods', 'meshConfigs']);
    await new Promise((resolve) => setTimeout(resolve, 200));
    progress?.stop();

    expect(stderr.written.join('')).toMatch(
      /Reading prod-cluster: waiting for pods, mesh configs \(\d+\.\d s\)/,
    );
  });

  test('is not there when stderr is no terminal', () => {
    const stderr = stream(false);

    expect(startProgress(terminal(stderr), 'prod-cluster')).toBeUndefined();
    expect(stderr.written).toEqual([]);
  });
});
