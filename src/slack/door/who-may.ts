import type { Asker } from '../../model/job.ts';
import type { Message } from '../../model/message.ts';

/** Who asks, and from where. */
export type Who = Omit<Extract<Asker, { readonly is: 'person' }>, 'is'>;

/** Whose commands are taken. */
export interface Access {
  readonly teams: readonly string[] | 'all';
  readonly channels: readonly string[] | 'all';
  readonly users: readonly string[] | 'all';
  /** Goes on from "Ask". */
  readonly askWhom: string;
}

/** Tells somebody why osm-doctor takes no commands from them, and whom to ask; undefined when it does. */
export function refusalOf(access: Access, who: Who): Message | undefined {
  const because = reason(access, who);
  if (because === undefined) return undefined;
  return {
    tone: 'neutral',
    summary: `osm-doctor takes no commands from ${because} Ask ${access.askWhom}.`,
    parts: [
      { is: 'heading', text: 'You may not ask this here' },
      { is: 'paragraph', lines: [[`osm-doctor takes no commands from ${because} Ask ${access.askWhom}.`]] },
    ],
  };
}

function reason({ teams, channels, users }: Access, who: Who): string | undefined {
  if (!isAmong(teams, who.team)) return 'this workspace.';
  if (!isAmong(users, who.user)) return 'you: it is open to some people only.';
  if (!isAmong(channels, who.channel)) return 'this channel: it is open to some channels only.';
  return undefined;
}

function isAmong(allowed: readonly string[] | 'all', id: string): boolean {
  return allowed === 'all' || allowed.includes(id);
}
