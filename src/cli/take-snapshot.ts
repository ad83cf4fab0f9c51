import type { OnExchange } from '../kubernetes/client.ts';
import type { AccessProblem } from '../model/fleet.ts';
import type { ClusterRef, ClusterSnapshot, InputName } from '../model/snapshot.ts';
import { plain } from '../present/plain-text.ts';
import { startProgress } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Options that say which cluster and how much of it. */
export interface ClusterOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace?: string;
  readonly budget: number;
  readonly debug?: true;
}

/** What came of reading one cluster; `closed`: it was looked for through Azure, and could not be opened. */
export type Taken =
  | { readonly is: 'read'; readonly snapshot: ClusterSnapshot }
  | { readonly is: 'closed'; readonly cluster: ClusterRef; readonly problem: AccessProblem };

/**
 * Reads the cluster that was named, through Azure, or else the one that the options and the kubeconfig name. Throws
 * UsageError, SettingsError or ConnectionError when it can't even be tried.
 */
export async function takeSnapshot(
  clusterName: string | undefined,
  options: ClusterOptions,
  inputs: ReadonlySet<InputName>,
  terminal: Terminal,
): Promise<Taken> {
  if (clusterName === undefined) {
    return { is: 'read', snapshot: await readByKubeconfig(options, inputs, terminal) };
  }
  if (options.kubeconfig !== undefined || options.context !== undefined) {
    throw new UsageError(
      `With --kubeconfig or --context the kubeconfig says which cluster: leave out "${clusterName}".`,
    );
  }
  const { readNamed } = await import('./read-named.ts');
  return readNamed(clusterName, options, inputs, terminal);
}

async function readByKubeconfig(
  options: ClusterOptions,
  inputs: ReadonlySet<InputName>,
  terminal: Terminal,
): Promise<ClusterSnapshot> {
  const [{ connectByKubeconfig }, { gather }] = await Promise.all([
    import('../kubernetes/kubeconfig.ts'),
    import('../kubernetes/gather.ts'),
  ]);
  const { namespace, budget } = options;
  const connection = await connectByKubeconfig(choiceOf(options, terminal), budget);
  const progress = startProgress(terminal, plain(connection.cluster.name));
  try {
    return await gather(connection, {
      inputs,
      budgetMs: budget,
      now: terminal.now,
      ...(namespace === undefined ? {} : { namespace }),
      ...(progress === undefined ? {} : { onRead: progress.onRead }),
      ...(options.debug === true ? { onExchange: (line) => writeDebug(terminal, line) } : {}),
    });
  } finally {
    progress?.stop();
    connection.close();
  }
}

/** Paths, statuses and sizes: nothing of a header or a body, so that it is safe to attach to an issue. */
function writeDebug(
  { stderr }: Terminal,
  { method, path, status, bytes, ms }: Parameters<OnExchange>[0],
): void {
  const shown = path.replace(/continue=[^&]+/, 'continue=…');
  stderr.write(`debug: ${method} ${plain(shown)} ${plain(String(status))} ${bytes} bytes ${ms} ms\n`);
}

/** The kubeconfig and context that the options name. */
export function choiceOf(
  { kubeconfig, context }: ClusterOptions,
  { env }: Terminal,
): { readonly kubeconfig?: string; readonly context?: string; readonly env: NodeJS.ProcessEnv } {
  return {
    env,
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
  };
}
