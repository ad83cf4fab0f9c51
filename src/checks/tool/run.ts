import type { Run } from '../../model/facts.ts';
import type { ObjectRef } from '../../model/remedy.ts';
import type { ReadRecord } from '../../model/snapshot.ts';

/** What findings about the run itself stand on. */
export function clusterRef(run: Run): ObjectRef {
  return { kind: 'Cluster', name: run.clusterName };
}

/** The read of `GET /version`, which every run begins with. */
export function firstRead(run: Run): ReadRecord | undefined {
  return run.reads.find(({ input }) => input === 'apiServer');
}

/** Reads that ask for the cluster's objects: all but the version and the clock, which come by themselves. */
export function objectReads(run: Run): ReadRecord[] {
  return run.reads.filter(({ input }) => input !== 'apiServer' && input !== 'clock');
}

/** Why nothing else of a run is judged when the API server could not be reached. */
export const notReached = {
  notApplicable: 'The API server gave no usable answer (OSM0001), so there is nothing more to judge here.',
} as const;
