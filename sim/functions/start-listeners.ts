import type { EventEmitter } from 'node:events';
import type { Registered } from './functions-core.ts';
import type { QueueRules } from './host-json.ts';
import { writeLine } from './host-log.ts';
import type { Invoke } from './invoke.ts';
import type { QueueListener } from './queue-listener.ts';
import { triggeredBy, triggerOf } from './triggers.ts';

/** The listeners of a host together. */
export interface Listeners {
  stop(): Promise<void>;
  release(): Promise<void>;
}

async function listen(
  fn: Registered,
  rules: QueueRules,
  invoke: Invoke,
  enqueued: EventEmitter,
): Promise<QueueListener> {
  const [{ queueOf }, { listenToQueue }, { queueInvocation }] = await Promise.all([
    import('./queue-account.ts'),
    import('./queue-listener.ts'),
    import('./queue-message.ts'),
  ]);
  const trigger = triggerOf(fn);
  const queue = queueOf(trigger, process.env);
  const poisonName = `${queue.name}-poison`;
  return listenToQueue({
    queue,
    ...(queue.name.endsWith('-poison')
      ? {}
      : { poison: queueOf({ ...trigger, queueName: poisonName }, process.env) }),
    rules,
    log: writeLine,
    run: (message, body) =>
      invoke(fn, `New queue message detected on '${queue.name}'.`, () => queueInvocation(fn, message, body)),
    enqueued,
  });
}

/** Listens to the queue of each function that a queue sets off. What cannot be listened to is told in the log. */
export async function startListeners(
  functions: Iterable<Registered>,
  rules: QueueRules,
  invoke: Invoke,
  enqueued: EventEmitter,
): Promise<Listeners> {
  const listeners: QueueListener[] = [];
  for (const fn of triggeredBy('queueTrigger', functions)) {
    try {
      listeners.push(await listen(fn, rules, invoke, enqueued));
    } catch (error) {
      writeLine('error', 'Host', `The '${fn.name}' function is in error: ${String(error)}`);
    }
  }
  return {
    stop: async () => void (await Promise.all(listeners.map((one) => one.stop()))),
    release: async () => void (await Promise.all(listeners.map((one) => one.release()))),
  };
}
