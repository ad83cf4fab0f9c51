import { setTimeout as wait } from 'node:timers/promises';
import { type Json, object } from '../model/json.ts';
import type { RbacRule, ReadProblem } from '../model/snapshot.ts';
import type { Bounds } from './answer-body.ts';
import type { Connection } from './connection.ts';
import { type Answer, exchange, type Method, methodOf } from './exchange.ts';
import { Pointless } from './pointless.ts';
import { errorCode, problemOfError, problemOfStatus, tooSlow } from './read-problem.ts';
import { type Failure, retryAfter, retryDelay } from './retry.ts';

/** Media types that an API server understands. */
export const accept = {
  json: 'application/json',
  metadata: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json',
  metadataList: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json',
  discovery:
    'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json',
} as const;

/** A request: where, in which form, and the right that it needs. A GET unless it carries something to try. */
export interface Ask {
  readonly path: string;
  readonly accept?: string;
  readonly rule?: RbacRule;
  readonly patch?: object;
  readonly create?: object;
  readonly bounds?: Bounds;
  /** Milliseconds for one attempt, where it may not take all of the budget. */
  readonly withinMs?: number;
  /** Whether something else than a 200 is what was asked for too: then it is neither a problem nor tried again. */
  isAnswer?(answer: Answer): boolean;
}

/** No answer to a GET: nothing there (404), the list has to start anew (410), or why not. */
export type Missed =
  | { readonly is: 'notFound' }
  | { readonly is: 'gone' }
  | { readonly is: 'problem'; readonly problem: ReadProblem };

/** What came of a GET: a 200 (or what else counts as an answer), not yet parsed, or nothing. */
export type Got = ({ readonly is: 'body' } & Answer) | Missed;

/** What came of a GET for JSON. */
export type GotJson =
  | { readonly is: 'json'; readonly json: Json; readonly headers: Answer['headers'] }
  | Missed;

/** Counts what a read costs. */
export interface Meter {
  requests: number;
  bytes: number;
}

/** Gets from one API server, within one budget. */
export interface Client {
  get(ask: Ask, meter: Meter): Promise<Got>;
}

/** One line about one attempt, for `--debug`: no headers, no bodies. */
export type OnExchange = (line: {
  readonly method: Method;
  readonly path: string;
  readonly status: number | string;
  readonly bytes: number;
  readonly ms: number;
}) => void;

/** When to stop: `signal` at the end of the budget, or earlier when going on is pointless. */
export interface Limits {
  readonly signal: AbortSignal;
  readonly budgetMs: number;
  readonly onExchange?: OnExchange;
}

/** A client that retries with jitter on 429, 5xx and broken connections, inside its limits. Never throws. */
export function clientOf(connection: Connection, limits: Limits): Client {
  const attempt = async (ask: Ask, meter: Meter): Promise<Answer | Failure> => {
    const started = performance.now();
    const told = (status: number | string, bytes: number) =>
      limits.onExchange?.({
        method: methodOf(ask),
        path: ask.path,
        status,
        bytes,
        ms: Math.round(performance.now() - started),
      });
    meter.requests += 1;
    const tooLong = ask.withinMs === undefined ? undefined : AbortSignal.timeout(ask.withinMs);
    const signal = tooLong === undefined ? limits.signal : AbortSignal.any([limits.signal, tooLong]);
    try {
      const coming = exchange(connection, { accept: accept.json, ...ask }, signal);
      const answer = await unlessStopped(coming, signal);
      meter.bytes += answer.bytes;
      told(answer.status, answer.bytes);
      return answer;
    } catch (error) {
      const code = tooLong?.aborted === true ? tooSlow : errorCode(error);
      told(code, 0);
      return { is: 'noAnswer', code };
    }
  };
  return {
    async get(ask, meter) {
      let last: Failure | undefined;
      for (let tries = 0; ; tries += 1) {
        if (limits.signal.aborted) return { is: 'problem', problem: stopped(limits, last) };
        const result = await attempt(ask, meter);
        if (limits.signal.aborted) return { is: 'problem', problem: stopped(limits, last) };
        const failure = failureOf(result, ask);
        last = failure;
        if (failure === undefined && 'body' in result) return gotOf(result, ask);
        const delay = failure === undefined ? undefined : retryDelay(failure, tries, Math.random());
        if (delay === undefined) return gaveUp(result, ask, connection);
        await wait(delay, undefined, { signal: limits.signal }).catch(() => undefined);
      }
    },
  };
}

/**
 * A proxy that accepts and says nothing holds a request that no signal reaches. Not `Promise.race` with one promise for
 * the whole run: that promise would hold every answer until the run is forgotten.
 */
function unlessStopped<T>(coming: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Error('stopped'));
    signal.addEventListener('abort', stop, { once: true });
    coming.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** The abort's reason may be the problem that made going on pointless; else time ran out. */
function stopped({ signal, budgetMs }: Limits, last: Failure | undefined): ReadProblem {
  const reason: unknown = signal.reason;
  if (reason instanceof Pointless) return reason.problem;
  const met = last?.is === 'status' ? `, the API server's last answer being ${last.status}` : '';
  return { reason: 'timedOut', detail: `The budget of ${budgetMs / 1_000} s ran out${met}.` };
}

function failureOf(result: Answer | Failure, ask: Ask): Failure | undefined {
  if (!('body' in result)) return result;
  if (ask.isAnswer?.(result) === true) return undefined;
  if (result.status !== 429 && result.status < 500) return undefined;
  const seconds = retryAfter(result.headers['retry-after']);
  return {
    is: 'status',
    status: result.status,
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
  };
}

function gaveUp(result: Answer | Failure, ask: Ask, { server }: Connection): Missed {
  const problem =
    'body' in result
      ? problemOfStatus(result.status, result.body.toString(), ask.rule)
      : problemOfError({ code: result.is === 'noAnswer' ? result.code : 'unknown' }, server);
  return { is: 'problem', problem };
}

function gotOf(answer: Answer, ask: Ask): Got {
  if (ask.isAnswer?.(answer) === true) return { is: 'body', ...answer };
  if (answer.status === 404) return { is: 'notFound' };
  if (answer.status === 410) return { is: 'gone' };
  if (answer.status !== 200) {
    return { is: 'problem', problem: problemOfStatus(answer.status, answer.body.toString(), ask.rule) };
  }
  return { is: 'body', ...answer };
}

/** Gets and parses: for all but lists, which ask for the next page before they parse. */
export async function getJson(client: Client, ask: Ask, meter: Meter): Promise<GotJson> {
  const got = await client.get(ask, meter);
  if (got.is !== 'body') return got;
  const json = parseJson(got.body.toString());
  return json === undefined
    ? { is: 'problem', problem: notJson }
    : { is: 'json', json, headers: got.headers };
}

/** The text as a JSON object; undefined when it is not JSON. */
export function parseJson(body: string): Json | undefined {
  try {
    return object(JSON.parse(body));
  } catch {
    return undefined;
  }
}

/** A 200 that is not JSON. */
export const notJson: ReadProblem = {
  reason: 'unreachable',
  detail: 'What answers is no Kubernetes API server, or a proxy in between: the answer is not JSON.',
};
