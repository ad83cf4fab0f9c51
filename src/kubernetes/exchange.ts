import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream';
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
  const content = await bodyOf(message);
  return {
    status: message.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: content.toString('utf8'),
    bytes: content.byteLength,
  };
}

/** The whole body; `pipeline` sees to it that an answer that breaks off ends the unpacking too. */
async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const compressed = message.headers['content-encoding'] === 'gzip';
  const stream = compressed ? pipeline(message, createGunzip(), () => undefined) : message;
  const content = await buffer(stream).catch(() => undefined);
  if (content !== undefined && message.complete) return content;
  throw Object.assign(new Error('the answer broke off'), { code: 'ECONNRESET' });
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
