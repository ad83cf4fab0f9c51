import type { Tier } from '../model/check.ts';
import type { Fleet, FleetCluster, FleetReading, WantedReading } from '../model/fleet.ts';
import type { Job, Place } from '../model/job.ts';
import type { Message } from '../model/message.ts';
import type { Audit, CleanUp, Marks, Reports, Rounds, Running } from './store-ports.ts';

export type * from './store-ports.ts';

/** The clusters that there are. */
export interface FleetPort {
  /** Throws nothing: what could not be listed is among the problems. Cached for some minutes unless `fresh`. */
  list(options?: { readonly fresh?: boolean }): Promise<Fleet>;
  /** Signs in to one cluster and reads it. Throws nothing. */
  read(cluster: FleetCluster, wanted: WantedReading): Promise<FleetReading>;
}

/** Where a message stands in the chat. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
}

/** What came of posting: `refused` is certain not to stand in the chat; `unclear` may stand there or not. */
export type PostResult =
  | { readonly is: 'posted'; readonly at: Posted }
  | {
      readonly is: 'refused';
      readonly because: string;
      readonly retryAfterSeconds?: number;
      /** Trying again will not help until a person does something. */
      readonly lasting: boolean;
    }
  | { readonly is: 'unclear'; readonly because: string };

/** What came of changing a message; `gone` when it was deleted or can't be changed any more. */
export type UpdateResult =
  | { readonly is: 'updated' }
  | { readonly is: 'gone' }
  | Exclude<PostResult, { is: 'posted' }>;

/** The chat. Never throws. */
export interface Chat {
  /** Each call ends within so many milliseconds. */
  readonly withinMs: number;
  /** Puts another message in the place of one of ours. Doing it again does no harm. */
  update(at: Posted, message: Message, key: string): Promise<UpdateResult>;
  /**
   * Answers one person alone: through the response_url while it lasts, else as an ephemeral message. With
   * `everybody` the whole channel sees it, also where the bot is not a member.
   */
  answer(place: Place, user: string, message: Message, seenBy: 'caller' | 'everybody'): Promise<PostResult>;
  /** Shares a text file in a thread: for what no message can hold. */
  share(
    place: Place,
    file: { readonly name: string; readonly title: string; readonly text: string },
  ): Promise<PostResult>;
  /** Posts with the key in the message's metadata, so that `find` can find it. */
  post(place: Place, message: Message, key: string): Promise<PostResult>;
  /** Looks for a message with this key, posted since a time; `cannotLook` where the scopes do not allow it. */
  find(place: Place, key: string, since: string): Promise<Posted | 'notThere' | 'cannotLook'>;
}

/** The queue of jobs. */
export interface Queue {
  /** Delivered at least once, not before `delaySeconds` (at most seven days). */
  send(jobs: readonly Job[], delaySeconds?: number): Promise<void>;
  /** Puts a message that this version does not understand where it stays until somebody looks. */
  keep(message: string): Promise<void>;
}

/** The operator's log: a sentence and facts; never a token, a kubeconfig or a response body. */
export interface Log {
  info(says: string): void;
  warn(says: string): void;
  error(says: string): void;
}

/** Everything that jobs reach. */
export interface Ports {
  readonly fleet: FleetPort;
  readonly chat: Chat;
  readonly marks: Marks;
  readonly reports: Reports;
  readonly rounds: Rounds;
  readonly running: Running;
  readonly audit: Audit;
  readonly queue: Queue;
  readonly cleanUp: CleanUp;
  readonly log: Log;
  now(): Date;
  /** Resolves after some milliseconds. */
  wait(ms: number): Promise<void>;
}

/** What the settings say about jobs. */
export interface JobOptions {
  readonly digest?: { readonly channel: string; readonly minutes: number };
  readonly alertChannel?: string;
  /** Whether answers about a cluster may go to a channel. */
  mayAnswerIn(channel: string, cluster: FleetCluster): boolean;
  /** Whom to ask for what is not allowed. */
  readonly askWhom?: string;
  /** For all reading of one cluster. */
  readonly budgetMs: number;
  readonly jobSeconds: number;
  /** Opt-in tiers that every check runs. */
  readonly tiers: readonly Tier[];
  readonly retentionDays: number;
}

/** What a job is done with; `attempt` counts deliveries of its message from one. */
export interface JobRun {
  readonly ports: Ports;
  readonly options: JobOptions;
  readonly attempt: number;
}
