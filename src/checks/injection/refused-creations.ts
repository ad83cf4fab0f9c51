import type { FailedCreate, ReplicaSet } from '../../model/controllers.ts';
import type { ObjectMeta, Pod } from '../../model/kubernetes.ts';
import { nameOf, refTo } from '../../model/object-ref.ts';
import type { ObjectRef } from '../../model/remedy.ts';
import type { Inputs } from '../../model/snapshot.ts';

/** A workload whose pods are not created, and what the API server answered last. */
export interface RefusedCreation {
  readonly workload: ObjectRef;
  readonly message: string;
  /** `since 2026-11-22T09:00:00Z`, or `last at` it. */
  readonly when: string;
}

/**
 * Kubernetes' controllers try again within 1000 seconds at the latest, so an older Event with no newer one means
 * that nothing was refused since: the cause is gone, or the workload.
 */
const freshMs = 1_500_000;

/**
 * Workloads that were refused a pod and have not got it since, one each. ReplicaSets say so themselves and take it
 * back; StatefulSets, DaemonSets and Jobs leave Events only, which outlive their cause for an hour.
 */
export function failuresNow(
  { replicaSets, failedCreates, pods }: Pick<Inputs, 'replicaSets' | 'failedCreates' | 'pods'>,
  now: Date,
): RefusedCreation[] {
  const events = newestEvents(failedCreates);
  const youngest = youngestPods(pods);
  const found = [
    ...replicaSets.flatMap((replicaSet) => ofReplicaSet(replicaSet, events)),
    ...[...events.values()].filter((event) => isOpen(event, youngest, now)).map(ofEvent),
  ];
  return [...new Map(found.map((failure) => [nameOf(failure.workload), failure])).values()];
}

/** The last Event of each owner. One without a time tells nothing of now. */
function newestEvents(failedCreates: readonly FailedCreate[]): Map<string, FailedCreate> {
  const dated = failedCreates.filter((event) => !Number.isNaN(seenAt(event)));
  return new Map(dated.sort((a, b) => seenAt(a) - seenAt(b)).map((event) => [nameOf(event.on), event]));
}

function seenAt({ lastSeen = '' }: FailedCreate): number {
  return Date.parse(lastSeen);
}

/** Its condition keeps the first answer for as long as it fails (`replica_set_utils.go`); an Event has the last. */
function ofReplicaSet(
  { metadata, replicas, existing, failure }: ReplicaSet,
  events: ReadonlyMap<string, FailedCreate>,
): RefusedCreation[] {
  if (failure === undefined || existing >= replicas || metadata.deletionTimestamp !== undefined) return [];
  const workload = makerOf(metadata);
  const event = events.get(nameOf(refTo('ReplicaSet', metadata)));
  const { message, since } = failure;
  if (event !== undefined && !(seenAt(event) < Date.parse(since ?? '')))
    return [{ ...ofEvent(event), workload }];
  return [{ workload, message, when: since === undefined ? 'now' : `since ${since}` }];
}

function makerOf(metadata: ObjectMeta): ObjectRef {
  const { owner } = metadata;
  if (owner === undefined) return { apiVersion: 'apps/v1', ...refTo('ReplicaSet', metadata) };
  return { apiVersion: owner.apiVersion, ...refTo(owner.kind, { ...metadata, name: owner.name }) };
}

function ofEvent({ on, message, lastSeen }: FailedCreate): RefusedCreation {
  return { workload: on, message, when: `last at ${lastSeen}` };
}

/** Refused lately, and no pod of that owner was made after it. */
function isOpen(event: FailedCreate, youngest: ReadonlyMap<string, number>, now: Date): boolean {
  if (event.on.kind === 'ReplicaSet' || now.getTime() - seenAt(event) > freshMs) return false;
  return (youngest.get(nameOf(event.on)) ?? 0) <= seenAt(event);
}

/** When the youngest pod of each owner was made, by the owner's name. */
function youngestPods(pods: readonly Pod[]): Map<string, number> {
  const youngest = new Map<string, number>();
  for (const { metadata } of pods) {
    const { owner, creationTimestamp } = metadata;
    // Those of a ReplicaSet are judged by its condition.
    if (owner === undefined || owner.kind === 'ReplicaSet' || creationTimestamp === undefined) continue;
    const name = nameOf(refTo(owner.kind, { ...metadata, name: owner.name }));
    youngest.set(name, Math.max(youngest.get(name) ?? 0, Date.parse(creationTimestamp)));
  }
  return youngest;
}
