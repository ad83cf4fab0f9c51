import type { Log } from '../../jobs/ports.ts';
import type { Job } from '../../model/job.ts';

/** The longest body that is read: Slack's own are far shorter. */
export const mostBytes = 1_048_576;

/** A request as it came. */
export interface DoorRequest {
  /** A header that came twice stands here twice, or once with a comma between. */
  readonly headers: Iterable<readonly [name: string, value: string]>;
  /** The bytes that the signature covers. */
  readonly rawBody: Buffer | string;
  readonly now: Date;
  readonly log: Log;
}

/** What is answered, and what is to be put on the queue first. */
export interface DoorResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly jobs: readonly Job[];
}

/** Every value under which a header came. */
export function valuesOf(headers: DoorRequest['headers'], name: string): string[] {
  return [...headers].filter(([given]) => given.toLowerCase() === name).map(([, value]) => value);
}

/** An answer without words: whoever sent a request that is no request of Slack's learns nothing. */
export function bare(status: number): DoorResponse {
  return { status, headers: {}, body: '', jobs: [] };
}

/** An answer to Slack: nothing, text as it is, anything else in JSON. */
export function answered(body: unknown, jobs: readonly Job[]): DoorResponse {
  if (body === undefined || body === null || body === '') return { ...bare(200), jobs };
  const isText = typeof body === 'string';
  return {
    status: 200,
    headers: { 'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8' },
    body: isText ? body : JSON.stringify(body),
    jobs,
  };
}
