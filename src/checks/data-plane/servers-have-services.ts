import { defineCheck, type Problem } from '../../model/check.ts';
import type { MeshConfig } from '../../model/custom-resources.ts';
import { fewOf } from '../../model/few-of.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { fullNameBeside, fullNameOf } from '../../osm/identities.ts';
import { describePods } from '../../osm/mend-workloads.ts';
import { byWorkload, isOfJob, type WorkloadPods } from '../../osm/workloads.ts';
import { msSince, ownPorts, podsInMesh } from './meshed-pods.ts';
import { isExcludedInbound } from './meshed-ports.ts';

/** So long the EndpointSlices of a new pod may take. */
const patienceMs = 120_000;

export const serversHaveServices = defineCheck({
  id: 'OSM6014',
  name: 'servers-have-services',
  area: 'data-plane',
  severity: 'info',
  title: 'Meshed pods that declare ports are behind a Service',
  failTitle: 'Meshed pods declare ports, but no Service selects them',
  why: 'A sidecar lets in what comes for a Service of its pod. Without any, nobody reaches these ports, scrapers of metrics included; who only calls others needs none.',
  remedy:
    'Give the workload a Service if anybody should reach it, or exclude the port if it is for scrapers alone.',
  source:
    'pkg/catalog/inbound_traffic_policies.go GetInboundMeshTrafficMatches, v1.2.4, and its like from v0.11.1 on',
  accept:
    'Leave the ports out of containers that nobody calls, or put them on the inbound port exclusion list.',
  reads: ['memberships', 'pods', 'endpointSlices', 'meshConfig'],
  itemwise: ['pods'],
  run({ memberships, pods, endpointSlices, meshConfig }, now) {
    const served = new Set(
      endpointSlices.flatMap((slice) => slice.pods.map((name) => fullNameBeside(slice, name))),
    );
    const alone = podsInMesh(pods, memberships).filter(
      (pod) =>
        !served.has(fullNameOf(pod.metadata)) && isServer(pod, now) && openPorts(pod, meshConfig).length > 0,
    );
    return byWorkload(alone).map((group) => toProblem(group, meshConfig));
  },
});

function isServer(pod: Pod, now: Date): boolean {
  const isYoung = msSince(pod.startTime ?? pod.metadata.creationTimestamp, now) < patienceMs;
  return pod.phase === 'Running' && !isYoung && !isOfJob(pod);
}

function openPorts(pod: Pod, meshConfig: MeshConfig): number[] {
  return ownPorts(pod).filter((port) => !isExcludedInbound(port, pod, meshConfig));
}

function toProblem(group: WorkloadPods, meshConfig: MeshConfig): Problem {
  const { kind, namespace = '', name } = group.workload;
  const ports = [...new Set(group.pods.flatMap((pod) => openPorts(pod, meshConfig)))].sort((a, b) => a - b);
  return {
    what: 'noService',
    on: group.workload,
    says: `${describePods(group)}: ${ports.length === 1 ? 'port' : 'ports'} ${fewOf(ports.map(String), 5)} declared, but no Service selects ${group.pods.length === 1 ? 'it' : 'them'}, so the sidecar lets nobody in.`,
    mend: [
      {
        do: 'look',
        does: `See the Services there, whether one of them should select ${kind} ${name}`,
        args: ['get', 'services', '-n', namespace, '-o', 'wide'],
      },
    ],
  };
}
