import { createHash } from 'node:crypto';
import type { KubernetesObject } from '../cluster.ts';
import { isRecord, type JsonRecord, listAt, textAt, valueAt } from '../record.ts';

/** Whether a pod counts among the replicas of its owner. */
export function isActive(pod: KubernetesObject): boolean {
  const phase = textAt(pod, 'status', 'phase');
  return phase !== 'Succeeded' && phase !== 'Failed' && pod.metadata['deletionTimestamp'] === undefined;
}

/** Whether a pod is ready, by its condition. */
export function isReady(pod: KubernetesObject): boolean {
  const conditions = listAt(pod, 'status', 'conditions').filter(isRecord);
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}

/** A digest that is always the same for the same image, as a registry would give it. */
function imageId(image: string): string {
  const [repository = ''] = image.split('@');
  const name = repository.replace(/:[^/:]*$/, '');
  return `${name}@sha256:${createHash('sha256').update(image).digest('hex')}`;
}

function statusesOf(pod: KubernetesObject, field: string, state: (image: string) => object): JsonRecord[] {
  return listAt(pod, 'spec', field)
    .filter(isRecord)
    .map((container) => {
      const image = textAt(container, 'image');
      return {
        name: container['name'],
        image,
        imageID: imageId(image),
        restartCount: 0,
        lastState: {},
        ...state(image),
      };
    });
}

function waiting(reason: string): object {
  return { ready: false, started: false, imageID: '', state: { waiting: { reason } } };
}

/** How far the kubelet has come with a pod: pulled onto a node, through its init containers, running. */
export type Progress = 'creating' | 'initialising' | 'running';

function conditions(pod: KubernetesObject, progress: Progress, at: string): object[] {
  const names = listAt(pod, 'spec', 'containers').map((container) => textAt(container, 'name'));
  const unready = {
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${names.join(' ')}]`,
  };
  const condition = (type: string, holds: boolean, why: object = {}): object => ({
    type,
    status: holds ? 'True' : 'False',
    ...(holds ? {} : why),
    lastTransitionTime: at,
  });
  return [
    condition('Initialized', progress === 'running', { reason: 'ContainersNotInitialized' }),
    condition('Ready', progress === 'running', unready),
    condition('ContainersReady', progress === 'running', unready),
    condition('PodScheduled', true),
  ];
}

function initState(progress: Progress, at: string): object {
  if (progress === 'creating') return waiting('PodInitializing');
  const begun = { ready: false, started: true, state: { running: { startedAt: at } } };
  const terminated = { exitCode: 0, reason: 'Completed', startedAt: at, finishedAt: at };
  return progress === 'initialising' ? begun : { ready: true, state: { terminated } };
}

/** The status of a pod that has come so far by now. */
export function statusOf(pod: KubernetesObject, progress: Progress, at: string): JsonRecord {
  const hasInit = listAt(pod, 'spec', 'initContainers').length > 0;
  const running = { ready: true, started: true, state: { running: { startedAt: at } } };
  const notYet = waiting(hasInit ? 'PodInitializing' : 'ContainerCreating');
  const { podIP, hostIP } = {
    podIP: textAt(pod, 'status', 'podIP'),
    hostIP: textAt(pod, 'status', 'hostIP'),
  };
  return {
    phase: progress === 'running' ? 'Running' : 'Pending',
    conditions: conditions(pod, progress, at),
    ...(hasInit
      ? { initContainerStatuses: statusesOf(pod, 'initContainers', () => initState(progress, at)) }
      : {}),
    containerStatuses: statusesOf(pod, 'containers', () => (progress === 'running' ? running : notYet)),
    ...(hostIP === '' ? {} : { hostIP }),
    ...(podIP === '' ? {} : { podIP, podIPs: [{ ip: podIP }] }),
    qosClass: 'Burstable',
    startTime: valueAt(pod, 'status', 'startTime') ?? at,
  };
}

/** The status of a pod whose containers end as soon as they start. */
export function crashedStatus(pod: KubernetesObject, at: string): JsonRecord {
  const { name, namespace, uid } = pod.metadata;
  const failed = (container: JsonRecord): JsonRecord => ({
    ...container,
    ready: false,
    started: false,
    restartCount: 6,
    state: {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: `back-off 5m0s restarting failed container=${container['name']} pod=${name}_${namespace}(${uid})`,
      },
    },
    lastState: { terminated: { exitCode: 1, reason: 'Error', startedAt: at, finishedAt: at } },
  });
  const ran = statusOf(pod, 'running', at);
  const unready = (conditions(pod, 'initialising', at) as JsonRecord[]).filter(
    ({ type }) => type !== 'Initialized',
  );
  const initialized = (conditions(pod, 'running', at) as JsonRecord[]).filter(
    ({ type }) => type === 'Initialized',
  );
  return {
    ...ran,
    conditions: [...initialized, ...unready],
    containerStatuses: listAt(ran, 'containerStatuses').filter(isRecord).map(failed),
  };
}
