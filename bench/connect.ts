import { Agent } from 'node:https';
import { type Connection, pooling } from '../src/kubernetes/connection.ts';

/** Where a simulated cluster is and how to sign in there. */
export interface Target {
  readonly kubeconfig: string;
  readonly url: string;
  /** PEM. */
  readonly ca: string;
  readonly token: string;
}

/** A connection without reading a kubeconfig, so that the libraries for that do not count; no socket is open yet. */
export function connect({ url, ca, token }: Target): Connection {
  const server = new URL(url);
  const agent = new Agent({ ...pooling, ca });
  return {
    cluster: { name: 'bench', server: server.href },
    server,
    agent,
    headers: async () => ({ Authorization: `Bearer ${token}` }),
    close: () => agent.destroy(),
  };
}
