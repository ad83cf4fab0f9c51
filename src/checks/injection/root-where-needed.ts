import { defineCheck, type Problem } from '../../model/check.ts';
import type { OsmVersion } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { hasSidecar } from '../../osm/injection.ts';
import { describePods, lookAtManifest } from '../../osm/mend-workloads.ts';
import { compareVersions, showVersion } from '../../osm/versions.ts';
import { byWorkload } from '../../osm/workloads.ts';
import { asksForWindows, meshedPods } from './meshed-pods.ts';

export const rootWhereNeeded = defineCheck({
  id: 'OSM5010',
  name: 'root-where-needed',
  area: 'injection',
  severity: 'error',
  title: "No pod forbids OSM's containers to run as root",
  failTitle: "Pods forbid OSM's containers to run as root",
  why: 'With runAsNonRoot on the whole pod Kubernetes does not start a container that runs as root, and the pod never becomes ready. On 0.11.1 that is osm-init, from 1.1 on osm-healthcheck, which serves tcpSocket probes.',
  remedy:
    'Set runAsNonRoot on the containers instead of the pod. From 1.1 on a runAsUser on the pod helps as well, or httpGet and exec instead of tcpSocket probes.',
  source:
    'pkg/injector/init_container.go v0.11.1, pkg/injector/patch.go v1.1.0 to v1.2.4; openservicemesh/osm#4388 and #5246',
  accept: 'Annotate the pods openservicemesh.io/sidecar-injection: disabled in their template.',
  reads: ['memberships', 'pods', 'osmRelease'],
  itemwise: ['pods'],
  run({ memberships, pods, osmRelease: { version, injectsHostNetwork } }) {
    const container = rootContainer(version);
    if (container === undefined) return [];
    const barred = meshedPods(pods, memberships, injectsHostNetwork)
      .filter((pod) => pod.runAsNonRoot === true && !asksForWindows(pod))
      .filter((pod) => (hasSidecar(pod) ? isRefused(pod, container) : willBeRefused(pod, container)));
    return [
      ...problems(
        'rootForbidden',
        barred.filter(hasSidecar),
        `Kubernetes does not start ${container}`,
        version,
      ),
      ...problems(
        'rootWillBeForbidden',
        barred.filter((pod) => !hasSidecar(pod)),
        `Kubernetes will not start ${container} in its successors`,
        version,
      ),
    ];
  },
});

type RootContainer = 'osm-init' | 'osm-healthcheck';

/** 1.0 has none: there osm-init allows itself to be root, and osm-healthcheck does not exist. */
function rootContainer(version: OsmVersion): RootContainer | undefined {
  if (compareVersions(version, { major: 1, minor: 0, patch: 0 }) < 0) return 'osm-init';
  return compareVersions(version, { major: 1, minor: 1, patch: 0 }) >= 0 ? 'osm-healthcheck' : undefined;
}

/** Kubernetes' own word for it; a container that does run proves that its image has another user. */
function isRefused(pod: Pod, container: RootContainer): boolean {
  const waits = [...pod.initContainerStatuses, ...pod.containerStatuses].some(
    ({ name, waitingReason }) => name === container && waitingReason === 'CreateContainerConfigError',
  );
  return waits && isRootIn(pod, container);
}

function willBeRefused(pod: Pod, container: RootContainer): boolean {
  const asksByTcp = pod.containers.some(({ probes }) => probes.some(({ by }) => by === 'tcpSocket'));
  return isRootIn(pod, container) && (container === 'osm-init' || asksByTcp);
}

/** osm-healthcheck names no user and takes the pod's; osm-init insists on user 0. */
function isRootIn({ runAsUser = 0 }: Pod, container: RootContainer): boolean {
  return container === 'osm-init' || runAsUser === 0;
}

function problems(what: string, pods: readonly Pod[], seen: string, version: OsmVersion): Problem[] {
  return byWorkload(pods).map((group) => ({
    what,
    on: group.workload,
    says: `${describePods(group)}: runAsNonRoot is set on the whole pod, so ${seen}, which runs as root in OSM ${showVersion(version)}.`,
    mend: [lookAtManifest(group.workload, 'write runAsNonRoot on its own containers instead of the pod')],
  }));
}
