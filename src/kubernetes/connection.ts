import type { Agent as HttpAgent } from 'node:http';
import type { ClusterRef } from '../model/snapshot.ts';

/** How to reach one API server: one pool of connections, and the headers that sign us in. */
export interface Connection {
  readonly cluster: ClusterRef;
  readonly server: URL;
  readonly agent: HttpAgent;
  readonly headers: Readonly<Record<string, string>>;
  close(): void;
}

/** What keeps us from even trying: told to the person as it stands. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}
