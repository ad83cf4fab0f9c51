import type {
  FailedCreate,
  HorizontalPodAutoscaler,
  Job,
  PodDisruptionBudget,
  ReplicaSet,
} from '../../model/controllers.ts';
import { cutEnd } from '../../model/cut-text.ts';
import { type Json, number, numberIn, object, objects, optional, text } from '../../model/json.ts';
import { selectorOf } from './admission.ts';
import { metadataOf } from './metadata.ts';

/** What admission webhooks answer can be long; what matters stands in front. */
const messageLength = 600;

/** Reads an `apps/v1` ReplicaSet. */
export function replicaSetOf(raw: Json): ReplicaSet {
  const status = object(raw['status']);
  const failure = objects(status['conditions']).find(
    (condition) => condition['type'] === 'ReplicaFailure' && condition['status'] === 'True',
  );
  return {
    metadata: metadataOf(raw),
    replicas: number(object(raw['spec'])['replicas'], 1),
    existing: number(status['replicas'], 0),
    ...optional('failure', failure === undefined ? undefined : failureOf(failure)),
  };
}

/** Lists in a ReplicaSet's pod template, of which `replicaSetOf` reads nothing. */
export const unreadInReplicaSets = ['env', 'ports', 'tolerations', 'volumeMounts'];

function failureOf(condition: Json): NonNullable<ReplicaSet['failure']> {
  return {
    reason: text(condition['reason']) ?? '',
    message: cutEnd(text(condition['message']) ?? '', messageLength),
    ...optional('since', text(condition['lastTransitionTime'])),
  };
}

/** Reads a `batch/v1` Job. */
export function jobOf(raw: Json): Job {
  const status = object(raw['status']);
  return {
    metadata: metadataOf(raw),
    active: number(status['active'], 0),
    succeeded: number(status['succeeded'], 0),
    ...optional('startTime', text(status['startTime'])),
    ...optional('activeDeadlineSeconds', numberIn(object(raw['spec']), 'activeDeadlineSeconds')),
  };
}

/** Reads an `autoscaling/v2` HorizontalPodAutoscaler; Kubernetes fills in one for the least replicas. */
export function horizontalPodAutoscalerOf(raw: Json): HorizontalPodAutoscaler {
  const spec = object(raw['spec']);
  const status = object(raw['status']);
  const target = object(spec['scaleTargetRef']);
  return {
    metadata: metadataOf(raw),
    target: { kind: text(target['kind']) ?? '', name: text(target['name']) ?? '' },
    minReplicas: number(spec['minReplicas'], 1),
    maxReplicas: number(spec['maxReplicas'], 0),
    currentReplicas: number(status['currentReplicas'], 0),
    desiredReplicas: number(status['desiredReplicas'], 0),
    conditions: Object.fromEntries(
      objects(status['conditions']).map((condition) => [
        text(condition['type']) ?? '',
        { status: text(condition['status']) ?? 'Unknown', ...optional('reason', text(condition['reason'])) },
      ]),
    ),
  };
}

/** Reads a `policy/v1` PodDisruptionBudget. */
export function podDisruptionBudgetOf(raw: Json): PodDisruptionBudget {
  const status = object(raw['status']);
  return {
    metadata: metadataOf(raw),
    selector: selectorOf(object(raw['spec'])['selector']),
    disruptionsAllowed: number(status['disruptionsAllowed'], 0),
    currentHealthy: number(status['currentHealthy'], 0),
    desiredHealthy: number(status['desiredHealthy'], 0),
    expectedPods: number(status['expectedPods'], 0),
  };
}

/** Reads a `v1` Event of the reason FailedCreate. */
export function failedCreateOf(raw: Json): FailedCreate {
  const involved = object(raw['involvedObject']);
  const lastSeen =
    text(raw['lastTimestamp']) ??
    text(raw['eventTime']) ??
    text(object(raw['metadata'])['creationTimestamp']);
  return {
    metadata: metadataOf(raw),
    on: {
      ...optional('apiVersion', text(involved['apiVersion'])),
      kind: text(involved['kind']) ?? '',
      ...optional('namespace', text(involved['namespace'])),
      name: text(involved['name']) ?? '',
    },
    message: cutEnd(text(raw['message']) ?? '', messageLength),
    count: number(raw['count'], 1),
    ...optional('lastSeen', lastSeen),
  };
}
