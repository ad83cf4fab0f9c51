import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { number, object, text } from '../../src/model/json.ts';

/** The rules by which the host treats queues. */
export interface QueueRules {
  readonly batchSize: number;
  readonly newBatchThreshold: number;
  readonly maxDequeueCount: number;
  readonly maxPollingMs: number;
  /** Seconds after which a message is seen again whose function failed. */
  readonly visibilitySeconds: number;
  /** Seconds for which a message is hidden while its function runs. */
  readonly lockSeconds: number;
}

/** What this host obeys of host.json. */
export interface HostJson {
  readonly routePrefix: string;
  readonly functionTimeoutMs: number;
  readonly queues: Omit<QueueRules, 'lockSeconds'>;
}

/**
 * `hh:mm:ss`, with a fraction or with days before it, in milliseconds. Throws for anything else: .NET would take a
 * bare `2` for two days.
 */
export function timeSpan(written: string): number {
  const [, days = '0', hours, minutes, seconds] =
    /^(?:(\d+)\.)?(\d\d):(\d\d):(\d\d(?:\.\d{1,7})?)$/.exec(written) ?? [];
  if (seconds === undefined) throw new Error(`host.json: ${written} is not a time such as 00:00:02`);
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
}

/**
 * Reads the host.json of an app; what it leaves out is as in Azure.
 * Source of the defaults: learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#host-json.
 */
export function readHostJson(appFolder: string): HostJson {
  const json = object(JSON.parse(readFileSync(join(appFolder, 'host.json'), 'utf8')));
  const extensions = object(json['extensions']);
  const queues = object(extensions['queues']);
  if ((text(queues['messageEncoding']) ?? 'base64') !== 'base64') {
    throw new Error('host.json: the local host speaks base64 alone on queues');
  }
  const batchSize = number(queues['batchSize'], 16);
  return {
    routePrefix: text(object(extensions['http'])['routePrefix']) ?? 'api',
    functionTimeoutMs: timeSpan(text(json['functionTimeout']) ?? '00:30:00'),
    queues: {
      batchSize,
      newBatchThreshold: number(queues['newBatchThreshold'], batchSize / 2),
      maxDequeueCount: number(queues['maxDequeueCount'], 5),
      maxPollingMs: timeSpan(text(queues['maxPollingInterval']) ?? '00:01:00'),
      visibilitySeconds: timeSpan(text(queues['visibilityTimeout']) ?? '00:00:00') / 1_000,
    },
  };
}
