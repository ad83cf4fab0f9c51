import { randomUUID } from 'node:crypto';
import type { Core, Invocation, Registered, RpcResponse } from './functions-core.ts';
import type { HostLog } from './host-log.ts';
import type { WriteOutputs } from './queue-outputs.ts';

/** Runs a function and writes its outputs; throws what it throws. */
export type Invoke = (
  fn: Registered,
  reason: string,
  make: (invocationId: string) => Invocation,
) => Promise<RpcResponse>;

/** What invoking needs. */
export interface InvokeWith {
  readonly core: Core;
  readonly log: HostLog;
  readonly writeOutputs: WriteOutputs;
  readonly timeoutMs: number;
  /** A function ran for too long: in Azure, the worker and all that runs in it is ended. */
  readonly onTimeout: () => void;
}

/** Invokes through the library's own model, so that its converters run. */
export function invoker({ core, log, writeOutputs, timeoutMs, onTimeout }: InvokeWith): Invoke {
  async function run(fn: Registered, id: string, invocation: Invocation): Promise<RpcResponse> {
    const model = core.model().getInvocationModel({
      invocationId: id,
      metadata: { name: fn.name, bindings: fn.bindings },
      request: { invocationId: id, ...invocation },
      log: (level: string, category: string, says: string) =>
        log(level, `Function.${fn.name}${category === 'user' ? '.User' : ''}`, says),
    });
    const { context, inputs } = await model.getArguments();
    const result = await model.invokeFunction(context, inputs, fn.callback);
    const response = await model.getResponse(context, result);
    await writeOutputs(fn, response);
    return response;
  }

  return async (fn, reason, make) => {
    const id = randomUUID();
    const category = `Function.${fn.name}`;
    const started = performance.now();
    const took = () => `Id=${id}, Duration=${Math.round(performance.now() - started)}ms`;
    log('information', category, `Executing 'Functions.${fn.name}' (Reason='${reason}', Id=${id})`);
    const timer = setTimeout(() => {
      log(
        'error',
        category,
        `Timeout value of ${timeoutMs} ms exceeded by 'Functions.${fn.name}' (Id: '${id}').`,
      );
      onTimeout();
    }, timeoutMs);
    try {
      const response = await run(fn, id, make(id));
      log('information', category, `Executed 'Functions.${fn.name}' (Succeeded, ${took()})`);
      return response;
    } catch (error) {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log('error', category, `Executed 'Functions.${fn.name}' (Failed, ${took()})\n${stack}`);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
}
