import type { PageState } from '../../api.ts';

/** The `ts` of the last message that was read, by channel. */
export type LastRead = Readonly<Record<string, string>>;

/** All that is there now, as read. */
export function readUpTo({ messages }: Pick<PageState, 'messages'>): LastRead {
  const read: Record<string, string> = {};
  for (const { channel, ts } of messages) {
    if (ts > (read[channel] ?? '')) read[channel] = ts;
  }
  return read;
}

/** How many messages of others a channel has that were not read. */
export function unreadIn(
  { messages, me }: Pick<PageState, 'messages' | 'me'>,
  read: LastRead,
  channel: string,
): number {
  const after = read[channel] ?? '';
  return messages.filter(
    (message) =>
      message.channel === channel && message.from !== me.id && !message.deleted && message.ts > after,
  ).length;
}
