import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { HostOptions } from './host-options.ts';

/** A local Functions host that runs an app in a process of its own. */
export interface RunningHost {
  readonly url: string;
  /** Opens functions of level `function`. */
  readonly key: string;
  readonly masterKey: string;
  readonly pid: number;
  /** Lines of the host and the app, in order; grows. */
  readonly logs: readonly string[];
  /** Resolves when the process is gone, with its exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Ends it at once, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Lets what runs come to its end. */
  stop(): Promise<void>;
  /** The first line that matches, or the one after `times - 1` others. Throws after some seconds, or when the host ends before. */
  waitFor(pattern: RegExp, wait?: { readonly times?: number; readonly seconds?: number }): Promise<string>;
  /** Fires a timer's function as the portal does, and does not wait for it. Throws when the host refuses. */
  fire(name: string): Promise<void>;
}

/** Options, and the settings of the app: nothing else of this process's environment is passed on. */
export interface StartHostOptions extends HostOptions {
  readonly env: Readonly<Record<string, string>>;
}

const program = fileURLToPath(new URL('host-process.ts', import.meta.url));

/** Starts a host; resolves when it listens. Throws with its log when the app cannot be loaded. */
export async function startHost({ env, ...options }: StartHostOptions): Promise<RunningHost> {
  const key = options.key ?? randomUUID();
  const masterKey = options.masterKey ?? randomUUID();
  const child = spawn(process.execPath, [program, JSON.stringify({ ...options, key, masterKey })], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const logs: string[] = [];
  const news = new EventEmitter().setMaxListeners(0);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      logs.push(line);
      news.emit('news');
    });
  }
  let gone = false;
  const exited = once(child, 'close').then(([code]) => {
    gone = true;
    news.emit('news');
    return code as number | null;
  });

  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };

  const waitFor: RunningHost['waitFor'] = async (pattern, { times = 1, seconds = 20 } = {}) => {
    const signal = AbortSignal.timeout(seconds * 1_000);
    for (;;) {
      const line = logs.filter((one) => pattern.test(one))[times - 1];
      if (line !== undefined) return line;
      const why = gone ? 'the host ended' : signal.aborted ? `${seconds} s passed` : undefined;
      if (why !== undefined) {
        throw new Error(`No line ${pattern} (${times} times) before ${why}:\n${logs.join('\n')}`);
      }
      await once(news, 'news', { signal }).catch(() => {});
    }
  };

  const line = await waitFor(/ Host: Listening at /).catch(async (error: unknown) => {
    await end('SIGKILL');
    throw error;
  });
  const url = line.slice(line.indexOf('http'));
  return {
    url,
    key,
    masterKey,
    pid: child.pid ?? 0,
    logs,
    exited,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    waitFor,
    async fire(name) {
      const { status } = await fetch(`${url}/admin/functions/${name}`, {
        method: 'POST',
        headers: { 'x-functions-key': masterKey, 'content-type': 'application/json' },
        body: JSON.stringify({ input: '' }),
      });
      if (status !== 202) throw new Error(`The host answered ${status} to firing ${name}.`);
    },
  };
}
