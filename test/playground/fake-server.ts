import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { PageEvent, PageState } from '../../sim/playground/api.ts';

/** Something that the page asked for by POST. */
export interface Asked {
  readonly path: string;
  readonly body: unknown;
}

/** A server of the page that does what a test says. */
export interface FakeServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** Answers a POST; what it does not answer is 204. */
  answer: (asked: Asked) => { readonly status: number; readonly body?: unknown } | undefined;
  /** Tells every page that is open. */
  tell(event: PageEvent): void;
  /** Gives every page that is open a sign of life. */
  beat(): void;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '/': 'text/html; charset=utf-8',
  '/page.js': 'text/javascript; charset=utf-8',
  '/page.css': 'text/css; charset=utf-8',
};

/** The lines that the message box may become. */
const lines = [
  ['/osm', 'ask osm-doctor'],
  ['/osm check', 'checks the mesh of a cluster'],
  ['/osm clusters', 'tells which clusters can be asked about'],
  ['/osm check prod-cluster', 'healthy, with two warnings'],
  ['/osm check staging', 'half configured'],
  ['/osm check staging certificates', 'an area of checks'],
] as const;

/** Serves the built page and the state that it is given, on loopback. */
export async function startFakeServer(pageFolder: string, state: PageState): Promise<FakeServer> {
  const asked: Asked[] = [];
  const open = new Set<ServerResponse>();
  const answerGet = (url: URL, response: ServerResponse): void => {
    if (url.pathname === '/api/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${JSON.stringify({ is: 'all', state } satisfies PageEvent)}\n\n`);
      open.add(response);
      return;
    }
    if (url.pathname === '/api/complete') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ suggestions: suggestionsFor(url.searchParams.get('text') ?? '') }));
      return;
    }
    const type = types[url.pathname];
    if (type === undefined) {
      response.writeHead(404).end();
      return;
    }
    const file = url.pathname === '/' ? 'index.html' : url.pathname.slice(1);
    response.writeHead(200, { 'content-type': type }).end(readFileSync(join(pageFolder, file)));
  };
  const fake = { answer: (): undefined => undefined } as Pick<FakeServer, 'answer'>;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (request.method !== 'POST') return answerGet(url, response);
    const one = { path: url.pathname, body: JSON.parse(await bodyOf(request)) };
    asked.push(one);
    const { status, body } = fake.answer(one) ?? { status: 204 };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(fake, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    tell: (event: PageEvent) => {
      for (const response of open) response.write(`data: ${JSON.stringify(event)}\n\n`);
    },
    beat: () => {
      for (const response of open) response.write('event: beat\ndata: {}\n\n');
    },
    close: () => closed(server),
  });
}

function suggestionsFor(text: string) {
  const words = text.split(' ').length;
  return lines
    .filter(([line]) => line.startsWith(text) && line.split(' ').length === words)
    .map(([line, about]) => ({ text: line, about }));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

async function closed(server: Server): Promise<void> {
  const done = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await done;
}
