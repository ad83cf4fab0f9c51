import type { RunningAzurite } from '../azure/azurite.ts';
import { type RunningHost, startHost } from '../functions/host.ts';
import type { PagePart } from './api.ts';
import { type Pulse, watchPulse } from './pulse.ts';
import { type StorageRequest, startShownStorage } from './shown-storage.ts';

/** The parts that are processes of their own, which may end. */
export interface Machines {
  /** The host, while it runs. */
  host(): RunningHost | undefined;
  /** Of the processes that run. */
  pids(): readonly number[];
  isUp(name: Machine): boolean;
  parts(): readonly PagePart[];
  /** Ends a part at once. */
  stop(name: Machine): Promise<void>;
  /** Starts a part that has ended. Storage begins empty, and the host anew with it. Throws PartProblem. */
  start(name: Machine): Promise<void>;
  close(): Promise<void>;
}

/** A part that is a process of its own. */
export type Machine = 'storage' | 'functions';

/** Why a part does not start, as a sentence. */
export class PartProblem extends Error {
  override readonly name = 'PartProblem';
}

/** What starting needs. */
export interface MachineOptions {
  /** Folder of package.json and host.json. */
  readonly app: string;
  /** Settings of the app but for its storage. */
  readonly env: Readonly<Record<string, string>>;
  /** Told when a part came up, when it was stopped or ended by itself, and when it hangs or answers again. */
  onChange(): void;
  onUp?(name: Machine): void;
  /** Told what was asked of storage. */
  onStored?(request: StorageRequest): void;
}

/**
 * Seconds after which somebody else may take what a host that ended was working on. Azure waits ten minutes; whoever
 * looks on here does not.
 */
const lockSeconds = 10;

/** Starts storage and the host; throws when one does not start. */
export async function startMachines(options: MachineOptions): Promise<Machines> {
  const running: { storage: RunningAzurite | undefined; functions: RunningHost | undefined } = {
    storage: undefined,
    functions: undefined,
  };
  const pulses: Partial<Record<Machine, Pulse>> = {};
  let closing = false;
  const changed = (): void => {
    if (!closing) options.onChange();
  };
  const gone = (name: Machine, which: RunningAzurite | RunningHost): void => {
    if (running[name] !== which) return;
    running[name] = undefined;
    pulses[name]?.close();
    changed();
  };
  const up = (name: Machine, url: string): void => {
    pulses[name] = watchPulse(url, changed);
    options.onUp?.(name);
    options.onChange();
  };

  const startStorage = async (): Promise<void> => {
    const storage = await startShownStorage((request) => options.onStored?.(request));
    running.storage = storage;
    void storage.exited.then(() => gone('storage', storage));
    up('storage', storage.queueUrl);
  };
  const startFunctions = async (): Promise<void> => {
    const { app, env } = options;
    const { storage } = running;
    if (storage === undefined) throw new PartProblem('The Function App needs storage: start that first.');
    const settings = { ...env, AzureWebJobsStorage: storage.connectionString };
    const host = await startHost({ app, env: settings, lockSeconds });
    running.functions = host;
    void host.exited.then(() => gone('functions', host));
    up('functions', host.url);
  };
  const stop = async (name: Machine): Promise<void> => {
    if (name === 'storage') await running.storage?.close();
    else await running.functions?.kill();
  };
  const close = async (): Promise<void> => {
    closing = true;
    await stop('functions');
    await stop('storage');
  };

  try {
    await startStorage();
    await startFunctions();
  } catch (error) {
    await close();
    throw error;
  }
  let busy = Promise.resolve();
  const start = async (name: Machine): Promise<void> => {
    if (running[name] !== undefined) return;
    if (name === 'functions') return startFunctions();
    await startStorage();
    // It still talks to the storage that is gone.
    await stop('functions');
    await startFunctions();
  };
  return {
    host: () => running.functions,
    pids: () => [running.storage?.pid, running.functions?.pid].filter((pid) => pid !== undefined),
    isUp: (name) => running[name] !== undefined,
    parts: () =>
      (['storage', 'functions'] as const).map((name) =>
        partOf(name, running[name] !== undefined, pulses[name]?.answers() ?? true),
      ),
    stop,
    // One after the other: two pages may ask for the same.
    start: (name) => {
      const started = busy.then(() => start(name));
      busy = started.catch(() => undefined);
      return started;
    },
    close: async () => {
      closing = true;
      await busy;
      await close();
    },
  };
}

const titles: Readonly<Record<Machine, string>> = { storage: 'Storage', functions: 'Function App' };

const losses: Readonly<Record<Machine, string>> = {
  storage:
    'Azurite, the storage account, has ended: nothing can be put on the queue, and last reports are forgotten. Commands fail until it is started again, empty: ask then for what was being worked on.',
  functions:
    'The Functions host with osm-doctor in it has ended: what is typed or clicked reaches nobody, and what was being worked on waits on the queue. Start it again, and it goes on within half a minute.',
};

const hangs: Readonly<Record<Machine, string>> = {
  storage:
    'Azurite, the storage account, runs and gives no answer: commands fail, and nothing goes on. It may come back by itself; else stop it under “Around them” and start it again, empty.',
  functions:
    'The Functions host with osm-doctor in it runs and gives no answer: what is typed or clicked fails, and what was being worked on stands still. It may come back by itself; else stop it under “Around them” and start it again.',
};

function partOf(name: Machine, isRunning: boolean, isAnswering: boolean): PagePart {
  const title = titles[name];
  if (!isRunning) return { name, title, is: 'down', says: losses[name] };
  return isAnswering ? { name, title, is: 'up' } : { name, title, is: 'silent', says: hangs[name] };
}
