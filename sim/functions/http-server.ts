import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Registered } from './functions-core.ts';
import { type Keys, mayPass } from './http-keys.ts';
import { answerByFunction } from './http-trigger.ts';
import type { Invoke } from './invoke.ts';
import { routed } from './routes.ts';
import { triggerOf } from './triggers.ts';

/** What the host's HTTP side needs. */
export interface ServeWith {
  readonly functions: ReadonlyMap<string, Registered>;
  readonly prefix: string;
  readonly keys: Keys;
  readonly invoke: Invoke;
  /** Where the library listens when the app streams. */
  readonly workerUrl: string | undefined;
  /** Fires a function by hand; false when it cannot be: here, all but timers. */
  readonly fire: (fn: Registered) => boolean;
}

function tell(response: ServerResponse, status: number, json?: unknown): void {
  response.writeHead(status, json === undefined ? {} : { 'content-type': 'application/json' });
  response.end(json === undefined ? '' : JSON.stringify(json));
}

/**
 * `GET /admin/functions` lists them with their bindings; `POST /admin/functions/NAME` fires one by hand.
 * Source: learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http.
 */
function administer(serve: ServeWith, request: IncomingMessage, url: URL): [status: number, json?: unknown] {
  if (!mayPass(request, url, 'admin', serve.keys)) return [401];
  const [path, name] = /^\/admin\/functions(?:\/([\w-]+))?$/.exec(url.pathname) ?? [];
  if (path !== undefined && name === undefined && request.method === 'GET') {
    const functions = [...serve.functions.values()];
    return [
      200,
      functions.map((fn) => ({ name: fn.name, config: { bindings: Object.values(fn.bindings) } })),
    ];
  }
  const fn = serve.functions.get(name ?? '');
  if (fn === undefined || request.method !== 'POST') return [404];
  return [serve.fire(fn) ? 202 : 400];
}

async function answer(serve: ServeWith, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  if (url.pathname.startsWith('/admin/')) return tell(response, ...administer(serve, request, url));
  const found = routed(serve.functions.values(), serve.prefix, request.method ?? 'GET', url.pathname);
  if (found === undefined) return tell(response, 404);
  if (!mayPass(request, url, triggerOf(found.fn)['authLevel'], serve.keys)) return tell(response, 401);
  await answerByFunction({ request, response, url }, found, serve.invoke, serve.workerUrl);
}

/** The HTTP side of the host: not yet listening. */
export function httpServer(serve: ServeWith): Server {
  return createServer((request, response) => {
    answer(serve, request, response).catch(() => tell(response, 400));
  });
}
