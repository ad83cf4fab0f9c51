import type { PageMessage } from '../../api.ts';

/** A message of a channel with what stands in its thread. */
export interface Topic {
  readonly message: PageMessage;
  readonly replies: readonly PageMessage[];
}

/** The messages of a channel, oldest first. A deleted one stays as long as it holds up a thread. */
export function timeline(messages: readonly PageMessage[], channel: string): Topic[] {
  const here = messages.filter((message) => message.channel === channel);
  return here
    .filter((message) => !isReply(message))
    .map((message) => ({ message, replies: repliesTo(here, message.ts) }))
    .filter(({ message, replies }) => !message.deleted || replies.length > 0);
}

/** One message with its thread; undefined when there is none such. */
export function topicOf(
  messages: readonly PageMessage[],
  thread: { readonly channel: string; readonly ts: string },
): Topic | undefined {
  const here = messages.filter(({ channel }) => channel === thread.channel);
  const message = here.find(({ ts }) => ts === thread.ts);
  return message && { message, replies: repliesTo(here, thread.ts) };
}

/** Whether a message stands in a thread, under another. */
function isReply({ ts, threadTs }: PageMessage): boolean {
  return threadTs !== undefined && threadTs !== ts;
}

function repliesTo(messages: readonly PageMessage[], ts: string): PageMessage[] {
  return messages.filter((message) => message.threadTs === ts && isReply(message) && !message.deleted);
}
