import type { State } from './report.ts';

/**
 * A piece of a line. Everything in it is data: whoever shows it escapes it for where it goes. `code` is a name or a
 * value as it stands in the cluster; `user` is the id of a person in the chat, which shows the name.
 */
export type Span =
  | string
  | { readonly text: string; readonly as: 'strong' | 'code' | 'quiet' | 'user' }
  | { readonly text: string; readonly as: 'link'; readonly to: string };

/** One line of a message. */
export type Line = readonly Span[];

/** What a button asks for; the value says of what. */
export interface Button {
  readonly does: 'checkAgain' | 'showAll' | 'explain' | 'proposeChange';
  readonly label: string;
  /** Plain words, at most 2,000 characters: a cluster, an id, a key. */
  readonly value: string;
}

/** A part of a message, in the terms of what it means. */
export type Part =
  | { readonly is: 'heading'; readonly text: string }
  | { readonly is: 'paragraph'; readonly lines: readonly Line[] }
  /** Small print: who asked, when, how long it took. */
  | { readonly is: 'note'; readonly lines: readonly Line[] }
  | { readonly is: 'list'; readonly items: readonly Line[] }
  /** Something to copy and type; nothing in it is markup. */
  | { readonly is: 'command'; readonly text: string }
  | { readonly is: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly Line[])[] }
  | { readonly is: 'divider' }
  | { readonly is: 'buttons'; readonly buttons: readonly Button[] };

/** A message for people, before it is known where it will be shown. */
export interface Message {
  /** Told in colour beside the words, never in colour alone. */
  readonly tone: State | 'neutral';
  /** One line that is complete in itself: what a notification shows. */
  readonly summary: string;
  readonly parts: readonly Part[];
}

/** What stands in the channel, and what stands in its thread. */
export interface Threaded {
  readonly parent: Message;
  readonly details?: Message;
}
