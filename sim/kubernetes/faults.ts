import type { Answer } from './answer.ts';
import { type Failure, failureAnswer, unauthorized } from './status.ts';

/** What goes wrong. */
export type FaultKind =
  | { readonly kind: 'delay'; readonly ms: number }
  | {
      readonly kind: 'status';
      readonly status: 401 | 403 | 409 | 410 | 429 | 500 | 502 | 503 | 504;
      readonly retryAfterSeconds?: number;
      readonly html?: boolean;
    }
  | { readonly kind: 'reset' }
  | { readonly kind: 'trickle'; readonly bytesPerSecond: number }
  | { readonly kind: 'truncate'; readonly afterBytes: number }
  | { readonly kind: 'hang' };

/** Something that goes wrong on demand: with every request unless `on` chooses, for ever unless `times` is given. */
export interface Fault {
  readonly on?: (request: { method: string; path: string }) => boolean;
  readonly times?: number;
  readonly is: FaultKind;
}

/** Faults that are waiting for their request. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The fault that meets this request; uses up one of its times. */
  meeting(request: { method: string; path: string }): FaultKind | undefined;
}

/** An empty list of faults; the one added first strikes first. */
export function faultList(): Faults {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    },
    clear: () => {
      waiting = [];
    },
    meeting: (request) => {
      const met = waiting.find(({ fault, left }) => left > 0 && (fault.on?.(request) ?? true));
      if (met === undefined) return undefined;
      met.left -= 1;
      return met.fault.is;
    },
  };
}

/** A real server's words for each status; 403 is worded by the authorizer. */
const failures: Readonly<Record<number, Failure>> = {
  401: unauthorized,
  409: {
    code: 409,
    reason: 'Conflict',
    message:
      'Operation cannot be fulfilled on the object: the object has been modified; please apply your changes to the latest version and try again',
  },
  410: {
    code: 410,
    reason: 'Expired',
    message:
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
  },
  429: {
    code: 429,
    reason: 'TooManyRequests',
    message: 'the server has received too many requests and has asked us to try again later',
  },
  500: { code: 500, reason: 'InternalError', message: 'Internal error occurred: etcdserver: leader changed' },
  502: { code: 502, message: 'Bad Gateway' },
  503: {
    code: 503,
    reason: 'ServiceUnavailable',
    message: 'the server is currently unable to handle the request',
  },
  504: {
    code: 504,
    reason: 'Timeout',
    message: 'Timeout: request did not complete within the allotted timeout',
  },
};

function htmlPage(status: number, title: string): string {
  const heading = `${status} ${title}`;
  return `<html>\r\n<head><title>${heading}</title></head>\r\n<body>\r\n<center><h1>${heading}</h1></center>\r\n</body>\r\n</html>\r\n`;
}

const titles: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  409: 'Conflict',
  410: 'Gone',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

/** The answer that a status fault gives: a Status, or the page of a proxy that stands in between. */
export function faultAnswer(fault: FaultKind & { kind: 'status' }, denied: Failure): Answer {
  const { retryAfterSeconds, status } = fault;
  const headers = retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };
  if (fault.html) {
    return { status, body: htmlPage(status, titles[status] ?? ''), contentType: 'text/html', headers };
  }
  const failure = failures[status] ?? denied;
  const details =
    retryAfterSeconds === undefined ? {} : { details: { ...failure.details, retryAfterSeconds } };
  return { ...failureAnswer({ ...failure, ...details }), headers };
}
