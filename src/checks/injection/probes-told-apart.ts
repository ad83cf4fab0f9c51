import { defineCheck, type Problem } from '../../model/check.ts';
import type { Pod, Probe } from '../../model/kubernetes.ts';
import { describePods, lookAtManifest } from '../../osm/mend-workloads.ts';
import { byWorkload } from '../../osm/workloads.ts';
import { appContainers, injectedPods } from './meshed-pods.ts';
import { healthcheckPort, probePorts } from './probe-ports.ts';

export const probesToldApart = defineCheck({
  id: 'OSM5017',
  name: 'probes-told-apart',
  area: 'injection',
  severity: 'warning',
  title: 'No two containers of a pod share a rewritten probe',
  failTitle: 'Containers of a pod share a rewritten probe',
  why: 'The injector leads all HTTP probes of one type to one port and keeps only the target of the last: the other containers are judged by one that is not theirs, or never become ready.',
  remedy:
    'Leave one HTTP probe of each type in a pod and let the other containers use exec, which the injector does not touch.',
  source: 'pkg/injector/health_probes.go, v0.11.1 to v1.2.4; openservicemesh/osm#3773 and #4948',
  accept: 'Let all but one of the containers use exec probes.',
  reads: ['memberships', 'pods'],
  itemwise: ['pods'],
  run({ memberships, pods }) {
    const faulty = injectedPods(pods, memberships).filter((pod) => astrayIn(pod).length > 0);
    return [...problems(faulty, 'unanswered'), ...problems(faulty, 'answeredByAnother')];
  },
});

type Fault = 'answeredByAnother' | 'unanswered';

/** Probes of one type that do not ask their own container. */
interface Astray {
  readonly fault: Fault;
  readonly type: Probe['is'];
  readonly containers: readonly string[];
  /** The container whose target was kept. */
  readonly last: string;
}

function problems(pods: readonly Pod[], fault: Fault): Problem[] {
  const ofFault = (pod: Pod) => astrayIn(pod).filter((astray) => astray.fault === fault);
  return byWorkload(pods.filter((pod) => ofFault(pod).length > 0)).map((group) => {
    const told = group.pods.slice(0, 1).flatMap(ofFault).map(tell).join('; ');
    const stuck = group.pods.some((of) => ofFault(of).some((astray) => isHeldBack(of, astray)));
    return {
      what: fault,
      on: group.workload,
      ...(fault === 'unanswered' || stuck ? { severity: 'error' as const } : {}),
      says: `${describePods(group)}: ${told}.`,
      mend: [lookAtManifest(group.workload, 'leave one HTTP probe of each type and make the others exec')],
    };
  });
}

function tell({ fault, type, containers, last }: Astray): string {
  const whose = `the ${type} probe of ${containers.join(', ')}`;
  return fault === 'unanswered'
    ? `nothing answers ${whose}, since only that of ${last} was kept`
    : `${whose} is answered for ${last} on port ${probePorts[type]}`;
}

/** Not ready while such a probe decides about it. */
function isHeldBack({ containerStatuses }: Pod, { containers, type }: Astray): boolean {
  if (type === 'liveness') return false;
  return containerStatuses.some(
    ({ name, ready, startedAt }) => containers.includes(name) && !ready && startedAt !== undefined,
  );
}

function astrayIn(pod: Pod): Astray[] {
  const healthcheck = pod.containers.some(({ name }) => name === 'osm-healthcheck');
  return (['liveness', 'readiness', 'startup'] as const).flatMap((type) => {
    const asking = rewritten(pod, type);
    const last = asking.at(-1);
    if (last === undefined) return [];
    const others = asking.slice(0, -1).filter(({ port }) => port !== healthcheckPort || !healthcheck);
    // Envoy has no listener for a type whose kept target is a tcpSocket's, and osm-healthcheck comes with one alone.
    const shared = others.filter(({ port }) => port === last.port && port !== healthcheckPort);
    const unanswered = others.filter((other) => !shared.includes(other));
    const astray = (fault: Fault, of: readonly Asking[]): Astray => {
      return { fault, type, containers: of.map(({ container }) => container), last: last.container };
    };
    return [astray('answeredByAnother', shared), astray('unanswered', unanswered)].filter(
      ({ containers }) => containers.length > 0,
    );
  });
}

interface Asking {
  readonly container: string;
  readonly port: number;
}

/** Containers whose probe of this type the injector rewrote; later builds give each its own path and listener. */
function rewritten(pod: Pod, type: Probe['is']): Asking[] {
  return appContainers(pod).flatMap(({ name, probes }) => {
    const probe = probes.find(({ is }) => is === type);
    if (probe?.port !== probePorts[type] && probe?.port !== healthcheckPort) return [];
    return probe.osmPath === `/osm-${type}-probe/${name}` ? [] : [{ container: name, port: probe.port }];
  });
}
