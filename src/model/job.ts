import type { Alert } from './alert.ts';
import type { Told } from './asked.ts';

/** Who wanted a job done: for the answer's last line and for the audit. */
export type Asker =
  | { readonly is: 'person'; readonly user: string; readonly team: string; readonly channel: string }
  | { readonly is: 'timer' }
  | { readonly is: 'alert'; readonly rule: string };

/** Where an answer goes: a channel, or a thread of it. */
export interface Place {
  readonly channel: string;
  readonly thread?: string;
  /** Slack's address for answering one command or click: 30 minutes, five uses. As good as a password: never logged. */
  readonly responseUrl?: string;
}

/** What every job carries. The same id means the same job: a second delivery is not done twice. */
interface JobHead {
  readonly version: 1;
  readonly id: string;
  /** RFC 3339: when it was asked for. */
  readonly askedAt: string;
  readonly by: Asker;
}

/** Judge a cluster and answer. */
export interface CheckJob extends JobHead {
  readonly do: 'check';
  /** As the person wrote it. */
  readonly cluster: string;
  /** Words of `--only`: ids, prefixes, areas. */
  readonly only?: readonly string[];
  readonly namespace?: string;
  readonly answerTo: Place;
}

/** Answer anything else that somebody asked for. */
export interface TellJob extends JobHead {
  readonly do: 'tell';
  readonly asked: Told;
  readonly answerTo: Place;
}

/** Open the round of digests that was due at `dueAt`. */
export interface OpenDigestJob extends JobHead {
  readonly do: 'openDigest';
  readonly dueAt: string;
}

/** Judge one cluster for a round. */
export interface DigestPartJob extends JobHead {
  readonly do: 'digestPart';
  readonly round: string;
  readonly cluster: { readonly name: string; readonly resourceId: string };
}

/** Post the digest of a round with what has come in: sent so that it arrives at the round's deadline. */
export interface CloseDigestJob extends JobHead {
  readonly do: 'closeDigest';
  readonly round: string;
}

/** Answer an alert of Azure Monitor. */
export interface AlertJob extends JobHead {
  readonly do: 'alert';
  readonly alert: Alert;
}

/** Delete what is older than the retention. */
export interface CleanUpJob extends JobHead {
  readonly do: 'cleanUp';
}

/** A piece of work on the queue. */
export type Job = CheckJob | TellJob | OpenDigestJob | DigestPartJob | CloseDigestJob | AlertJob | CleanUpJob;
