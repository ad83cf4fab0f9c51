import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request and its answer, as they went by. */
export interface Exchange {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Of the answer; 0 when there was none. */
  readonly status: number;
  readonly body: Buffer;
  /** From the request to the whole of its answer. */
  readonly ms: number;
}

/** A proxy in front of one pretended service. */
export interface PassingProxy {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Passes requests on to an http address, and shows each with its answer before that goes back: when it is told to lose
 * the answer, the connection ends in its place. So it does where there is no answer.
 */
export async function startPassingProxy(
  target: string,
  show: (exchange: Exchange) => 'pass' | 'lose',
): Promise<PassingProxy> {
  const server = createServer((incoming, outgoing) => {
    pass(target, show, incoming, outgoing).catch(() => outgoing.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function pass(
  target: string,
  show: (exchange: Exchange) => 'pass' | 'lose',
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { method = 'GET', url: path = '/' } = incoming;
  const started = performance.now();
  const shown = (status: number, body: Buffer) =>
    show({ method, path, status, body, ms: performance.now() - started });
  try {
    const answer = await forward(target, incoming, await whole(incoming));
    const body = await whole(answer);
    const status = answer.statusCode ?? 0;
    if (shown(status, body) === 'lose') {
      incoming.socket.destroy();
      return;
    }
    outgoing.writeHead(status, answer.headers);
    outgoing.end(body);
  } catch (error) {
    shown(0, Buffer.alloc(0));
    throw error;
  }
}

function forward(target: string, incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  const url = new URL(incoming.url ?? '/', target);
  return new Promise((resolve, reject) => {
    httpRequest(url, { method: incoming.method ?? 'GET', headers: incoming.headers }, resolve)
      .on('error', reject)
      .end(body);
  });
}

async function whole(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
