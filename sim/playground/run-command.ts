import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pinnedKubectl } from '../kubernetes/kubectl.ts';
import type { RunningCluster } from '../kubernetes/server.ts';
import type { Run, RunResult } from './api.ts';
import { kubectlWords } from './kubectl-words.ts';
import { shellWords } from './shell-words.ts';

/** Milliseconds after which a command is ended. */
const limitMs = 20_000;
/** Characters of each output that are kept. */
const mostOutput = 64 * 1024;
/** Commands at once. */
const mostRunning = 4;

/** Runs commands against the simulated clusters, and only these. */
export interface Runner {
  run(wanted: Run): Promise<RunResult>;
  /** Ends what runs; resolves when nothing of it is left. */
  close(): Promise<void>;
}

/** What running needs. */
export interface RunnerOptions {
  readonly kubectl: string;
  /** The simulated clusters; undefined for any other name. */
  find(cluster: string): RunningCluster | undefined;
}

/** A path of kubectl that runs here: the pinned one, else the one that is installed; undefined where there is none. */
export async function findKubectl(): Promise<string | undefined> {
  const candidates =
    process.platform === 'linux' ? [pinnedKubectl, async () => 'kubectl'] : [async () => 'kubectl'];
  for (const candidate of candidates) {
    try {
      const path = await candidate();
      await promisify(execFile)(path, ['version', '--client'], { timeout: limitMs });
      return path;
    } catch {
      // Not there, or built for another machine: the next one may do.
    }
  }
  return undefined;
}

/** A runner to which no cluster was made current yet. */
export function commandRunner({ kubectl, find }: RunnerOptions): Runner {
  const stopping = new AbortController();
  const running = new Set<Promise<RunResult>>();
  let current = '';

  const pretendCredentials = (words: readonly string[]): RunResult => {
    const at = words.findIndex((word) => /^(-n|--name)(=|$)/.test(word));
    const name = words[at]?.includes('=') ? words[at]?.split('=', 2)[1] : words[at + 1];
    if (at === -1 || name === undefined) return refused('az aks get-credentials wants --name CLUSTER.');
    if (find(name) === undefined) return refused(notSimulated(name));
    current = name;
    const stdout = `Pretended: kubectl in the playground now points at "${name}". No file was written.\n`;
    return { exitCode: 0, stdout, stderr: '' };
  };
  const runKubectl = async (given: readonly string[], cluster: string): Promise<RunResult> => {
    const read = kubectlWords(given);
    if (read.is === 'refused') return refused(read.says);
    const name = read.context ?? (cluster || current);
    const target = find(name);
    if (target === undefined) return refused(notSimulated(name));
    if (running.size >= mostRunning) return refused('Other commands still run: wait for one to end.');
    const result = inFolder(kubectl, target.kubeconfig('admin'), read.words, stopping.signal);
    running.add(result);
    return result.finally(() => running.delete(result));
  };
  return {
    run: async ({ command, cluster }) => {
      const split = shellWords(command);
      if (split.is === 'refused') return refused(split.says);
      const [program, ...words] = split.words;
      if (program === 'kubectl') return runKubectl(words, cluster);
      const isCredentials = program === 'az' && words[0] === 'aks' && words[1] === 'get-credentials';
      return isCredentials
        ? pretendCredentials(words.slice(2))
        : refused('Only kubectl is run here; az aks get-credentials is pretended.');
    },
    close: async () => {
      stopping.abort();
      await Promise.allSettled(running);
    },
  };
}

function refused(says: string): RunResult {
  return { exitCode: 2, stdout: '', stderr: `${says}\n` };
}

function notSimulated(name: string): string {
  return name === ''
    ? 'In which cluster? None was named.'
    : `"${name.slice(0, 60)}" is no simulated cluster: commands run in those alone.`;
}

/** Runs it in an empty folder of its own, with nothing of this process's environment. */
async function inFolder(
  kubectl: string,
  kubeconfig: string,
  words: readonly string[],
  signal: AbortSignal,
): Promise<RunResult> {
  const folder = await mkdtemp(join(tmpdir(), 'osm-doctor-run-'));
  try {
    const file = join(folder, 'kubeconfig');
    await writeFile(file, kubeconfig, { mode: 0o600 });
    const options = {
      cwd: folder,
      env: { HOME: folder, KUBECONFIG: file, PATH: '' },
      timeout: limitMs,
      killSignal: 'SIGKILL',
      maxBuffer: mostOutput,
      signal,
    } as const;
    return await executed(kubectl, ['--kubeconfig', file, ...words], options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function executed(
  kubectl: string,
  words: readonly string[],
  options: Parameters<typeof execFile>[2] & { readonly signal: AbortSignal },
): Promise<RunResult> {
  return new Promise((resolve) => {
    let over: { readonly error: Error | null; readonly stdout: string; readonly stderr: string } | undefined;
    const child = execFile(kubectl, words, options, (error, stdout, stderr) => {
      over = { error, stdout: String(stdout), stderr: String(stderr) };
      if (child.pid === undefined) resolve(resultOf(over, child.exitCode));
    });
    child.stdin?.end();
    child.once('close', (code) => setImmediate(() => resolve(resultOf(over, code))));
  });
}

function resultOf(
  over: { readonly error: Error | null; readonly stdout: string; readonly stderr: string } | undefined,
  code: number | null,
): RunResult {
  const { error = null, stdout = '', stderr = '' } = over ?? {};
  const why =
    error === null || code !== null
      ? ''
      : 'code' in error && error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER'
        ? `The output is longer than ${mostOutput / 1024} KiB and was cut here.`
        : `It was ended: it did not come to its end within ${limitMs / 1_000} seconds.`;
  return { exitCode: code ?? 1, stdout, stderr: why === '' ? stderr : `${stderr}${why}\n` };
}
