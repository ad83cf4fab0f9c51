import { defineCheck, type Problem, type Severity } from '../../model/check.ts';
import type { ContainerStatus, Pod } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { describePods } from '../../osm/mend-workloads.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';
import { isCrash, meshedPods, msSince, sidecarStatus } from './meshed-pods.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const manyRestarts = 3;

export const sidecarsKeepRunning = defineCheck({
  id: 'OSM6002',
  name: 'sidecars-keep-running',
  area: 'data-plane',
  severity: 'error',
  title: 'Sidecars keep running',
  failTitle: 'Sidecars end and are started again',
  why: 'With the sidecar all connections of its pod end, and until it is back and has its configuration again the pod is cut off.',
  remedy:
    'OOMKilled wants more memory: raise spec.sidecar.resources of MeshConfig and restart the workload. Else read the log of the run before.',
  source:
    'Pod status, Kubernetes v1.19 to v1.33; pkg/injector/envoy_container.go for the resources, v0.11.1 to v1.2.4',
  reads: ['memberships', 'pods'],
  itemwise: ['pods'],
  run({ memberships, pods }, now) {
    const meshed = meshedPods(pods, memberships).map(({ pod }) => pod);
    const byTrouble = Map.groupBy(meshed, (pod) => troubleOf(pod, now));
    return troubles.flatMap((what) => {
      return byWorkload(byTrouble.get(what) ?? []).flatMap((group) => toProblem(what, group));
    });
  },
});

const troubles = ['outOfMemory', 'crashLoop', 'restarting', 'crashed'] as const;
type Trouble = (typeof troubles)[number];

/** In the order in which they explain more. */
function troubleOf(pod: Pod, now: Date): Trouble | undefined {
  const status = sidecarStatus(pod);
  if (status === undefined) return undefined;
  return troubles.find((trouble) => signs[trouble](status, now));
}

const signs: Readonly<Record<Trouble, (status: ContainerStatus, now: Date) => boolean>> = {
  outOfMemory: (status, now) => endOf(status)?.reason === 'OOMKilled' && endedWithin(dayMs, status, now),
  crashLoop: ({ waitingReason }) => waitingReason === 'CrashLoopBackOff',
  restarting: (status, now) => status.restartCount >= manyRestarts && endedWithin(hourMs, status, now),
  crashed: (status, now) => isCrash(endOf(status)) && endedWithin(dayMs, status, now),
};

/** How it ended last, this run or the one before. */
function endOf({ terminated, lastTermination }: ContainerStatus): ContainerStatus['terminated'] {
  return terminated ?? lastTermination;
}

function endedAt(status: ContainerStatus): string | undefined {
  return endOf(status)?.finishedAt;
}

function endedWithin(ms: number, status: ContainerStatus, now: Date): boolean {
  return msSince(endedAt(status), now) <= ms;
}

const severities: Readonly<Record<Trouble, Severity>> = {
  outOfMemory: 'error',
  crashLoop: 'error',
  restarting: 'error',
  crashed: 'warning',
};

const effects: Readonly<Record<Trouble, (status: ContainerStatus) => string>> = {
  outOfMemory: (status) => `the sidecar was OOMKilled at ${endedAt(status)}${restarts(status)}`,
  crashLoop: (status) =>
    `the sidecar is in CrashLoopBackOff${restarts(status)}${exit(status, ', its last end')}`,
  restarting: (status) =>
    `the sidecar was started again ${status.restartCount} times, last after its end at ${endedAt(status)}${exit(status)}`,
  crashed: (status) => `the sidecar ended at ${endedAt(status)}${exit(status)}`,
};

function restarts({ restartCount }: ContainerStatus): string {
  return restartCount === 0 ? '' : `, ${restartCount} ${restartCount === 1 ? 'restart' : 'restarts'} so far`;
}

function exit(status: ContainerStatus, which = ''): string {
  const code = endOf(status)?.exitCode;
  return code === undefined ? '' : `${which} with exit code ${code}`;
}

function toProblem(what: Trouble, group: WorkloadPods): Problem[] {
  const [example] = group.pods;
  const status = example && sidecarStatus(example);
  if (example === undefined || status === undefined) return [];
  return [
    {
      what,
      on: group.workload,
      severity: severities[what],
      says: `${describePods(group)}: ${effects[what](status)}.`,
      mend:
        what === 'outOfMemory'
          ? [lookAtResources, describe(example)]
          : [lookAtLog(example), describe(example)],
    },
  ];
}

/** How much is enough, only who knows the traffic can tell. */
const lookAtResources: RemedyIntent = {
  do: 'look',
  does: 'See spec.sidecar.resources: raise limits.memory there (all new sidecars get it), then restart the workload',
  args: [
    'get',
    'meshconfigs.config.openservicemesh.io',
    '-A',
    '-o',
    'jsonpath={.items[*].spec.sidecar.resources}',
  ],
};

function lookAtLog({ metadata: { name, namespace = '' } }: Pod): RemedyIntent {
  return {
    do: 'look',
    does: 'See what the sidecar logged before it ended',
    args: ['logs', name, '-n', namespace, '-c', 'envoy', '--previous', '--tail=100'],
  };
}

function describe({ metadata: { name, namespace = '' } }: Pod): RemedyIntent {
  return {
    do: 'look',
    does: 'See the events and limits of the pod',
    args: ['describe', 'pod', name, '-n', namespace],
  };
}
