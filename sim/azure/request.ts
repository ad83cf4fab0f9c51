import type { IncomingHttpHeaders } from 'node:http';

/** A request that has arrived in full. */
export interface AzureRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The three endpoints of the simulated Azure. */
export type Endpoint = 'managedIdentity' | 'entra' | 'arm';
