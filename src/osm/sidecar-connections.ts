import type { Membership } from '../model/facts.ts';
import type { Pod } from '../model/kubernetes.ts';
import { hasSidecar, isLive } from './injection.ts';

/** So long a sidecar may take to be connected, and so long sidecars may take to find a controller that is new. */
const settleMs = 5 * 60_000;

/** How many sidecars of the mesh should have a stream to a controller. */
export interface ExpectedConnections {
  /** Of pods that run for a while with a sidecar that runs: each should be connected. */
  readonly least: number;
  /** Of all pods whose sidecar may still or already be connected. */
  readonly most: number;
}

/**
 * Counts the sidecars that should be connected: Envoy keeps one stream open (`pkg/envoy/bootstrap`). Pods in namespaces
 * of another mesh ask its controllers; those of a namespace that left the mesh still ask ours.
 */
export function expectedConnections(
  pods: readonly Pod[],
  memberships: readonly Membership[],
  now: Date,
): ExpectedConnections {
  const foreign = new Set(
    memberships
      .filter(({ monitored, monitoredBy }) => monitoredBy !== undefined && !monitored)
      .map(({ namespace }) => namespace.metadata.name),
  );
  const possible = pods.filter(
    (pod) => pod.phase === 'Running' && hasSidecar(pod) && !foreign.has(pod.metadata.namespace ?? ''),
  );
  return { least: possible.filter((pod) => isSettled(pod, now)).length, most: possible.length };
}

/** Whether a pod and its container of this name run, and have done so for a while. */
export function isSettled(pod: Pod, now: Date, container = 'envoy'): boolean {
  const { creationTimestamp } = pod.metadata;
  const status = pod.containerStatuses.find(({ name }) => name === container);
  const since = (time: string | undefined) => now.getTime() - Date.parse(time ?? '');
  return (
    isLive(pod) &&
    status?.ready === true &&
    since(creationTimestamp) >= settleMs &&
    !(since(status.lastTermination?.finishedAt) < settleMs)
  );
}

/** Pods come and go while they are counted: in a large mesh so many may be missing. */
export function isShort(connected: number, { least }: ExpectedConnections): boolean {
  return connected < least - Math.floor(least / 50);
}
