import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ClusterSize } from '../sim/kubernetes/large/large-cluster.ts';
import type { LoggedRequest } from '../sim/kubernetes/server.ts';
import type { Target } from './connect.ts';

const serve = fileURLToPath(new URL('./serve.ts', import.meta.url));

/** A simulated cluster that runs in a process of its own. */
export interface Simulator {
  readonly target: Target;
  /** The requests that it answered since this was last asked. */
  requests(): Promise<LoggedRequest[]>;
  stop(): Promise<void>;
}

/** Starts the cluster of the article, or one of the size given. */
export async function startSimulator(size?: ClusterSize): Promise<Simulator> {
  const words = size === undefined ? [] : [String(size.pods), String(size.namespaces)];
  const child = fork(serve, words, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  const died = exited.then(() => {
    throw new Error('the simulated cluster did not start');
  });
  const [about] = await Promise.race([once(child, 'message'), died]);
  died.catch(() => undefined);
  return {
    target: about as Target,
    requests: async () => {
      const answer = once(child, 'message');
      child.send('requests');
      const [requests] = await answer;
      return requests as LoggedRequest[];
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

/** Runs something against a simulated cluster and stops it thereafter. */
export async function withSimulator<T>(
  size: ClusterSize | undefined,
  use: (simulator: Simulator) => Promise<T>,
): Promise<T> {
  const simulator = await startSimulator(size);
  try {
    return await use(simulator);
  } finally {
    await simulator.stop();
  }
}
