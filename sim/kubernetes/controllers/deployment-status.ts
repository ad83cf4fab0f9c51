import type { KubernetesObject } from '../cluster.ts';
import { isRecord, type JsonRecord, listAt, valueAt } from '../record.ts';
import { isReady } from './pod-status.ts';
import { count, podsOf, refusalOf, wishOf } from './replica-sets.ts';
import type { World } from './world.ts';

/** What a Deployment's status is told from. */
interface Rolled {
  readonly sets: readonly KubernetesObject[];
  readonly newest: KubernetesObject;
  /** How many pods may be missing at most. */
  readonly unavailable: number;
}

interface Said {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

function availability(enough: boolean): Said {
  return enough
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

function progress(done: boolean, set: string): Said {
  const said = { type: 'Progressing', status: 'True' } as const;
  return done
    ? {
        ...said,
        reason: 'NewReplicaSetAvailable',
        message: `ReplicaSet "${set}" has successfully progressed.`,
      }
    : { ...said, reason: 'ReplicaSetUpdated', message: `ReplicaSet "${set}" is progressing.` };
}

function failure(message: string | undefined): Said[] {
  return message === undefined
    ? []
    : [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }];
}

/** A condition keeps its times while it says the same. */
function timed(deployment: KubernetesObject, said: Said, at: string): JsonRecord {
  const before = listAt(deployment, 'status', 'conditions')
    .filter(isRecord)
    .find(({ type }) => type === said.type);
  const same = before?.['status'] === said.status;
  const unchanged = same && before['reason'] === said.reason && before['message'] === said.message;
  return {
    ...said,
    lastUpdateTime: unchanged ? before['lastUpdateTime'] : at,
    lastTransitionTime: same ? before['lastTransitionTime'] : at,
  };
}

/** The status of a Deployment. Source: kubernetes pkg/controller/deployment/sync.go calculateStatus. */
export function deploymentStatus(
  world: World,
  deployment: KubernetesObject,
  { sets, newest, unavailable }: Rolled,
): JsonRecord {
  const desired = Number(valueAt(deployment, 'spec', 'replicas') ?? 1);
  const pods = sets.flatMap((set) => podsOf(world, set));
  const updated = podsOf(world, newest).length;
  const ready = pods.filter(isReady).length;
  const wished = sets.map(wishOf).reduce((total, wish) => total + wish, 0);
  const done = updated === desired && pods.length === desired && ready === desired;
  const refused = sets.map(refusalOf).find((message) => message !== undefined);
  const conditions = [
    availability(ready >= desired - unavailable),
    progress(done, newest.metadata.name),
    ...failure(refused),
  ];
  return {
    observedGeneration: deployment.metadata.generation ?? 1,
    ...count('replicas', pods.length),
    ...count('updatedReplicas', updated),
    ...count('readyReplicas', ready),
    ...count('availableReplicas', ready),
    ...count('unavailableReplicas', Math.max(0, wished - ready)),
    conditions: conditions.map((said) => timed(deployment, said, world.now())),
  };
}
