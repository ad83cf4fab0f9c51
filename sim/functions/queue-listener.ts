import type { EventEmitter } from 'node:events';
import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue';
import { backOff } from './back-off.ts';
import type { QueueRules } from './host-json.ts';
import type { HostLog } from './host-log.ts';
import { sendText } from './queue-account.ts';
import { decoded } from './queue-message.ts';

/** Takes messages from one queue, until it is stopped. */
export interface QueueListener {
  /** Takes no more messages; resolves when those in hand are done. */
  stop(): Promise<void>;
  /** Gives back what is in hand, as after a failure. */
  release(): Promise<void>;
}

/** What a listener needs. */
export interface ListenWith {
  readonly queue: QueueClient;
  /** Absent for a queue that is itself one of poison: a message that fails there stays hidden for its lock. */
  readonly poison?: QueueClient;
  readonly rules: QueueRules;
  readonly log: HostLog;
  readonly run: (message: DequeuedMessageItem, body: string) => Promise<unknown>;
  /** Tells, under a queue's name, that this host put something there: a listener that waits looks at once. */
  readonly enqueued: EventEmitter;
}

/** A message in hand, with the receipt that counts now. */
interface Held {
  readonly message: DequeuedMessageItem;
  receipt: string;
}

/**
 * The host's rules for a queue.
 * Source: QueueListener and QueueProcessor of the storage extension, Azure/azure-sdk-for-net and Azure/azure-webjobs-sdk.
 */
export function listenToQueue({ queue, poison, rules, log, run, enqueued }: ListenWith): QueueListener {
  const category = `Host.Queue.${queue.name}`;
  const running = new Map<Promise<void>, Held>();
  const wait = backOff(rules.maxPollingMs);
  let stopping = false;
  let endWait = () => {};

  /** Somebody else took the message over, or the queue is gone: nothing is left to do for this host. */
  const unlessGone = (error: unknown) => {
    const status = (error as { statusCode?: number }).statusCode;
    if (status !== 400 && status !== 404 && status !== 409) throw error;
    log('warning', category, 'The message is no longer held by this host.');
  };
  const remove = ({ message, receipt }: Held) =>
    queue.deleteMessage(message.messageId, receipt).then(() => {}, unlessGone);
  const hide = async (held: Held, seconds: number) => {
    const { popReceipt } = await queue.updateMessage(
      held.message.messageId,
      held.receipt,
      undefined,
      seconds,
    );
    held.receipt = popReceipt ?? held.receipt;
  };

  async function toPoison(held: Held): Promise<void> {
    if (poison === undefined) return;
    const told = `Message has reached MaxDequeueCount of ${rules.maxDequeueCount}. Moving message to queue '${poison.name}'.`;
    log('warning', category, told);
    await sendText(poison, held.message.messageText);
    await remove(held);
    enqueued.emit(poison.name);
  }

  async function failed(held: Held): Promise<void> {
    if (poison === undefined) return;
    if (held.message.dequeueCount >= rules.maxDequeueCount) return toPoison(held);
    await hide(held, rules.visibilitySeconds).catch(unlessGone);
  }

  async function work(held: Held): Promise<void> {
    const body = decoded(held.message.messageText);
    if (body === undefined || held.message.dequeueCount > rules.maxDequeueCount) return toPoison(held);
    let renewing = Promise.resolve();
    const renewal = setInterval(
      () => {
        renewing = renewing.then(() => hide(held, rules.lockSeconds).catch(unlessGone).catch(logError));
      },
      (rules.lockSeconds * 1_000) / 2,
    );
    const succeeded = await run(held.message, body).then(
      () => true,
      () => false,
    );
    clearInterval(renewal);
    // A renewal under way changes the receipt, without which the message cannot be deleted.
    await renewing;
    await (succeeded ? remove(held) : failed(held));
  }

  const logError = (error: unknown) => log('error', category, String(error));

  async function take(): Promise<DequeuedMessageItem[]> {
    const options = { numberOfMessages: rules.batchSize, visibilityTimeout: rules.lockSeconds };
    try {
      return (await queue.receiveMessages(options)).receivedMessageItems;
    } catch (error) {
      // A queue that does not exist yet is an empty one.
      if ((error as { statusCode?: number }).statusCode !== 404) logError(error);
      return [];
    }
  }

  async function poll(): Promise<void> {
    let found = false;
    while (!stopping) {
      const messages = await take();
      for (const message of messages) {
        const held = { message, receipt: message.popReceipt };
        const task: Promise<void> = work(held)
          .catch(logError)
          .finally(() => running.delete(task));
        running.set(task, held);
      }
      if (messages.length > 0) {
        found = true;
        while (running.size > rules.newBatchThreshold) await Promise.race(running.keys());
      } else {
        const ms = wait(found);
        found = false;
        await new Promise<void>((resolve) => {
          endWait = resolve;
          setTimeout(resolve, ms);
        });
      }
    }
  }

  enqueued.on(queue.name, () => endWait());
  const polling = poll();
  return {
    async stop() {
      stopping = true;
      endWait();
      await polling;
      await Promise.all(running.keys());
    },
    async release() {
      stopping = true;
      await Promise.all([...running.values()].map((held) => failed(held).catch(logError)));
    },
  };
}
