import type { Chat } from '../jobs/ports.ts';
import type { Message } from '../model/message.ts';
import { linkChecks } from '../present/link-checks.ts';

/** The same chat, whose messages link the checks they name to their pages. Without an address nothing is linked. */
export function linkingChat(chat: Chat, address: string | undefined): Chat {
  if (address === undefined) return chat;
  const linked = (message: Message): Message => linkChecks(message, address);
  return {
    ...chat,
    post: (place, message, key) => chat.post(place, linked(message), key),
    update: (at, message, key) => chat.update(at, linked(message), key),
    answer: (place, user, message, seenBy) => chat.answer(place, user, linked(message), seenBy),
  };
}
