import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that changed something behind the proxy, after it was answered there. */
export interface Effect {
  /** Counted from one over all proxies that share a counter. */
  readonly number: number;
  /** `POST queue /osm-jobs/messages`: what and where, without the query. */
  readonly what: string;
  /** `visibilitytimeout=900`: with neither question mark nor place. */
  readonly query: string;
  readonly status: number;
}

/** Counts effects over several proxies and may strike at one of them. */
export interface EffectCounter {
  readonly effects: Effect[];
  /** Called when the effect has happened behind the proxy and before its answer goes back. */
  strike: ((effect: Effect) => boolean) | undefined;
}

/** A counter that strikes nowhere yet. */
export function effectCounter(): EffectCounter {
  return { effects: [], strike: undefined };
}

/** A proxy in front of one pretended service. */
export interface CountingProxy {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Passes requests on and counts those that change something. When the counter strikes, the answer is lost: whoever
 * asked has done the effect and does not know it, as when a process dies at that very moment.
 */
export async function startCountingProxy(
  name: string,
  target: string,
  counter: EffectCounter,
  changes: (request: { method: string; path: string }) => boolean,
): Promise<CountingProxy> {
  const server = createServer((incoming, outgoing) => {
    pass(name, target, counter, changes, incoming, outgoing).catch(() => outgoing.destroy());
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
  name: string,
  target: string,
  counter: EffectCounter,
  changes: (request: { method: string; path: string }) => boolean,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const path = incoming.url ?? '/';
  const method = incoming.method ?? 'GET';
  const body = await whole(incoming);
  const answer = await forward(target, incoming, body);
  const answerBody = await whole(answer);
  const status = answer.statusCode ?? 0;
  if (status < 400 && changes({ method, path })) {
    const [place, query = ''] = path.split('?');
    const effect = { number: counter.effects.length + 1, what: `${method} ${name} ${place}`, query, status };
    counter.effects.push(effect);
    if (counter.strike?.(effect) === true) {
      incoming.socket.destroy();
      return;
    }
  }
  outgoing.writeHead(status, answer.headers);
  outgoing.end(answerBody);
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
