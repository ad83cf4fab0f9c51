import { defineCheck, type Problem } from '../../model/check.ts';
import type { ContainerStatus, Pod } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { isLive } from '../../osm/injection.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const manyRestarts = 3;
/** So long a pod may take to be put on a node and to pull its images before anybody is at fault. */
const patienceMs = 2 * minuteMs;

/** Reasons for which a container waits that do not pass by themselves (kubelet, `pkg/kubelet/images` and `container`). */
const cannotStart: readonly string[] = [
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
];

export const steadyPods = defineCheck({
  id: 'OSM1006',
  name: 'steady-pods',
  area: 'control-plane',
  severity: 'error',
  title: 'Pods of the control plane start and keep running',
  failTitle: 'Pods of the control plane keep ending or cannot start',
  why: 'While a container waits for its next start, sidecars get no configuration or pods are refused; a program that ends again and again seldom heals by itself.',
  remedy:
    'Read the log of the run before; where there was none, the events tell why it cannot start. OOMKilled wants more memory; osm-controller ends in a loop when an SMI CRD is missing (OSM2009).',
  source: 'Pod status, Kubernetes v1.19 to v1.33; cmd/osm-controller and pkg/smi/health.go for the probes',
  explainedBy: ['OSM2009'],
  article: [1, 2, 3],
  reads: ['mesh', 'controlPlanePods'],
  itemwise: ['controlPlanePods'],
  run({ mesh, controlPlanePods }, now) {
    const pods = controlPlanePods.filter(
      (pod) => pod.metadata.namespace === mesh.namespace && isLive(pod) && !isStarting(pod, now),
    );
    return troubles.flatMap((trouble) => {
      const troubled = pods.filter((pod) => troubleOf(pod, now)?.trouble === trouble);
      return byWorkload(troubled).flatMap((group) => toProblem(trouble, group, now));
    });
  },
});

function isStarting({ phase, metadata: { creationTimestamp } }: Pod, now: Date): boolean {
  if (phase !== 'Pending' || creationTimestamp === undefined) return false;
  return now.getTime() - Date.parse(creationTimestamp) < patienceMs;
}

const troubles = ['crashLoop', 'cannotStart', 'outOfMemory', 'restarting'] as const;
type Trouble = (typeof troubles)[number];

const signs: Readonly<Record<Trouble, (status: ContainerStatus, now: Date) => boolean>> = {
  crashLoop: ({ waitingReason }) => waitingReason === 'CrashLoopBackOff',
  cannotStart: ({ waitingReason }) => cannotStart.some((reason) => reason === waitingReason),
  outOfMemory: (status, now) =>
    status.lastTermination?.reason === 'OOMKilled' && endedWithin(24 * hourMs, status, now),
  restarting: (status, now) => status.restartCount >= manyRestarts && endedWithin(hourMs, status, now),
};

const sayings: Readonly<Record<Trouble, (status: ContainerStatus) => string>> = {
  crashLoop: ({ restartCount, lastTermination }) => {
    const reason = lastTermination?.reason;
    return `is in CrashLoopBackOff, restarted ${times(restartCount)}${reason === undefined ? '' : `, last end ${reason}`}`;
  },
  cannotStart: ({ waitingReason }) => `cannot start: ${waitingReason}`,
  outOfMemory: ({ lastTermination }) =>
    `was OOMKilled at ${lastTermination?.finishedAt}, within the last day`,
  restarting: ({ restartCount, lastTermination }) =>
    `restarted ${times(restartCount)}, last at ${lastTermination?.finishedAt}, within the last hour`,
};

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** Init containers run once; how often one restarted before it got through is history. */
const whileInitializing: readonly Trouble[] = ['crashLoop', 'cannotStart'];

/** The gravest trouble of a pod and the container that has it. */
function troubleOf(pod: Pod, now: Date): { trouble: Trouble; status: ContainerStatus } | undefined {
  for (const trouble of troubles) {
    const { initContainerStatuses, containerStatuses } = pod;
    const statuses = whileInitializing.includes(trouble)
      ? [...initContainerStatuses, ...containerStatuses]
      : containerStatuses;
    const status = statuses.find((candidate) => signs[trouble](candidate, now));
    if (status !== undefined) return { trouble, status };
  }
  return undefined;
}

function endedWithin(ms: number, { lastTermination }: ContainerStatus, now: Date): boolean {
  const finishedAt = lastTermination?.finishedAt;
  return finishedAt !== undefined && now.getTime() - Date.parse(finishedAt) <= ms;
}

function toProblem(what: Trouble, { workload, pods }: WorkloadPods, now: Date): Problem[] {
  const [example] = pods;
  const status = example && troubleOf(example, now)?.status;
  if (example === undefined || status === undefined) return [];
  const { name } = example.metadata;
  const others = pods.length === 1 ? '' : ` (${pods.length} pods of ${workload.name} do so)`;
  const says = `Container ${status.name} of pod ${name} ${sayings[what](status)}${others}.`;
  return [{ what, on: workload, says, mend: looks(what, example, status) }];
}

function looks(what: Trouble, { metadata }: Pod, { name: container }: ContainerStatus): RemedyIntent[] {
  const where = ['-n', metadata.namespace ?? ''];
  const log: RemedyIntent = {
    do: 'look',
    does: 'See what it logged before it ended',
    args: ['logs', metadata.name, ...where, '-c', container, '--previous', '--tail=100'],
  };
  const describe: RemedyIntent = {
    do: 'look',
    does: 'See its events and limits',
    args: ['describe', 'pod', metadata.name, ...where],
  };
  return what === 'cannotStart' ? [describe] : [log, describe];
}
