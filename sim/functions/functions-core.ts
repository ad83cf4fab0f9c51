import Module from 'node:module';
import type { HostLog } from './host-log.ts';

/** A value on its way between host and worker. */
export interface RpcData {
  readonly string?: string;
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly http?: RpcRequest | RpcAnswer;
  readonly int?: number;
  readonly double?: number;
}

/** An HTTP request as the host hands it to the worker, with the bytes of the body as they came. */
export interface RpcRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly body?: { readonly bytes: Uint8Array };
}

/** The answer of a function to an HTTP request. */
export interface RpcAnswer {
  readonly statusCode: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: RpcData;
}

/** One binding of a function, with the fields of its type. */
export interface Binding {
  readonly type: string;
  readonly direction: 'in' | 'out';
  readonly name: string;
  readonly [field: string]: unknown;
}

/** What an app registered under a name. */
export interface Registered {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Binding>>;
  readonly callback: (...args: unknown[]) => unknown;
}

/** What a trigger hands to a function. */
export interface Invocation {
  readonly inputData: readonly { readonly name: string; readonly data: RpcData }[];
  readonly triggerMetadata: Readonly<Record<string, RpcData>>;
}

/** What a function gave back. */
export interface RpcResponse {
  readonly outputData?: readonly { readonly name: string; readonly data: RpcData }[];
  readonly returnValue?: RpcData | null;
}

interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: Registered['callback']): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<RpcResponse>;
}

/** The library's half of an invocation: it makes the arguments and reads the result, as in Azure. */
interface ProgrammingModel {
  getInvocationModel(context: unknown): InvocationModel;
  getCapabilities(given: Record<string, string>): Promise<Record<string, string>>;
}

/** What the app did with the library when it was loaded. */
export interface Core {
  readonly functions: ReadonlyMap<string, Registered>;
  /** Throws when no function was registered through the library. */
  model(): ProgrammingModel;
  /** Runs the hooks of the app's start or end. */
  runHooks(name: string): Promise<void>;
}

const hooksThatRun = ['appStart', 'appTerminate'];

/** Gives `@azure/functions` the module that only the worker supplies in Azure, and keeps what is registered. */
export function supplyCore(log: HostLog): Core {
  const functions = new Map<string, Registered>();
  const hooks: { readonly name: string; readonly callback: (context: unknown) => unknown }[] = [];
  let model: ProgrammingModel | undefined;
  class Disposable {
    dispose(): void {}
  }
  const core = {
    version: '3.12.0',
    hostVersion: '4.1000.0',
    Disposable,
    registerHook(name: string, callback: (context: unknown) => unknown) {
      if (!hooksThatRun.includes(name)) throw new Error(`The local host does not run the hook ${name}.`);
      hooks.push({ name, callback });
      return new Disposable();
    },
    setProgrammingModel(given: ProgrammingModel) {
      model = given;
    },
    getProgrammingModel: () => model,
    log: (level: string, category: string, says: string) => log(level, `Worker.${category}`, says),
    registerFunction(metadata: Omit<Registered, 'callback'>, callback: Registered['callback']) {
      if (functions.has(metadata.name)) {
        throw new Error(`A function with id "${metadata.name}" has already been registered.`);
      }
      functions.set(metadata.name, { name: metadata.name, bindings: metadata.bindings, callback });
      return new Disposable();
    },
  };
  const prototype = Module.prototype as unknown as { require: (id: string) => unknown };
  const load = prototype.require;
  prototype.require = function (id) {
    return id === '@azure/functions-core' ? core : load.call(this, id);
  };
  return {
    functions,
    model() {
      if (model === undefined) throw new Error('The app did not register a function with @azure/functions.');
      return model;
    },
    async runHooks(name) {
      const appHookData = {};
      for (const hook of hooks.filter((one) => one.name === name)) {
        await hook.callback({ hookData: {}, appHookData });
      }
    },
  };
}
