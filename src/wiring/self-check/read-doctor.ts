import { selfCheckDocument } from '../../present/self-check.ts';
import { toolVersion } from '../../version.ts';
import { selfCheck } from './index.ts';

/** What `osm-doctor doctor -o json` tells, of the app in which this runs, with its own identity. Never throws. */
export async function readDoctor(): Promise<object> {
  return selfCheckDocument(await selfCheck(process.env, { now: () => new Date() }), toolVersion);
}
