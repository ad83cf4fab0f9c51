import { type QueueClient, QueueServiceClient } from '@azure/storage-queue';
import { type Env, resolveNames } from './app-settings.ts';
import type { Binding } from './functions-core.ts';

/** The queue of a binding. The local host knows connection strings alone. */
export function queueOf(binding: Binding, env: Env): QueueClient {
  const connection = String(binding['connection']);
  const text = env[connection] ?? env[`AzureWebJobs${connection}`];
  if (!text) throw new Error(`The setting ${connection} is not set: give it a connection string.`);
  const account = QueueServiceClient.fromConnectionString(text);
  return account.getQueueClient(resolveNames(String(binding['queueName']), env));
}

/** Sends a text that never expires, and creates the queue where there is none, as the host does. */
export async function sendText(queue: QueueClient, messageText: string): Promise<void> {
  const send = () => queue.sendMessage(messageText, { messageTimeToLive: -1 });
  try {
    await send();
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode !== 404) throw error;
    await queue.createIfNotExists();
    await send();
  }
}
