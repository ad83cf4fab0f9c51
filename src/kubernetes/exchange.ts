import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import type { Connection } from './connection.ts';

/** One answer of an API server, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Bytes of the body after decompression. */
  readonly bytes: number;
}

/** One GET over the connection's pool. Rejects when no whole answer comes, or when `signal` says stop. */
export async function exchange(
  connection: Connection,
  path: string,
  accept: string,
  signal: AbortSignal,
): Promise<Answer> {
  const message = await send(connection, path, accept, signal);
  const compressed = message.headers['content-encoding'] === 'gzip';
  const content = await buffer(compressed ? message.pipe(createGunzip()) : message);
  if (!message.complete) throw Object.assign(new Error('the answer broke off'), { code: 'ECONNRESET' });
  return {
    status: message.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: content.toString('utf8'),
    bytes: content.byteLength,
  };
}

function send(
  { server, agent, headers }: Connection,
  path: string,
  accept: string,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const url = new URL(server.pathname.replace(/\/$/, '') + path, server);
  const request = url.protocol === 'http:' ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const options = { agent, signal, headers: { ...headers, accept, 'accept-encoding': 'gzip' } };
    request(url, options, resolve).on('error', reject).end();
  });
}
