import { defineCheck, type Problem } from '../../model/check.ts';
import type { OsmVersion } from '../../model/facts.ts';
import type { Container, Pod } from '../../model/kubernetes.ts';
import { describePods, lookAtManifest } from '../../osm/mend-workloads.ts';
import { compareVersions } from '../../osm/versions.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';
import { appContainers, meshedPods } from './meshed-pods.ts';

/** Envoy runs as this user, and what it sends is not redirected (`pkg/constants/constants.go`). */
const sidecarUser = 1500;
/** Envoy's own listeners: admin, outbound, inbound and metrics. */
const listeners = [15000, 15001, 15003, 15010];
/** Rewritten probes; redirection leaves these alone whether there are such probes or not. */
const probes = [15901, 15902, 15903];

export const sidecarPortsFree = defineCheck({
  id: 'OSM5009',
  name: 'sidecar-ports-free',
  area: 'injection',
  severity: 'error',
  title: "No workload uses the sidecar's ports or its user",
  failTitle: "A workload uses the sidecar's ports or its user",
  why: "What runs as user 1500 calls others around the sidecar, unencrypted and under no policy. A port of the sidecar's cannot be taken twice, and some of them are never redirected.",
  remedy:
    'Let the workload listen on another port and run as another user than 1500; or keep it out of the mesh with sidecar-injection=disabled.',
  source: 'pkg/constants/constants.go and pkg/injector/iptables.go, v0.11.1 to v1.2.4',
  accept: 'Annotate the pods openservicemesh.io/sidecar-injection: disabled in their template.',
  reads: ['memberships', 'pods', 'osmRelease'],
  itemwise: ['pods'],
  run({ memberships, pods, osmRelease }) {
    const meshed = meshedPods(pods, memberships, osmRelease.injectsHostNetwork);
    const reserved = reservedPorts(osmRelease.version);
    return [
      ...byWorkload(meshed.filter((pod) => usersOf(pod).length > 0)).map(sameUser),
      ...byWorkload(meshed.filter((pod) => clashesOf(pod, reserved).length > 0)).map((group) =>
        samePorts(group, reserved),
      ),
    ];
  },
});

function reservedPorts(version: OsmVersion): number[] {
  const ports = [...listeners, ...probes];
  const hasHealthcheck = compareVersions(version, { major: 1, minor: 1, patch: 0 }) >= 0;
  return hasHealthcheck ? [...ports, 15904] : ports;
}

function usersOf(pod: Pod): Container[] {
  return appContainers(pod).filter(({ runAsUser = pod.runAsUser }) => runAsUser === sidecarUser);
}

function sameUser(group: WorkloadPods): Problem {
  const names = namesOf(group.pods.flatMap(usersOf));
  return {
    what: 'sidecarUser',
    on: group.workload,
    says: `${describePods(group)}: ${names} runs as user 1500, which is the sidecar's, so all it sends goes around the sidecar.`,
    mend: [lookAtManifest(group.workload, 'give securityContext.runAsUser another number than 1500')],
  };
}

interface Clash {
  readonly container: Container;
  readonly port: number;
}

function clashesOf(pod: Pod, reserved: readonly number[]): Clash[] {
  return appContainers(pod).flatMap((container) =>
    container.ports.filter((port) => reserved.includes(port)).map((port) => ({ container, port })),
  );
}

function samePorts(group: WorkloadPods, reserved: readonly number[]): Problem {
  const clashes = group.pods.flatMap((pod) => clashesOf(pod, reserved));
  const names = namesOf(clashes.map(({ container }) => container));
  const ports = [...new Set(clashes.map(({ port }) => port))].sort((a, b) => a - b).join(', ');
  return {
    what: 'sidecarPorts',
    on: group.workload,
    says: `${describePods(group)}: ${names} declares ${ports}, which the sidecar keeps for itself: either cannot listen, or traffic goes around the sidecar.`,
    mend: [lookAtManifest(group.workload, 'let its containers listen on other ports')],
  };
}

function namesOf(containers: readonly Container[]): string {
  const names = [...new Set(containers.map(({ name }) => name))];
  return `${names.length === 1 ? 'container' : 'containers'} ${names.join(', ')}`;
}
