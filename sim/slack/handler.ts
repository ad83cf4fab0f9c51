import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type Json, object, text } from '../../src/model/json.ts';
import { type Answer, jsonAnswer, pageAnswer, textAnswer } from './answer.ts';
import type { Fault, FaultKind, Faults } from './faults.ts';
import type { RateLimits } from './rate.ts';
import { respondTo } from './response-url.ts';
import { apiAnswer, rateLimited } from './web-api.ts';
import type { Workspace } from './workspace.ts';

/** One call that arrived, in the order of arrival. */
export interface LoggedCall {
  /** `chat.postMessage`, `response_url` or `upload`. */
  readonly method: string;
  /** Without the token. */
  args: Json;
  /** 0 until it was answered, and when its answer was lost. */
  status: number;
  /** Slack's code, when it refused. */
  error?: string;
}

/** What requests are met with. */
export interface Site {
  readonly workspace: Workspace;
  readonly faults: Faults;
  readonly calls: LoggedCall[];
  readonly url: () => string;
  rates: RateLimits | undefined;
  /** Told of every call once it is answered, or is known to get no answer. */
  onAnswered?(call: LoggedCall, ms: number): void;
  /** Ends everything that waits. */
  readonly stop: AbortSignal;
}

/** Handles each request of a server: logs it, lets a fault strike, answers. */
export function requestHandler(site: Site): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    // What fails here is a connection that the client or the closing server has dropped.
    respond(site, request, response).catch(() => response.destroy());
  };
}

async function respond(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = performance.now();
  const { pathname } = new URL(request.url ?? '/', 'http://slack');
  const [, kind = '', name = ''] = pathname.split('/');
  const method = kind === 'api' ? name : ({ respond: 'response_url', upload: 'upload' }[kind] ?? pathname);
  const logged: LoggedCall = { method, args: {}, status: 0 };
  site.calls.push(logged);
  const raw = await bodyOf(request);
  const { token: given, ...args } = kind === 'upload' ? { content: raw } : argsOf(raw);
  logged.args = args;
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? text(given);
  const answer = (): Answer => answerOf(site, kind, name, { method, token, args });

  const fault = site.faults.meeting(method);
  const done = fault === undefined || fault.afterTheEffect ? answer() : undefined;
  const bent = fault === undefined ? done : await struck(site, fault, request, done ?? answer);
  const tell = () => site.onAnswered?.(logged, performance.now() - started);
  if (bent === undefined) return tell();
  logged.status = bent.status;
  const error = bent.body.startsWith('{') ? text(object(JSON.parse(bent.body))['error']) : undefined;
  if (error !== undefined) logged.error = error;
  tell();
  send(response, bent, fault?.is.kind === 'truncate');
}

interface Asked {
  readonly method: string;
  readonly token: string | undefined;
  readonly args: Json;
}

function answerOf(site: Site, kind: string, name: string, asked: Asked): Answer {
  const { workspace } = site;
  if (kind === 'api') return apiAnswer(workspace, { url: site.url() }, site.rates, asked);
  if (kind === 'respond') return respondTo(workspace, name, asked.args);
  const file = workspace.files.find(({ id }) => kind === 'upload' && id === name);
  if (file === undefined) return jsonAnswer({ ok: false, error: 'not_found' }, 404);
  file.content = text(asked.args['content']) ?? '';
  return textAnswer(`OK - ${file.content.length}`);
}

/** The answer under a fault; undefined where there is none. `done` is the answer, or how to get it. */
async function struck(
  site: Site,
  fault: Fault,
  request: IncomingMessage,
  done: Answer | (() => Answer),
): Promise<Answer | undefined> {
  const { is } = fault;
  if (is.kind === 'hang') return undefined;
  if (is.kind === 'reset') {
    request.socket.destroy();
    return undefined;
  }
  if (is.kind === 'delay') await wait(is.ms, undefined, { signal: site.stop });
  if (is.kind === 'delay' || is.kind === 'truncate') return typeof done === 'function' ? done() : done;
  return faultAnswer(is);
}

function faultAnswer(is: Extract<FaultKind, { kind: 'status' | 'error' | 'word' | 'page' }>): Answer {
  if (is.kind === 'error') return jsonAnswer({ ok: false, error: is.error });
  if (is.kind === 'word') return textAnswer(is.error, 400);
  if (is.kind === 'page') return pageAnswer(200);
  if (is.status === 429 && !is.html) return rateLimited(is.retryAfterSeconds);
  const headers: Record<string, string> =
    is.retryAfterSeconds === undefined ? {} : { 'retry-after': String(is.retryAfterSeconds) };
  return pageAnswer(is.status, headers);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Arguments: JSON, or a form whose lists and objects are JSON. */
function argsOf(raw: string): Json {
  if (raw.startsWith('{')) return object(parsed(raw));
  const fields = [...new URLSearchParams(raw)].map(([name, value]): [string, unknown] => [
    name,
    structured.has(name) ? parsed(value) : value,
  ]);
  return Object.fromEntries(fields);
}

/** The arguments that Slack reads as JSON; others stay text even when they look like it. */
const structured = new Set(['blocks', 'attachments', 'metadata', 'view', 'files']);

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function send(response: ServerResponse, { status, body, contentType, headers }: Answer, half: boolean): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'content-type': contentType, 'content-length': bytes.length });
  if (!half) {
    response.end(bytes);
    return;
  }
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy());
}
