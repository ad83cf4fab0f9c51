import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { send } from './page-client.ts';

const program = fileURLToPath(new URL('../../scripts/start.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'start-test-'));
const running = new Set<number>();
afterAll(() => {
  // Where a test failed: nothing of it may stay.
  for (const pid of running) process.kill(-pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Started {
  printed(): string;
  /** Resolves with what the pattern found in what was printed. */
  until(pattern: RegExp): Promise<string>;
  /** As Ctrl-C does: to the program and all that it started. */
  interrupt(): void;
  readonly pid: number;
  readonly ended: Promise<number | null>;
}

function start(...words: string[]): Started {
  const env = { ...process.env, TMPDIR: folder };
  const child = spawn(process.execPath, [program, ...words], { env, detached: true, stdio: 'pipe' });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk;
    });
  }
  const pid = child.pid ?? 0;
  running.add(pid);
  const ended = once(child, 'close').then(([code]) => {
    running.delete(pid);
    return code as number | null;
  });
  return {
    pid,
    printed: () => text,
    until: async (pattern) => {
      for (const end = Date.now() + 60_000; ; ) {
        const [, found] = pattern.exec(text) ?? [];
        if (found !== undefined) return found;
        if (!running.has(pid) || Date.now() > end) throw new Error(`It did not print ${pattern}:\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    interrupt: () => process.kill(-pid, 'SIGINT'),
    ended,
  };
}

test('twice at once; Ctrl-C ends each with nothing left', async () => {
  const both = [start(), start()];
  const addresses = await Promise.all(both.map(({ until }) => until(/Open\s+(http\S+)/)));
  for (const address of addresses) expect((await send(address)).status).toBe(200);
  for (const one of both) {
    one.interrupt();
    expect(await one.ended).toBe(0);
    expect(() => process.kill(-one.pid, 0)).toThrow(/ESRCH/);
  }

  expect(new Set(addresses).size).toBe(2);
  for (const address of addresses) await expect(send(address)).rejects.toThrow(/ECONNREFUSED/);
  expect(readdirSync(folder)).toEqual([]);
}, 90_000);

test('Ctrl-C while it starts ends it too', async () => {
  const one = start();
  await one.until(/(clusters)/);
  one.interrupt();

  expect(await one.ended).toBe(0);
  expect(one.printed()).not.toMatch(/Error|at /);
  expect(readdirSync(folder)).toEqual([]);
}, 60_000);

test.each([
  [['--kubeconfig', '/nowhere/kubeconfig'], /no kubeconfig at/],
  [['--nonsense'], /npm start --/],
  [['--kubeconfig='], /--kubeconfig wants a value/],
])(
  '%j is told as a mistake',
  async (words, says) => {
    const one = start(...words);

    expect(await one.ended).toBe(2);
    expect(one.printed()).toMatch(says);
    expect(one.printed()).not.toMatch(/\n\s+at /);
    expect(readdirSync(folder)).toEqual([]);
  },
  60_000,
);
