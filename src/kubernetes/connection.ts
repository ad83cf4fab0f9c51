import type { Agent as HttpAgent } from 'node:http';
import type { ClusterRef } from '../model/snapshot.ts';

/** How to reach one API server: one pool of connections, and the headers that sign us in. */
export interface Connection {
  readonly cluster: ClusterRef;
  readonly server: URL;
  readonly agent: HttpAgent;
  /** Asked for each request: a token may have run out since the last one. */
  headers(): Promise<Readonly<Record<string, string>>>;
  close(): void;
}

/** How connections to one API server are kept: enough for every small list at once, few enough for any server. */
export const pooling = { keepAlive: true, maxSockets: 12, scheduling: 'lifo' } as const;

/** What keeps us from even trying: told to the person as it stands. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}
