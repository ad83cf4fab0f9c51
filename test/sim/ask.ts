import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';
import type { Identity, RunningCluster } from '../../sim/kubernetes/server.ts';

/** An answer as it arrived. */
export interface Received {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  /** Parsed where it is JSON, text otherwise. */
  readonly body: unknown;
}

function credentials(cluster: RunningCluster, as: Identity): Record<string, string> {
  const token: unknown = parse(cluster.kubeconfig(as)).users[0].user.token;
  return typeof token === 'string' ? { Authorization: `Bearer ${token}` } : {};
}

function parsed(text: string, type: string): unknown {
  return type.startsWith('application/json') ? JSON.parse(text) : text;
}

/** What may be asked beside a plain GET. */
export interface Asking {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

function received(response: IncomingMessage, chunks: readonly Buffer[]): Received {
  const raw = Buffer.concat(chunks);
  const text = (response.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString('utf8');
  const type = response.headers['content-type'] ?? '';
  return { status: response.statusCode ?? 0, headers: response.headers, body: parsed(text, type) };
}

/** Sends one request to a simulated server, trusting its certificate authority. */
export function ask(
  cluster: RunningCluster,
  as: Identity,
  path: string,
  asking: Asking = {},
): Promise<Received> {
  const { method = 'GET', body = '' } = asking;
  const headers = { ...credentials(cluster, as), ...asking.headers };
  return new Promise((resolve, reject) => {
    const options = { method, ca: cluster.ca, headers, agent: false };
    const outgoing = request(new URL(path, cluster.url), options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(received(response, chunks)));
    });
    outgoing.on('error', reject).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
}
