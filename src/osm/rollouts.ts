import type { Deployment } from '../model/kubernetes.ts';

/** How long a rollout may go without progress: Kubernetes' own default, `progressDeadlineSeconds: 600`. */
const patienceMs = 600_000;

/** Whether the newest rollout made progress within the last ten minutes, up to its end. */
export function isRollingOut({ progressing }: Deployment, now: Date): boolean {
  if (progressing?.status !== 'True' || progressing.lastUpdateTime === undefined) return false;
  return now.getTime() - Date.parse(progressing.lastUpdateTime) < patienceMs;
}

/**
 * Whether the newest rollout came to no end: Kubernetes says so, or pods of the old template are still there or new
 * ones not available while nothing moves (where the deadline is longer or off, or the rollout is paused).
 */
export function isRolloutStuck(deployment: Deployment, now: Date): boolean {
  const { replicas, progressing, updatedReplicas = replicas, unavailableReplicas } = deployment;
  if (progressing === undefined) return false;
  if (progressing.status === 'False') return true;
  const unfinished = updatedReplicas < replicas || unavailableReplicas > 0;
  return unfinished && !isRollingOut(deployment, now);
}

/** Whether the status is about an older spec than the one that is there. */
export function isStatusStale({ generation, observedGeneration }: Deployment): boolean {
  return generation !== undefined && observedGeneration !== undefined && observedGeneration < generation;
}
