import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type Bounds, readBody } from './answer-body.ts';
import type { Connection } from './connection.ts';

/** One answer of an API server, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** UTF-8. */
  readonly body: Buffer;
  /** Bytes of the body after decompression. */
  readonly bytes: number;
  /** There was more than the request's bounds allow. */
  readonly cut: boolean;
}

/** One request: a GET, or a PATCH or POST that the API server is asked not to keep. */
export interface Request {
  readonly path: string;
  readonly accept: string;
  /** A JSON merge patch. */
  readonly patch?: object;
  /** A new object. */
  readonly create?: object;
  /** How much of the answer to keep; all of it where they are not given. */
  readonly bounds?: Bounds;
}

/** Methods that are ever used. */
export type Method = 'GET' | 'PATCH' | 'POST';

/** The method of a request: by what it carries. */
export function methodOf({ patch, create }: Pick<Request, 'patch' | 'create'>): Method {
  if (patch !== undefined) return 'PATCH';
  return create === undefined ? 'GET' : 'POST';
}

/** One request over the connection's pool. Rejects when no whole answer comes, or when `signal` says stop. */
export async function exchange(
  connection: Connection,
  wanted: Request,
  signal: AbortSignal,
): Promise<Answer> {
  const message = await send(connection, wanted, signal);
  const { body, bytes, cut } = await readBody(message, wanted.bounds);
  return {
    status: message.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
    ),
    body,
    bytes,
    cut,
  };
}

async function send(
  { server, agent, headers }: Connection,
  wanted: Request,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { path, accept, patch, create } = wanted;
  const url = new URL(server.pathname.replace(/\/$/, '') + path, server);
  const request = url.protocol === 'http:' ? httpRequest : httpsRequest;
  const sent = patch ?? create;
  // Nothing that this program sends may ever be kept, whoever builds the path.
  if (sent !== undefined && url.searchParams.get('dryRun') !== 'All') throw new Error('not a dry run');
  const body = sent === undefined ? undefined : JSON.stringify(sent);
  const signIn = await headers();
  const options = {
    method: methodOf(wanted),
    agent,
    signal,
    headers: {
      ...signIn,
      accept,
      'accept-encoding': 'gzip',
      ...(patch === undefined ? {} : { 'content-type': 'application/merge-patch+json' }),
      ...(create === undefined ? {} : { 'content-type': 'application/json' }),
    },
  };
  return new Promise((resolve, reject) => {
    request(url, options, resolve).on('error', reject).end(body);
  });
}
