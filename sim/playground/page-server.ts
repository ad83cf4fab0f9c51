import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Json, object } from '../../src/model/json.ts';
import { judged } from './guard.ts';
import type { PageFile } from './page-files.ts';

/** Bytes of a body. */
const mostBytes = 64 * 1024;

/** What a request is answered with: JSON, nothing, or a file. */
export type Answer =
  | { readonly status: 200 | 400 | 404 | 409; readonly json: object }
  | { readonly status: 204 }
  | { readonly status: 200; readonly file: PageFile; readonly asName?: string };

/** What the server hands on. Whatever is thrown is told as 500, without its words. */
export interface PageApi {
  /** POST; undefined where there is no such path. */
  post(path: string, body: Json): Promise<Answer | undefined>;
  get(path: string, query: URLSearchParams): Promise<Answer | undefined>;
  /** GET /api/events: takes the response over. */
  events(response: ServerResponse): void;
}

/** Source for the headers: owasp.org/www-project-secure-headers. The page needs nothing from anywhere else. */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
} as const;

/** The HTTP side of the playground, not yet listening. `port` is asked for with each request. */
export function pageServer(api: PageApi, token: string, port: () => number): Server {
  const server = createServer((request, response) => {
    answer(api, { token, port: port() }, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else tell(response, 500, { says: 'The playground failed at this request.' });
    });
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  return server;
}

async function answer(
  api: PageApi,
  guard: Parameters<typeof judged>[0],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const judgement = judged(guard, request);
  if (judgement.is === 'refused') return refuse(response, judgement.status, judgement.says);
  if (judgement.setCookie !== undefined) response.setHeader('set-cookie', judgement.setCookie);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://playground');
  if (request.method === 'GET') {
    if (pathname === '/api/events') return api.events(response);
    return send(response, await api.get(pathname, searchParams));
  }
  if (request.method !== 'POST') return refuse(response, 405, 'Only GET and POST are answered.');
  const body = await jsonBody(request);
  if (typeof body === 'number') return refuse(response, body, 'A body of at most 64 KiB of JSON is wanted.');
  return send(response, await api.post(pathname, body));
}

/** The object in a body, or the status with which it is refused. */
async function jsonBody(request: IncomingMessage): Promise<Json | 400 | 413 | 415> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return 415;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return 413;
    chunks.push(chunk);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? object(value) : 400;
  } catch {
    return 400;
  }
}

function send(response: ServerResponse, given: Answer | undefined): void {
  if (given === undefined) refuse(response, 404, 'There is nothing here.');
  else if (given.status === 204) response.writeHead(204).end();
  else if ('json' in given) tell(response, given.status, given.json);
  else sendFile(response, given.file, given.asName);
}

function sendFile(response: ServerResponse, { content, type }: PageFile, asName: string | undefined): void {
  if (asName !== undefined) {
    const name = encodeURIComponent(asName);
    response.setHeader('content-disposition', `attachment; filename*=UTF-8''${name}`);
  }
  response.writeHead(200, { 'content-type': type, 'content-length': content.length }).end(content);
}

function refuse(response: ServerResponse, status: number, says: string): void {
  // What is left of the body is not waited for.
  response.setHeader('connection', 'close');
  tell(response, status, { says });
}

function tell(response: ServerResponse, status: number, json: object): void {
  const body = JSON.stringify(json);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
