import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebClient } from '@slack/web-api';
import { type Json, object, optional, text } from '../model/json.ts';
import { silent } from './silent.ts';

/** Milliseconds that one operation may take unless it is told otherwise. */
export const slowestMs = 9_000;

/** Where Slack is, and as whom. */
export interface SlackAccess {
  readonly token: string;
  /** `https://slack.com/api/`. */
  readonly apiUrl: string;
  /** For one operation with all its requests; 9,000 unless given. */
  readonly timeoutMs?: number;
}

/** What came of one request. After `notSent`, `status` below 500, `limited` and `error` nothing was done. */
export type Answer =
  | { readonly is: 'ok'; readonly data: Json }
  /** Slack's own code, such as `channel_not_found`; `needed` are scopes. */
  | { readonly is: 'error'; readonly code: string; readonly needed?: string }
  | { readonly is: 'limited'; readonly retryAfterSeconds?: number }
  /** An HTTP status that is not Slack's manner of answering: of Slack in trouble, or of a proxy. */
  | { readonly is: 'status'; readonly status: number }
  /** No connection was made. */
  | { readonly is: 'notSent'; readonly code: string }
  /** The connection broke, time ran out, or the answer cannot be understood: it may have been done or not. */
  | { readonly is: 'lost'; readonly because: string };

/** Calls a method of the Web API once. Never throws. */
export type Call = (method: string, args: Record<string, unknown>) => Promise<Answer>;

/** Failures before anything was sent. */
const beforeSending = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** One operation and its time: whatever it sends ends when `until` is aborted. */
export interface Operation {
  readonly call: Call;
  readonly until: AbortSignal;
}

/** Begins an operation: all that it sends ends when its time is up, and nothing is sent twice. */
export function operation({ token, apiUrl, timeoutMs = slowestMs }: SlackAccess): Operation {
  const signal = AbortSignal.timeout(timeoutMs);
  let seen: Seen = {};
  const client = new WebClient(token, {
    slackApiUrl: apiUrl,
    allowAbsoluteUrls: false,
    logger: silent,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: async (url, init) => {
      try {
        const response = await fetch(url, { ...init, signal });
        seen = { status: response.status };
        return response;
      } catch (error) {
        seen = optional('code', codeIn(error));
        throw error;
      }
    },
  });
  const call: Call = async (method, args) => {
    seen = {};
    try {
      return { is: 'ok', data: object(await client.apiCall(method, args)) };
    } catch (error) {
      return answerOf(error, seen, signal.aborted);
    }
  };
  return { call, until: signal };
}

/** Calls alone, for an operation that sends nothing else. */
export function callsFor(access: SlackAccess): Call {
  return operation(access).call;
}

/** What the connection showed: the client keeps some of it to itself. */
interface Seen {
  readonly status?: number;
  readonly code?: string;
}

function answerOf(error: unknown, { status, code }: Seen, late: boolean): Answer {
  if (error instanceof WebAPIPlatformError) return errorAnswer(object(error.data));
  if (error instanceof WebAPIRateLimitedError) return { is: 'limited', retryAfterSeconds: error.retryAfter };
  if (error instanceof WebAPIHTTPError) return { is: 'status', status: error.statusCode };
  // Without a Retry-After the client has no error of its own for a 429.
  if (status === 429) return { is: 'limited' };
  return brokenAnswer(code, late);
}

/** What a request without an answer came to; `code` is the network's. */
function brokenAnswer(code: string | undefined, late: boolean): Answer {
  if (late) return { is: 'lost', because: 'Slack did not answer in time.' };
  if (code !== undefined && beforeSending.has(code)) return { is: 'notSent', code };
  return { is: 'lost', because: `The connection to Slack broke${code === undefined ? '' : ` (${code})`}.` };
}

/** Posts to an address of Slack's that is no method and takes no token: a response_url, an upload. Never throws. */
export async function sendTo(url: string, body: string, type: string, until: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
      redirect: 'manual',
      signal: until,
    });
    return plainAnswer(response.status, response.headers.get('retry-after'), await response.text());
  } catch (error) {
    return brokenAnswer(codeIn(error), until.aborted);
  }
}

/** `ok`, or JSON with a code, which may come under any status, or a code by itself. */
function plainAnswer(status: number, retryAfter: string | null, body: string): Answer {
  if (status === 429) {
    return { is: 'limited', ...optional('retryAfterSeconds', Number(retryAfter) || undefined) };
  }
  const told = jsonIn(body);
  if (told['ok'] === false) return errorAnswer(told);
  if (status === 400 && /^[a-z]+(_[a-z]+)+$/.test(body)) return errorAnswer({ error: body });
  if (status !== 200) return { is: 'status', status };
  // The page of a proxy comes with status 200 too.
  return body.trimStart().startsWith('<') ? errorAnswer({}) : { is: 'ok', data: told };
}

function jsonIn(body: string): Json {
  try {
    return object(JSON.parse(body));
  } catch {
    return {};
  }
}

/** What is not a code is a body that somebody else sent, or half of one: nothing of it is repeated. */
function errorAnswer(data: Json): Answer {
  const code = text(data['error']) ?? '';
  if (!/^[a-z_]{1,60}$/.test(code)) {
    return { is: 'lost', because: 'What answered was not Slack, or half of its answer is missing.' };
  }
  if (code === 'ratelimited' || code === 'rate_limited') {
    const after = object(data['response_metadata'])['retryAfter'];
    return { is: 'limited', ...optional('retryAfterSeconds', typeof after === 'number' ? after : undefined) };
  }
  const needed = text(data['needed']);
  const scopes = needed !== undefined && /^[a-z:._,]{1,200}$/.test(needed) ? needed : undefined;
  return { is: 'error', code, ...optional('needed', scopes) };
}

/** The code of the network's error, which stands some causes down. */
function codeIn(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 4) return undefined;
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) ? code : codeIn(cause, depth + 1);
}
