import { defineCheck, type Problem, type Severity } from '../../model/check.ts';
import type { ContainerStatus, Pod } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { describePods } from '../../osm/mend-workloads.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';
import { isCrash, meshedPods, msSince, sidecarStatus } from './meshed-pods.ts';

const minuteMs = 60_000;
/** So long an image may take and osm-init may run before anybody is at fault. */
const patienceMs = 2 * minuteMs;
/** So long a pod may take on its node before anything of it starts: large images, volumes that move. */
const startMs = 10 * minuteMs;

export const sidecarsReady = defineCheck({
  id: 'OSM6001',
  name: 'sidecars-ready',
  area: 'data-plane',
  severity: 'error',
  title: 'Sidecars are ready within two minutes',
  failTitle: 'Sidecars are not ready, or osm-init does not get through',
  why: 'All traffic of a pod goes through its sidecar, and no container of it starts before osm-init has redirected the traffic: without them the pod serves nobody.',
  remedy:
    'Read the log of the container and the events of the pod. osm-init fails on impossible exclusion lists (OSM4018), on runAsNonRoot (OSM5010) and where the node does not let it change iptables.',
  source:
    'pkg/injector/init_container.go and envoy_container.go, v0.11.1 to v1.2.4: the sidecar has no probes, so it is ready as soon as it runs',
  explainedBy: ['OSM4018', 'OSM5010'],
  reads: ['memberships', 'pods'],
  itemwise: ['pods'],
  run({ memberships, pods }, now) {
    const meshed = meshedPods(pods, memberships).map(({ pod }) => pod);
    return troubles.flatMap((what) => {
      const troubled = meshed.filter((pod) => troubleOf(pod, now) === what);
      return byWorkload(troubled).flatMap((group) => toProblem(what, group));
    });
  },
});

const troubles = ['initFails', 'initStuck', 'notReady', 'notStarted'] as const;
type Trouble = (typeof troubles)[number];

function troubleOf(pod: Pod, now: Date): Trouble | undefined {
  const [init, sidecar] = [initStatus(pod), sidecarStatus(pod)];
  if (sidecar?.ready === true) return undefined;
  if (init !== undefined && !init.ready) return troubleOfInit(init, pod, now);
  if (sidecar === undefined) {
    // The kubelet tells of all containers at once: where one of them ran, the pod has none for the sidecar.
    const since = pod.containerStatuses.some(hasRun) ? startOf(pod) : lastStart(pod);
    return isLeftWaiting(pod, since, now) ? 'notStarted' : undefined;
  }
  if (isCreating(sidecar)) {
    if (isWaitingForOthers(pod)) return isLeftWaiting(pod, lastStart(pod), now) ? 'notStarted' : undefined;
    return lasts(patienceMs, lastStart(pod), now) ? 'notReady' : undefined;
  }
  return lasts(patienceMs, downSince(sidecar, pod), now) ? 'notReady' : undefined;
}

function initStatus({ initContainerStatuses }: Pod): ContainerStatus | undefined {
  return initContainerStatuses.find(({ name }) => name === 'osm-init');
}

function troubleOfInit(init: ContainerStatus, pod: Pod, now: Date): Trouble | undefined {
  if (hasFailed(init)) return lasts(patienceMs, startOf(pod), now) ? 'initFails' : undefined;
  if (init.startedAt !== undefined) return lasts(patienceMs, init.startedAt, now) ? 'initStuck' : undefined;
  // osm-init is the last of the init containers: while another one works or fails, that one is the reason.
  const others = pod.initContainerStatuses.filter((status) => status !== init);
  const isNext = others.every((status) => status.ready || isCreating(status));
  return isNext && isLeftWaiting(pod, lastStart(pod), now) ? 'notStarted' : undefined;
}

function hasFailed({ waitingReason, terminated, lastTermination }: ContainerStatus): boolean {
  if (waitingReason !== undefined && !creating.includes(waitingReason)) return true;
  return [terminated, lastTermination].some(isCrash);
}

/** What a container waits for at first; with init containers the kubelet says PodInitializing up to the start. */
const creating: readonly (string | undefined)[] = ['PodInitializing', 'ContainerCreating'];

function isCreating({ waitingReason }: ContainerStatus): boolean {
  return creating.includes(waitingReason);
}

/** The kubelet starts containers in order, the sidecar last: while an image of the application comes, it waits. */
function isWaitingForOthers({ containerStatuses }: Pod): boolean {
  return containerStatuses.some((status) => status.name !== 'envoy' && isCreating(status));
}

