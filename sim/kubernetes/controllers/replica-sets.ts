import { randomUUID } from 'node:crypto';
import type { KubernetesObject } from '../cluster.ts';
import { isRecord, type JsonRecord, listAt, recordAt, sameJson, textAt, valueAt } from '../record.ts';
import { Refusal } from '../status.ts';
import { admitPod } from './admission.ts';
import { type Kubelet, terminate } from './kubelet.ts';
import { randomSuffix } from './names.ts';
import { isActive, isReady } from './pod-status.ts';
import { managedBy, ownedBy, type World } from './world.ts';

/** How many pods a set is to have. */
export function wishOf(set: KubernetesObject): number {
  return Number(valueAt(set, 'spec', 'replicas') ?? 1);
}

/** The pods of a set that count. */
export function podsOf(world: World, set: KubernetesObject): KubernetesObject[] {
  return managedBy(world, 'Pod', set).filter(isActive);
}

function podFrom(world: World, set: KubernetesObject, template: JsonRecord): KubernetesObject {
  const hash = set.metadata.labels?.['pod-template-hash'] ?? '';
  const { annotations } = recordAt(template, 'metadata');
  const labels = { ...recordAt(template, 'metadata', 'labels'), 'pod-template-hash': hash };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${set.metadata.name}-${randomSuffix()}`,
      namespace: set.metadata.namespace ?? '',
      uid: randomUUID(),
      creationTimestamp: world.now(),
      labels: labels as Record<string, string>,
      ...(isRecord(annotations) ? { annotations: annotations as Record<string, string> } : {}),
      ownerReferences: ownedBy(set),
    },
    spec: { restartPolicy: 'Always', ...recordAt(template, 'spec') },
    status: { phase: 'Pending' },
  };
}

/** Makes pods until there are enough, or until the API server refuses one: then its words. */
function createPods(
  world: World,
  set: KubernetesObject,
  template: JsonRecord,
  count: number,
): string | undefined {
  for (let made = 0; made < count; made += 1) {
    try {
      const { pod, beside } = admitPod(world, podFrom(world, set, template));
      for (const object of [...beside, pod]) world.save(object);
    } catch (error) {
      if (error instanceof Refusal) return error.failure.message;
      throw error;
    }
  }
  return undefined;
}

/** Who goes first: what is not ready, then the youngest. */
function dispensable(pods: readonly KubernetesObject[]): KubernetesObject[] {
  const born = ({ metadata }: KubernetesObject) => metadata.creationTimestamp ?? '';
  return [...pods].sort(
    (one, other) => Number(isReady(one)) - Number(isReady(other)) || born(other).localeCompare(born(one)),
  );
}

function failureCondition(set: KubernetesObject, refused: string | undefined, at: string): object[] {
  if (refused === undefined) return [];
  const before = listAt(set, 'status', 'conditions').find((condition) => isRecord(condition));
  const condition = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: refused };
  const { lastTransitionTime, ...said } = recordAt(before);
  return [{ ...condition, lastTransitionTime: sameJson(said, condition) ? lastTransitionTime : at }];
}

/** A count for a status: what is zero is left out, as Kubernetes does. */
export function count(name: string, value: number): object {
  return value === 0 ? {} : { [name]: value };
}

/** Gives a set as many pods as it is to have, and says in its status what it has. */
export function fillSet(
  world: World,
  kubelet: Kubelet,
  set: KubernetesObject,
  template: JsonRecord,
  nowMs: number,
): void {
  const wish = wishOf(set);
  const before = podsOf(world, set);
  const refused = createPods(world, set, template, wish - before.length);
  for (const pod of dispensable(before).slice(0, Math.max(0, before.length - wish)))
    terminate(world, kubelet, pod, nowMs);
  const pods = podsOf(world, set);
  const ready = pods.filter(isReady).length;
  const conditions = failureCondition(set, refused, world.now());
  world.save({
    ...set,
    status: {
      observedGeneration: set.metadata.generation ?? 1,
      replicas: pods.length,
      ...count('fullyLabeledReplicas', pods.length),
      ...count('readyReplicas', ready),
      ...count('availableReplicas', ready),
      ...(conditions.length === 0 ? {} : { conditions }),
    },
  });
}

/** What the API server said when it refused a pod of this set. */
export function refusalOf(set: KubernetesObject | undefined): string | undefined {
  const failure = listAt(set, 'status', 'conditions').find(
    (condition) => textAt(condition, 'type') === 'ReplicaFailure',
  );
  return failure === undefined ? undefined : textAt(failure, 'message');
}
