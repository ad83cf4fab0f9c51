import type { Chat } from '../../jobs/ports.ts';
import type { Asked } from '../../model/asked.ts';
import type { Message } from '../../model/message.ts';
import type { SlackAccess } from '../exchange.ts';
import type { Access } from './who-may.ts';

/** Words that were not understood: what was meant, and examples of what to type. */
export interface Mistake {
  readonly is: 'mistake';
  readonly says: string;
  readonly examples: readonly string[];
}

/** What somebody's words came to. */
export type Parsed = { readonly is: 'asked'; readonly asked: Asked } | Mistake;

/** What the door needs from elsewhere. */
export interface DoorPorts {
  readonly signingSecret: string;
  /** As whom forms are opened. Its time is short: Slack waits three seconds in all. */
  readonly slack: SlackAccess;
  readonly access: Access;
  /** The cluster that is meant in a channel when no name is given. */
  defaultCluster(channel: string): string | undefined;
  /** Reads the words after `/osm`. */
  parse(text: string, options: { readonly defaultCluster?: string }): Parsed;
  help(channel: string): Message;
  mistake(mistake: Mistake): Message;
  /** Tells one person something outside of the response. */
  readonly answer: Chat['answer'];
}
