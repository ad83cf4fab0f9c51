import { defineCheck, type Problem } from '../../model/check.ts';
import type { ContainerStatus, Pod } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { isLive } from '../../osm/injection.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';

const hourMs = 3_600_000;
const manyRestarts = 3;

export const steadyPods = defineCheck({
  id: 'OSM1006',
  name: 'steady-pods',
  area: 'control-plane',
  severity: 'error',
  title: 'No pod of the control plane keeps ending',
  failTitle: 'Pods of the control plane keep ending',
  why: 'While a container waits for its next start, sidecars get no configuration or pods are refused; a program that ends again and again seldom heals by itself.',
  remedy:
    'Read the log of the run before. OOMKilled wants more memory; osm-controller ends in a loop when an SMI CRD is missing (OSM2009).',
  source: 'Pod status, Kubernetes v1.19 to v1.33; cmd/osm-controller and pkg/smi/health.go for the probes',
  article: [1, 2, 3],
  reads: ['mesh', 'controlPlanePods'],
  itemwise: ['controlPlanePods'],
  run({ mesh, controlPlanePods }, now) {
    const pods = controlPlanePods.filter((pod) => pod.metadata.namespace === mesh.namespace && isLive(pod));
    return troubles.flatMap((trouble) => {
      const troubled = pods.filter((pod) => troubleOf(pod, now)?.trouble === trouble);
      return byWorkload(troubled).flatMap((group) => toProblem(trouble, group, now));
    });
  },
});

const troubles = ['crashLoop', 'outOfMemory', 'restarting'] as const;
type Trouble = (typeof troubles)[number];

const signs: Readonly<Record<Trouble, (status: ContainerStatus, now: Date) => boolean>> = {
  crashLoop: ({ waitingReason }) => waitingReason === 'CrashLoopBackOff',
  outOfMemory: (status, now) =>
    status.lastTermination?.reason === 'OOMKilled' && endedWithin(24 * hourMs, status, now),
  restarting: (status, now) => status.restartCount >= manyRestarts && endedWithin(hourMs, status, now),
};

const sayings: Readonly<Record<Trouble, (status: ContainerStatus) => string>> = {
  crashLoop: ({ restartCount, lastTermination }) => {
    const reason = lastTermination?.reason;
    return `is in CrashLoopBackOff, restarted ${times(restartCount)}${reason === undefined ? '' : `, last end ${reason}`}`;
  },
  outOfMemory: ({ lastTermination }) =>
    `was OOMKilled at ${lastTermination?.finishedAt}, within the last day`,
  restarting: ({ restartCount, lastTermination }) =>
    `restarted ${times(restartCount)}, last at ${lastTermination?.finishedAt}, within the last hour`,
};

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

/** The gravest trouble of a pod and the container that has it. */
function troubleOf(pod: Pod, now: Date): { trouble: Trouble; status: ContainerStatus } | undefined {
  for (const trouble of troubles) {
    const status = pod.containerStatuses.find((candidate) => signs[trouble](candidate, now));
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
  return [{ what, on: workload, says, mend: looks(example, status) }];
}

function looks({ metadata }: Pod, { name: container }: ContainerStatus): RemedyIntent[] {
  const where = ['-n', metadata.namespace ?? ''];
  return [
    {
      do: 'look',
      does: 'See what it logged before it ended',
      args: ['logs', metadata.name, ...where, '-c', container, '--previous', '--tail=100'],
    },
    { do: 'look', does: 'See its events and limits', args: ['describe', 'pod', metadata.name, ...where] },
  ];
}
