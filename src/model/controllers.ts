import type { LabelSelector } from './admission.ts';
import type { ObjectMeta } from './kubernetes.ts';
import type { ObjectRef } from './remedy.ts';

/** `apps/v1` ReplicaSet. */
export interface ReplicaSet {
  readonly metadata: ObjectMeta;
  /** `spec.replicas`: old ReplicaSets of a Deployment want none. */
  readonly replicas: number;
  /** `status.replicas`: pods that exist. */
  readonly existing: number;
  /** Condition `ReplicaFailure` while it is true: pods could not be created. */
  readonly failure?: { readonly reason: string; readonly message: string; readonly since?: string };
}

/** `batch/v1` Job. */
export interface Job {
  readonly metadata: ObjectMeta;
  /** Pods that are running or pending. */
  readonly active: number;
  readonly succeeded: number;
  readonly startTime?: string;
  /** Seconds after which Kubernetes ends it; absent: never. */
  readonly activeDeadlineSeconds?: number;
}

/** `autoscaling/v2` HorizontalPodAutoscaler. */
export interface HorizontalPodAutoscaler {
  readonly metadata: ObjectMeta;
  readonly target: { readonly kind: string; readonly name: string };
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly currentReplicas: number;
  readonly desiredReplicas: number;
  /** By type: `ScalingActive`, `AbleToScale`, `ScalingLimited`. */
  readonly conditions: Readonly<Record<string, { readonly status: string; readonly reason?: string }>>;
}

/** `policy/v1` PodDisruptionBudget. */
export interface PodDisruptionBudget {
  readonly metadata: ObjectMeta;
  readonly selector: LabelSelector;
  readonly disruptionsAllowed: number;
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
  readonly expectedPods: number;
}

/** `v1` Event of the reason `FailedCreate`: a controller was refused a pod. Kubernetes keeps Events for an hour. */
export interface FailedCreate {
  readonly metadata: ObjectMeta;
  /** `involvedObject`: the ReplicaSet, StatefulSet, DaemonSet or Job. */
  readonly on: ObjectRef;
  /** What the API server answered, cut to 600 characters. */
  readonly message: string;
  readonly count: number;
  /** `lastTimestamp`, `eventTime` or when it was made. */
  readonly lastSeen?: string;
}
