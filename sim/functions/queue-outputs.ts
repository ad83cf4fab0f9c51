import type { EventEmitter } from 'node:events';
import type { Env } from './app-settings.ts';
import type { Binding, Registered, RpcData, RpcResponse } from './functions-core.ts';

/** Writes what a function gave to its queue outputs, before its trigger counts as done. */
export type WriteOutputs = (fn: Registered, response: RpcResponse) => Promise<void>;

/** A list becomes a message each, text goes as it is, everything else as JSON. */
function messagesIn(data: RpcData): string[] {
  if (data.string !== undefined) return [data.string];
  if (data.bytes !== undefined) return [Buffer.from(data.bytes).toString('utf8')];
  const value: unknown = data.json === undefined ? (data.int ?? data.double) : JSON.parse(data.json);
  const items = Array.isArray(value) ? value : [value];
  return items.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
}

function outputOf(binding: Binding, name: string, response: RpcResponse): RpcData | null | undefined {
  if (name === '$return') return response.returnValue;
  return response.outputData?.find((output) => output.name === binding.name)?.data;
}

/** Output bindings of queues; `enqueued` tells this host's listener on that queue, as in Azure. */
export function queueOutputs(env: Env, enqueued: EventEmitter): WriteOutputs {
  return async (fn, response) => {
    for (const [name, binding] of Object.entries(fn.bindings)) {
      if (binding.direction !== 'out' || binding.type !== 'queue') continue;
      const data = outputOf(binding, name, response);
      if (!data) continue;
      const { queueOf, sendText } = await import('./queue-account.ts');
      const queue = queueOf(binding, env);
      for (const message of messagesIn(data)) await sendText(queue, Buffer.from(message).toString('base64'));
      enqueued.emit(queue.name);
    }
  };
}