/** On a node, and for long nothing started. A pod without a node is the scheduler's, not the sidecar's. */
function isLeftWaiting({ node }: Pod, since: string | undefined, now: Date): boolean {
  return node !== undefined && lasts(startMs, since, now);
}

function lasts(ms: number, since: string | undefined, now: Date): boolean {
  return msSince(since, now) > ms;
}

function startOf({ startTime, metadata }: Pod): string | undefined {
  return startTime ?? metadata.creationTimestamp;
}

/** When the last of the other containers started or ended, after which the kubelet turns to the next. */
function lastStart(pod: Pod): string | undefined {
  const times = [...pod.initContainerStatuses, ...pod.containerStatuses].flatMap(
    ({ startedAt, terminated }) => startedAt ?? terminated?.finishedAt ?? [],
  );
  return times.sort().at(-1) ?? startOf(pod);
}

/** A sidecar that ended well, as at the end of a Job, is down on purpose. */
function downSince({ terminated, startedAt }: ContainerStatus, pod: Pod): string | undefined {
  if (terminated === undefined) return startedAt ?? initStatus(pod)?.terminated?.finishedAt ?? startOf(pod);
  return terminated.exitCode === 0 ? undefined : terminated.finishedAt;
}

const severities: Readonly<Record<Trouble, Severity>> = {
  initFails: 'error',
  initStuck: 'error',
  notReady: 'error',
  notStarted: 'warning',
};

const effects: Readonly<Record<Trouble, (pod: Pod) => string>> = {
  initFails: (pod) => `osm-init ${stateOf(initStatus(pod))}, so no container starts`,
  initStuck: (pod) =>
    `osm-init runs since ${initStatus(pod)?.startedAt} and does not end, so no container starts`,
  notReady: (pod) => `the sidecar ${stateOf(sidecarStatus(pod))}, and all traffic goes through it`,
  notStarted: (pod) => `on its node since ${startOf(pod)}, and the sidecar has not started`,
};

type Status = Partial<ContainerStatus>;

function stateOf({ waitingReason, terminated, lastTermination }: Status = {}): string {
  const end = terminated ?? lastTermination;
  const code = end?.exitCode === undefined ? '' : ` after exit code ${end.exitCode}`;
  if (waitingReason !== undefined) return `waits with ${waitingReason}${code}`;
  if (terminated !== undefined) return `ended with exit code ${terminated.exitCode ?? 'unknown'}`;
  return code === '' ? 'runs and is not ready' : `was started again${code}`;
}

function toProblem(what: Trouble, group: WorkloadPods): Problem[] {
  const [example] = group.pods;
  if (example === undefined) return [];
  return [
    {
      what,
      on: group.workload,
      severity: severities[what],
      says: `${describePods(group)}: ${effects[what](example)}.`,
      mend: looks(what, example),
    },
  ];
}

function looks(what: Trouble, pod: Pod): RemedyIntent[] {
  const { name, namespace = '' } = pod.metadata;
  const describe = (does: string): RemedyIntent => ({
    do: 'look',
    does,
    args: ['describe', 'pod', name, '-n', namespace],
  });
  const log = (container: string, does: string): RemedyIntent => ({
    do: 'look',
    does,
    args: ['logs', name, '-n', namespace, '-c', container, '--tail=100'],
  });
  switch (what) {
    case 'initFails':
      return hasRun(initStatus(pod))
        ? [
            log(
              'osm-init',
              'See what osm-init could not do: mostly an impossible range or port, or no right to iptables',
            ),
          ]
        : [
            describe(
              'See in its events why osm-init cannot start: mostly its image, or runAsNonRoot of the pod',
            ),
          ];
    case 'initStuck':
      return [log('osm-init', 'See how far osm-init came')];
    case 'notReady': {
      const events = describe('See in its events why the sidecar is not ready');
      return hasRun(sidecarStatus(pod)) ? [log('envoy', 'See what the sidecar says'), events] : [events];
    }
    case 'notStarted':
      return [
        describe(
          'See in its events what it waits for: an image, a volume, or its Secret envoy-bootstrap-config',
        ),
      ];
  }
}

function hasRun({ startedAt, terminated, lastTermination }: Status = {}): boolean {
  return [startedAt, terminated, lastTermination].some((sign) => sign !== undefined);
}
