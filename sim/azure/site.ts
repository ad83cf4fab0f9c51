import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, textAnswer } from '../kubernetes/answer.ts';
import type { FaultKind, Faults } from '../kubernetes/faults.ts';
import { bodyOf, packed, send } from '../kubernetes/transport.ts';
import { bearerOf } from './arm-sign-in.ts';
import { faultAnswer } from './fault-answer.ts';
import type { AzureRequest, Endpoint } from './request.ts';
import type { TokenOffice } from './tokens.ts';

/** One request that arrived, in the order of arrival. */
export interface LoggedAzureRequest {
  readonly endpoint: Endpoint;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Whom the shown token is for. */
  readonly audience: string | undefined;
  /** 0 until the request has been answered. */
  status: number;
}

/** What requests are met with. */
export interface Site {
  readonly faults: Readonly<Record<Endpoint, Faults>>;
  readonly requests: LoggedAzureRequest[];
  readonly tokens: TokenOffice;
  readonly answers: Readonly<Record<Endpoint, (request: AzureRequest) => Answer>>;
  now(): Date;
  /** Told of every request once it is answered, or is known to get no answer. */
  onAnswered?: ((request: LoggedAzureRequest, ms: number) => void) | undefined;
  /** Ends everything that waits. */
  readonly stop: AbortSignal;
}

function log(site: Site, endpoint: Endpoint, request: IncomingMessage): LoggedAzureRequest {
  const token = bearerOf(request.headers.authorization);
  const logged = {
    endpoint,
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    audience: token === undefined ? undefined : site.tokens.claimsOf(token)?.audience,
    status: 0,
  };
  site.requests.push(logged);
  return logged;
}

function answerFor(
  site: Site,
  endpoint: Endpoint,
  request: AzureRequest,
  fault: FaultKind | undefined,
): Answer {
  if (fault?.kind === 'status') return faultAnswer(endpoint, fault, site.now());
  try {
    return site.answers[endpoint](request);
  } catch (error) {
    return textAnswer(500, `The simulator failed: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

async function respond(
  site: Site,
  endpoint: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const logged = log(site, endpoint, request);
  const tell = (): void => site.onAnswered?.(logged, performance.now() - started);
  const fault = site.faults[endpoint].meeting(logged);
  if (fault?.kind === 'reset') request.socket.destroy();
  if (fault?.kind === 'reset' || fault?.kind === 'hang') return tell();
  const body = await bodyOf(request);
  if (fault?.kind === 'delay') await wait(fault.ms, undefined, { signal: site.stop });
  const url = new URL(logged.path, 'https://simulated');
  const { method } = logged;
  const arrived = { method, path: url.pathname, query: url.searchParams, headers: request.headers, body };
  const ready = await packed(request, answerFor(site, endpoint, arrived, fault), 0);
  // Logged before the last byte leaves: a test that has its answer will look here next.
  logged.status = ready.status;
  tell();
  const bend = fault?.kind === 'trickle' || fault?.kind === 'truncate' ? fault : undefined;
  await send(response, ready, bend, site.stop);
}

/** Handles each request of a server: finds the endpoint, logs it, lets a fault strike, answers. */
export function siteHandler(
  site: Site,
  endpointOf: (path: string) => Endpoint,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    // What fails here is a connection that the client or the closing server has dropped.
    respond(site, endpointOf(request.url ?? '/'), request, response).catch(() => response.destroy());
  };
}
