import { humanAge } from './age.ts';
import type { KubernetesObject } from './cluster.ts';
import { isRecord, type JsonRecord, listAt, textAt, valueAt } from './record.ts';

function statuses(pod: KubernetesObject, field: string): JsonRecord[] {
  return listAt(pod, 'status', field).filter(isRecord);
}

function exitReason(terminated: unknown): string {
  const reason = textAt(terminated, 'reason');
  if (reason !== '') return reason;
  const signal = Number(valueAt(terminated, 'signal') ?? 0);
  return signal !== 0 ? `Signal:${signal}` : `ExitCode:${valueAt(terminated, 'exitCode') ?? 0}`;
}

function initReason(pod: KubernetesObject): string | undefined {
  const all = statuses(pod, 'initContainerStatuses');
  for (const [at, status] of all.entries()) {
    const terminated = valueAt(status, 'state', 'terminated');
    if (isRecord(terminated) && (terminated['exitCode'] ?? 0) === 0) continue;
    if (isRecord(terminated)) return `Init:${exitReason(terminated)}`;
    const waiting = textAt(status, 'state', 'waiting', 'reason');
    const named = waiting !== '' && waiting !== 'PodInitializing';
    return named ? `Init:${waiting}` : `Init:${at}/${listAt(pod, 'spec', 'initContainers').length}`;
  }
  return undefined;
}

function containerReason(pod: KubernetesObject): string | undefined {
  const reasons = statuses(pod, 'containerStatuses').map((status) => {
    const waiting = textAt(status, 'state', 'waiting', 'reason');
    const terminated = valueAt(status, 'state', 'terminated');
    return waiting || (isRecord(terminated) ? exitReason(terminated) : '');
  });
  return reasons.find((reason) => reason !== '');
}

/** The STATUS column: the phase, unless a container or the kubelet has more to say. */
function podStatus(pod: KubernetesObject): string {
  if (pod.metadata['deletionTimestamp'] !== undefined) return 'Terminating';
  const said = textAt(pod, 'status', 'reason') || textAt(pod, 'status', 'phase');
  return initReason(pod) ?? containerReason(pod) ?? said;
}

function restarts(pod: KubernetesObject, now: string): string {
  const all = [...statuses(pod, 'initContainerStatuses'), ...statuses(pod, 'containerStatuses')];
  const count = all.reduce((sum, status) => sum + Number(status['restartCount'] ?? 0), 0);
  const last =
    all
      .map((status) => textAt(status, 'lastState', 'terminated', 'finishedAt'))
      .sort()
      .at(-1) ?? '';
  return count === 0 || last === '' ? String(count) : `${count} (${humanAge(last, now)} ago)`;
}

/** The cells of a pod. 1.21 counts restarts as a number; later servers say when the last one was. */
export function podCells(pod: KubernetesObject, now: string, textual: boolean): unknown[] {
  const containers = statuses(pod, 'containerStatuses');
  const ready = containers.filter((status) => status['ready'] === true).length;
  const counted = restarts(pod, now);
  return [
    pod.metadata.name,
    `${ready}/${listAt(pod, 'spec', 'containers').length}`,
    podStatus(pod),
    textual ? counted : Number.parseInt(counted, 10),
    humanAge(pod.metadata.creationTimestamp, now),
    textAt(pod, 'status', 'podIP') || '<none>',
    textAt(pod, 'spec', 'nodeName') || '<none>',
    textAt(pod, 'status', 'nominatedNodeName') || '<none>',
    '<none>',
  ];
}
