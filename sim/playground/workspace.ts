import { bot } from '../slack/workspace.ts';

/** Whom the reader plays. */
export const me = { id: 'U0ANN', name: 'ann' } as const;

/** The name by which the bot is mentioned. */
export const botName = 'osm-doctor';

/** Names by id, the bot's too: messages mention both. */
export const people: Readonly<Record<string, string>> = {
  [me.id]: me.name,
  U0BOB: 'bob',
  [bot.user]: botName,
};

/** The channels of the workspace. */
export const channels = [
  { id: 'C0OPS00001', name: 'ops', about: 'Where people ask: type /osm' },
  { id: 'C0ALERTS01', name: 'alerts', about: 'Where alerts of Azure Monitor are answered' },
  { id: 'C0DIGEST01', name: 'digest', about: 'Where the digest of all clusters is posted' },
] as const;

/** Where alerts and digests go. */
export const channelFor = { alerts: 'C0ALERTS01', digest: 'C0DIGEST01' } as const;
