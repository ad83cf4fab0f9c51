import { type App, type Receiver, type ReceiverEvent, ReceiverMultipleAckError } from '@slack/bolt';
import type { Log } from '../../jobs/ports.ts';
import type { Job } from '../../model/job.ts';
import { type Json, text } from '../../model/json.ts';
import { answered, bare, type DoorRequest, type DoorResponse, mostBytes, valuesOf } from './http.ts';
import { isSslCheck, readPayload } from './payload.ts';
import { sentBySlackAt } from './signature.ts';

/** Slack gives an app three seconds. */
const usualDeadlineMs = 2_500;

/** Whoever sent it learns nothing; the operator may have the wrong secret. */
const unsigned =
  "A request to the Slack door was not signed by Slack in the last five minutes. If Slack's own commands fail, compare SLACK_SIGNING_SECRET with Basic Information of the Slack app.";

/** What listeners know of the request that they answer, beside Bolt's arguments. */
export interface Incoming {
  /** RFC 3339: when Slack sent it. */
  readonly askedAt: string;
  readonly log: Log;
  /** Puts a job on its way. Throws when the answer has already been given: so it comes before anything is waited for. */
  send(job: Job): void;
}

/** What a receiver is made with. */
export interface ReceiverOptions {
  readonly signingSecret: string;
  /** Milliseconds after which Slack is answered with what was acknowledged so far. */
  readonly deadlineMs?: number;
}

/** A receiver of Bolt: one request in, one response out. */
export interface DoorReceiver extends Receiver {
  /** Never throws. */
  handle(request: DoorRequest): Promise<DoorResponse>;
}

/** Makes a receiver. Throws on an empty signing secret, for everybody can sign with that. */
export function doorReceiver({ signingSecret, deadlineMs = usualDeadlineMs }: ReceiverOptions): DoorReceiver {
  if (signingSecret.trim() === '') throw new Error('The signing secret of the Slack app is empty.');
  let app: App | undefined;
  return {
    init: (made) => {
      app = made;
    },
    start: async () => {},
    stop: async () => {},
    handle: async (request) => {
      const bytes = Buffer.from(request.rawBody);
      if (bytes.length > mostBytes) return bare(413);
      if (isSslCheck(request.headers, bytes)) return bare(200);
      const sentAt = sentBySlackAt(signingSecret, request, bytes);
      if (sentAt === undefined) {
        request.log.warn(unsigned);
        return bare(401);
      }
      const payload = readPayload(request.headers, bytes);
      if (payload.is !== 'read') return bare(payload.is === 'malformed' ? 400 : 415);
      const { body } = payload;
      if (body['type'] === 'url_verification') return answered({ challenge: text(body['challenge']) }, []);
      if (app === undefined) throw new Error('The receiver belongs to no app yet.');
      return dispatch(app, request, body, { askedAt: new Date(sentAt * 1_000).toISOString(), deadlineMs });
    },
  };
}

/** Lets the listeners answer; ends when they are done, or at the deadline with what was acknowledged by then. */
async function dispatch(
  app: App,
  { headers, log }: DoorRequest,
  body: Json,
  { askedAt, deadlineMs }: { readonly askedAt: string; readonly deadlineMs: number },
): Promise<DoorResponse> {
  const jobs: Job[] = [];
  let acknowledged: { readonly body: unknown } | undefined;
  let closed = false;
  const incoming: Incoming = {
    askedAt,
    log,
    send: (job) => {
      if (closed) throw new Error('A job came after the answer to Slack.');
      jobs.push(job);
    },
  };
  const [retryNum = '0'] = valuesOf(headers, 'x-slack-retry-num');
  const [retryReason = ''] = valuesOf(headers, 'x-slack-retry-reason');
  const event: ReceiverEvent = {
    body,
    retryNum: Number(retryNum),
    retryReason,
    customProperties: { incoming },
    ack: async (response?: unknown) => {
      if (acknowledged !== undefined) throw new ReceiverMultipleAckError();
      acknowledged = { body: response };
    },
  };
  const work = app.processEvent(event).then(
    () => 'done' as const,
    (error: unknown) => {
      log.error(`A request of Slack's could not be answered: ${nameAndPlace(error)}.`);
      return 'thrown' as const;
    },
  );
  const outcome = await before(deadlineMs, work);
  closed = true;
  if (acknowledged !== undefined) return answered(acknowledged.body, jobs);
  if (outcome === 'late') log.error("A request of Slack's was not acknowledged in time.");
  return bare({ done: 404, thrown: 500, late: 503 }[outcome]);
}

async function before<T>(ms: number, work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** An error's words may repeat the request; its name and where it was thrown do not. Bolt wraps what it does not know. */
function nameAndPlace(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  if ('original' in error) return nameAndPlace(error.original);
  const name = 'code' in error ? String(error.code) : error.name;
  const place = /^\s+at (?:async )?([\w.<>]+)/m.exec(error.stack ?? '')?.[1];
  return place === undefined ? name : `${name} in ${place}`;
}
