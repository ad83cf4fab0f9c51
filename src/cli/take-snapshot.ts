import type { OnExchange } from '../kubernetes/client.ts';
import type { ClusterSnapshot, InputName } from '../model/snapshot.ts';
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

/** Reads the cluster that the options name. Throws UsageError or ConnectionError when it can't even be tried. */
export async function takeSnapshot(
  clusterName: string | undefined,
  options: ClusterOptions,
  inputs: ReadonlySet<InputName>,
  terminal: Terminal,
): Promise<ClusterSnapshot> {
  if (clusterName !== undefined) {
    throw new UsageError(
      `Clusters by name need the Azure sign-in, which this version does not have yet.\nName a context of your kubeconfig instead: --context ${clusterName}`,
    );
  }
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
