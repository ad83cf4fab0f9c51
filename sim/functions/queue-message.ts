import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { Invocation, Registered } from './functions-core.ts';
import { triggerOf } from './triggers.ts';

/** The words of a message, or undefined when they are not base64, which the host takes for poison. */
export function decoded(messageText: string): string | undefined {
  const bytes = Buffer.from(messageText, 'base64');
  return bytes.toString('base64') === messageText ? bytes.toString('utf8') : undefined;
}

/** A message as the host hands it over: as text, which the library reads as JSON where it can. */
export function queueInvocation(fn: Registered, message: DequeuedMessageItem, body: string): Invocation {
  const json = (value: unknown) => ({ json: JSON.stringify(value) });
  return {
    inputData: [{ name: triggerOf(fn).name, data: { string: body } }],
    triggerMetadata: {
      QueueTrigger: { string: body },
      Id: { string: message.messageId },
      PopReceipt: { string: message.popReceipt },
      DequeueCount: json(message.dequeueCount),
      InsertionTime: json(message.insertedOn),
      ExpirationTime: json(message.expiresOn),
      NextVisibleTime: json(message.nextVisibleOn),
    },
  };
}
