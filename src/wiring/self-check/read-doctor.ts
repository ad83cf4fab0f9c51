import { selfCheckDocument } from '../../present/self-check.ts';
import { toolVersion } from '../../version.ts';
import { selfCheck } from './index.ts';

let running: Promise<object> | undefined;

/**
 * What `osm-doctor doctor -o json` tells, of the app in which this runs, with its own identity. It reads every cluster,
 * so whoever asks while it runs is told the same. Never throws.
 */
export function readDoctor(): Promise<object> {
  running ??= tell().finally(() => {
    running = undefined;
  });
  return running;
}

async function tell(): Promise<object> {
  return selfCheckDocument(await selfCheck(process.env, { now: () => new Date() }), toolVersion);
}
