import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { supplyCore } from './functions-core.ts';
import { readHostJson } from './host-json.ts';
import { writeLine } from './host-log.ts';
import type { HostOptions } from './host-options.ts';
import { httpServer } from './http-server.ts';
import { invoker } from './invoke.ts';
import { loadApp } from './load-app.ts';
import { queueOutputs } from './queue-outputs.ts';
import { type Listeners, startListeners } from './start-listeners.ts';
import { startTimers } from './start-timers.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as Required<Pick<HostOptions, 'key' | 'masterKey'>> &
  HostOptions;
const settings = readHostJson(options.app);
const core = supplyCore(writeLine);
const enqueued = new EventEmitter();
let listeners: Listeners | undefined;
const timeoutSeconds = options.timeoutSeconds ?? settings.functionTimeoutMs / 1_000;

/** A worker in which a function ran for too long is ended with all that runs in it; the messages are given back. */
async function recycle(): Promise<void> {
  await Promise.race([listeners?.release(), delay(5_000)]);
  writeLine('error', 'Host', 'The worker is recycled after a timeout.');
  process.exit(3);
}

const invoke = invoker({
  core,
  log: writeLine,
  writeOutputs: queueOutputs(process.env, enqueued),
  timeoutMs: timeoutSeconds * 1_000,
  onTimeout: () => void recycle(),
});

const loading = performance.now();
await loadApp(options.app);
const loadMs = Math.round(performance.now() - loading);
writeLine('information', 'Host', `Loaded ${core.functions.size} functions in ${loadMs} ms`);
const capabilities = await core.model().getCapabilities({});
await core.runHooks('appStart');

const timers = startTimers(core, options, invoke, writeLine);
const server = httpServer({
  functions: core.functions,
  prefix: settings.routePrefix,
  keys: { functionKey: options.key, masterKey: options.masterKey },
  invoke,
  workerUrl: capabilities['HttpUri'],
  fire: timers.fire,
});
server.listen(options.port ?? 0, '127.0.0.1');
await once(server, 'listening');
const rules = {
  ...settings.queues,
  batchSize: options.batchSize ?? settings.queues.batchSize,
  visibilitySeconds: options.visibilitySeconds ?? settings.queues.visibilitySeconds,
  lockSeconds: options.lockSeconds ?? 600,
};
const polled = options.polls === false ? [] : core.functions.values();
listeners = await startListeners(polled, rules, invoke, enqueued);
writeLine('information', 'Host', `Listening at http://127.0.0.1:${(server.address() as AddressInfo).port}`);

/** Lets what runs come to its end. */
async function stop(): Promise<void> {
  timers.stop();
  await Promise.all([new Promise((resolve) => server.close(resolve)), listeners?.stop()]);
  await core.runHooks('appTerminate');
  writeLine('information', 'Host', 'Stopped.');
  process.exit(0);
}

process.once('SIGTERM', () => void stop());
// Nobody is left to talk to: the process that started this one is gone.
process.stdin.on('end', () => process.exit(1)).resume();
