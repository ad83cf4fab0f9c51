import { createHash } from 'node:crypto';
import type { Problem } from '../model/check.ts';
import { nameOf } from '../model/object-ref.ts';
import type { ClusterRef } from '../model/snapshot.ts';

/** Sixteen hex digits, stable over runs: the cluster's identity, the check, the problem and the object. */
export function fingerprintOf(cluster: ClusterRef, id: string, problem: Problem): string {
  const subject = JSON.stringify([identityOf(cluster), id, problem.what, nameOf(problem.on)]);
  return createHash('sha256').update(subject).digest('hex').slice(0, 16);
}

/** By what a cluster is known again: one that was created anew under its name is another. */
export function identityOf(cluster: ClusterRef): string {
  return cluster.resourceId ?? cluster.uid ?? cluster.server ?? cluster.name;
}
