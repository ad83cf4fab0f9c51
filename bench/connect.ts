import { Agent } from 'node:https';
import type { Connection } from '../src/kubernetes/connection.ts';

/** Where a simulated cluster is and how to sign in there. */
export interface Target {
  readonly kubeconfig: string;
  readonly url: string;
  /** PEM. */
  readonly ca: string;
  readonly token: string;
}

/** As many as the program itself opens (src/kubernetes/kubeconfig.ts). */
const maxSockets = 12;

/** A connection without reading a kubeconfig, so that the libraries for that do not count; no socket is open yet. */
export function connect({ url, ca, token }: Target): Connection {
  const server = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets, scheduling: 'lifo', ca });
  return {
    cluster: { name: 'bench', server: server.href },
    server,
    agent,
    headers: { Authorization: `Bearer ${token}` },
    close: () => agent.destroy(),
  };
}
