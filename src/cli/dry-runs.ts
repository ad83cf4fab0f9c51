import { type DryRun, dryRun } from '../kubernetes/dry-run.ts';
import { connectByKubeconfig } from '../kubernetes/kubeconfig.ts';
import type { RemedyIntent } from '../model/remedy.ts';
import { dryRunRequest } from '../remedies/dry-run-request.ts';
import { type ClusterOptions, choiceOf } from './take-snapshot.ts';
import type { Terminal } from './terminal.ts';

/** Tries one intent on the API server; undefined where there is nothing to try. */
export type Attempt = (intent: RemedyIntent) => Promise<DryRun | undefined>;

/** Opens one connection for the dry runs of a command, and closes it. */
export async function withDryRuns<T>(
  options: ClusterOptions,
  terminal: Terminal,
  use: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const connection = await connectByKubeconfig(choiceOf(options, terminal), options.budget);
  try {
    return await use(async (intent) => {
      const request = dryRunRequest(intent);
      return request === undefined ? undefined : dryRun(connection, request, options.budget);
    });
  } finally {
    connection.close();
  }
}
