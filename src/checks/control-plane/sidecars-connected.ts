import { defineCheck, type Problem, type Verdict } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';

import type { RemedyIntent } from '../../model/remedy.ts';
import { componentRef, lookAtPods } from '../../osm/components.ts';
import {
  type Counted,
  connectedMetric,
  countAtControllers,
  rejectedMetric,
} from '../../osm/control-plane-metrics.ts';
import {
  type ExpectedConnections,
  expectedConnections,
  isSettled,
  isShort,
} from '../../osm/sidecar-connections.ts';

export const sidecarsConnected = defineCheck({
  id: 'OSM1015',
  name: 'sidecars-connected',
  area: 'control-plane',
  severity: 'error',
  tier: 'deep',
  title: 'Every running sidecar is connected to a controller',
  failTitle: 'Sidecars are not connected to a controller',
  why: 'A sidecar without a controller keeps what it has: it learns of no new pods and policies, and its certificate runs out. A pod that never got through serves and calls nothing.',
  remedy:
    'Look whether osm-controller is well (OSM1002) and has room (OSM4013: maxDataPlaneConnections), then restart the workloads whose sidecars stay alone.',
  source: 'pkg/envoy/ads/stream.go and pkg/metricsstore/metricsstore.go, v0.11.1 to v1.2.4',
  explainedBy: ['OSM1002', 'OSM1012', 'OSM2003', 'OSM4013'],
  reads: ['mesh', 'memberships', 'pods', 'controlPlanePods', 'controlPlaneAnswers'],
  run({ mesh, memberships, pods, controlPlanePods, controlPlaneAnswers }, now) {
    const connected = countAtControllers(controlPlaneAnswers, connectedMetric);
    const rejected = countAtControllers(controlPlaneAnswers, rejectedMetric, 0);
    const expected = expectedConnections(pods, memberships, now);
    if (expected.most === 0) return { notApplicable: 'No running pod has a sidecar.' };
    if (connected.is === 'unknown') return { unknown: connected.because };
    if (rejected.is === 'unknown') return { unknown: rejected.because };
    const asked = controlPlanePods.filter(({ metadata }) => connected.byPod.has(metadata.name));
    if (isShort(connected.sum, expected) && !asked.every((pod) => isSettled(pod, now, 'osm-controller'))) {
      return {
        unknown: 'A pod of osm-controller has just started: sidecars are still finding their way to it.',
      };
    }
    return judge(connected, rejected.sum, expected, mesh);
  },
});

type Sum = Counted & { is: 'counted' };

function judge({ sum, byPod }: Sum, rejected: number, expected: ExpectedConnections, mesh: Mesh): Verdict {
  const on = componentRef(mesh, 'osm-controller');
  const short = isShort(sum, expected);
  const counts = `${sum} ${sum === 1 ? 'sidecar is' : 'sidecars are'} connected to ${byPod.size} ${byPod.size === 1 ? 'controller' : 'controllers'}`;
  if (rejected > 0) {
    const says = `The controllers turned sidecars away ${rejected} ${rejected === 1 ? 'time' : 'times'} since they started, for spec.sidecar.maxDataPlaneConnections; ${counts}, and ${expected.least} should be.`;
    return [{ what: 'rejected', on, severity: short ? 'error' : 'info', says, mend: [lookAtLimit(mesh)] }];
  }
  if (short) {
    const says = `${counts}, but ${expected.least} pods run with a sidecar for five minutes and more: ${expected.least - sum} of them get no configuration.`;
    return [{ what: 'notConnected', on, says, mend: [lookAtPods(mesh, 'osm-controller'), lookAtSidecars] }];
  }
  return surplus(sum, expected, counts, on, mesh);
}

/** OSM forgets to count down when it refuses a proxy after it has counted it: more than can be is no fault by itself. */
function surplus(
  sum: number,
  { most }: ExpectedConnections,
  counts: string,
  on: Problem['on'],
  mesh: Mesh,
): Problem[] {
  if (sum <= most + Math.max(2, most / 10)) return [];
  const says = `${counts}, but only ${most} pods run with a sidecar: proxies were refused after they had been counted, which OSM does not take back (E5010 and E5012 in the log tell why).`;
  return [{ what: 'surplus', on, severity: 'info', says, mend: [lookAtPods(mesh, 'osm-controller')] }];
}

function lookAtLimit({ namespace }: Mesh): RemedyIntent {
  return {
    do: 'look',
    does: 'See the limit: 0 is none; OSM4013 says what to do',
    args: [
      'get',
      'meshconfigs.config.openservicemesh.io',
      'osm-mesh-config',
      '-n',
      namespace,
      '-o',
      'jsonpath={.spec.sidecar.maxDataPlaneConnections}',
    ],
  };
}

const lookAtSidecars: RemedyIntent = {
  do: 'look',
  does: 'See the pods with a sidecar: those that restarted or are not ready come first',
  args: ['get', 'pods', '-A', '-l', 'osm-proxy-uuid', '-o', 'wide'],
};
