import { X509Certificate } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { forbidden, type Rights } from './access.ts';
import type { Answer } from './answer.ts';
import { type Api, type ApiRequest, apiAnswer, attemptOf } from './api.ts';
import { type FaultKind, type Faults, faultAnswer } from './faults.ts';
import { type Caller, callerOf, type EntraSignIn, userOf } from './identity.ts';
import { failureAnswer, unauthorized } from './status.ts';
import { type Bend, bodyOf, packed, send } from './transport.ts';

/** One request that arrived, in the order of arrival. */
export interface LoggedRequest {
  method: string;
  /** With the query. */
  path: string;
  /** The identity that the credentials stand for. */
  as: string;
  /** 0 until the request has been answered. */
  status: number;
  /** Size of the answer's body on the wire. */
  bytes: number;
  /** Time until the answer was ready. */
  ms: number;
  body?: unknown;
}

/** What requests are met with. */
export interface Site {
  readonly api: Api;
  readonly faults: Faults;
  readonly requests: LoggedRequest[];
  /** PEM. */
  readonly clientCa: string;
  readonly clockSkewSeconds: number;
  /** Absent on a cluster without Entra integration. */
  readonly entra: EntraSignIn | undefined;
  /** Told of every request once it is answered, or is known to get no answer. */
  onAnswered?: ((request: LoggedRequest) => void) | undefined;
  /** Ends everything that waits. */
  readonly stop: AbortSignal;
}

function loggedBody(text: string): { body?: unknown } {
  if (text === '') return {};
  try {
    return { body: JSON.parse(text) };
  } catch {
    return { body: text };
  }
}

function apiRequest(request: IncomingMessage, url: URL, user: string, body: string): ApiRequest {
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    user,
    accept: request.headers.accept,
    contentType: (request.headers['content-type'] ?? 'application/json').split(';')[0]?.trim() ?? '',
    body,
  };
}

function internalError(error: unknown): Answer {
  const message = `Internal error occurred: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  return failureAnswer({ code: 500, reason: 'InternalError', message });
}

function answerFor(site: Site, asked: ApiRequest, signedIn: boolean, fault: FaultKind | undefined): Answer {
  if (fault?.kind === 'status') return faultAnswer(fault, forbidden(asked.user, attemptOf(asked)));
  if (!signedIn) return failureAnswer(unauthorized);
  try {
    return apiAnswer(site.api, asked);
  } catch (error) {
    return internalError(error);
  }
}

/** Whether a fault leaves the request without an answer. */
function silenced(fault: FaultKind | undefined, request: IncomingMessage): boolean {
  if (fault?.kind === 'reset') request.socket.destroy();
  return fault?.kind === 'reset' || fault?.kind === 'hang';
}

function newEntry(request: IncomingMessage, as: string): LoggedRequest {
  return { method: request.method ?? 'GET', path: request.url ?? '/', as, status: 0, bytes: 0, ms: 0 };
}

function bendOf(fault: FaultKind | undefined): Bend {
  return fault?.kind === 'trickle' || fault?.kind === 'truncate' ? fault : undefined;
}

/** Somebody from Entra has the rights of whom they stand for, as these are now. */
function lendRights(rights: Rights, { as, user }: Caller): void {
  const lender = userOf(as);
  if (user !== undefined && user !== lender) rights.set(user, rights.get(lender) ?? []);
}

async function respond(
  site: Site,
  clientCa: X509Certificate,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const url = new URL(request.url ?? '/', 'https://simulated');
  const caller = callerOf(request, clientCa, site.entra);
  lendRights(site.api.rights, caller);
  const logged = newEntry(request, caller.as);
  site.requests.push(logged);
  const fault = site.faults.meeting({ method: logged.method, path: logged.path });
  if (silenced(fault, request)) return site.onAnswered?.(logged);
  const body = await bodyOf(request);
  Object.assign(logged, loggedBody(body));
  if (fault?.kind === 'delay') await wait(fault.ms, undefined, { signal: site.stop });
  const asked = apiRequest(request, url, caller.user ?? userOf(caller.as), body);
  const answer = answerFor(site, asked, caller.user !== undefined, fault);
  const ready = await packed(request, answer, site.clockSkewSeconds);
  // Logged before the last byte leaves: a test that has its answer will look here next.
  Object.assign(logged, { status: ready.status, bytes: ready.body.length, ms: performance.now() - started });
  site.onAnswered?.(logged);
  await send(response, ready, bendOf(fault), site.stop);
}

/** Handles each request of a server: logs it, lets a fault strike, finds out who asks, answers. */
export function requestHandler(site: Site): (request: IncomingMessage, response: ServerResponse) => void {
  const clientCa = new X509Certificate(site.clientCa);
  return (request, response) => {
    // What fails here is a connection that the client or the closing server has dropped.
    respond(site, clientCa, request, response).catch(() => response.destroy());
  };
}
