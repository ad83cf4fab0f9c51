import { defineCheck, type Problem } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';
import type { Pod } from '../../model/kubernetes.ts';
import { hasSidecar } from '../../osm/injection.ts';
import { describePods, lookAtTemplate } from '../../osm/mend-workloads.ts';
import { byWorkload, type WorkloadPods } from '../../osm/workloads.ts';
import { asksForWindows, meshedPods } from './meshed-pods.ts';

export const noWindowsPods = defineCheck({
  id: 'OSM5008',
  name: 'no-windows-pods',
  area: 'injection',
  severity: 'error',
  title: 'No pod on Windows is meant to have a sidecar',
  failTitle: 'Pods on Windows are meant to have a sidecar',
  why: 'The add-on has no sidecar for Windows: such pods stay outside the mesh, and once they restart they cannot start at all. Without the nodeSelector the injector takes them for Linux pods.',
  remedy:
    'Annotate the pods sidecar-injection=disabled, or move the workload to a namespace outside the mesh. A Windows node pool outside the mesh needs nothing.',
  source:
    'pkg/injector/patch.go verifyPrerequisites and configurePodInit, v1.0.0 to v1.2.4; AKS docs of the add-on, limitations',
  accept: 'Annotate the pods openservicemesh.io/sidecar-injection: disabled in their template.',
  reads: ['memberships', 'pods', 'nodes', 'mesh'],
  itemwise: ['pods', 'nodes'],
  run({ memberships, pods, nodes, mesh }) {
    const windows = new Set<string | undefined>(
      nodes
        .filter(({ metadata }) => metadata.labels['kubernetes.io/os'] === 'windows')
        .map(({ metadata }) => metadata.name),
    );
    const found = meshedPods(pods, memberships, false);
    const asking = found.filter(asksForWindows);
    const placed = found.filter((pod) => !asksForWindows(pod) && windows.has(pod.node));
    return [...judgeAsking(asking, mesh), ...judgePlaced(placed)];
  },
});

/** Pods with the nodeSelector, by which the injector goes; OSM has a sidecar for them, the add-on for AKS none. */
function judgeAsking(pods: readonly Pod[], { origin }: Mesh): Problem[] {
  const without = byWorkload(pods.filter((pod) => !hasSidecar(pod)));
  if (origin !== 'aks') {
    return without.map((group) =>
      problem(
        'sidecarMissing',
        group,
        'on Windows without a sidecar, though OSM has one for it outside AKS',
        'restart it for a sidecar where its nodes have what OSM needs on Windows, else write sidecar-injection=disabled',
      ),
    );
  }
  return [
    ...without.map((group) =>
      problem(
        'noSidecar',
        group,
        'on Windows, for which the add-on has no sidecar: outside the mesh now, and successors cannot start',
      ),
    ),
    ...byWorkload(pods.filter(hasSidecar)).map((group) => ({
      ...problem(
        'unsupportedSidecar',
        group,
        'on Windows with a sidecar, which the add-on does not support: OSM adds nothing there that leads traffic through it',
      ),
      severity: 'warning' as const,
    })),
  ];
}

/** Pods that came to a Windows node in another way. */
function judgePlaced(pods: readonly Pod[]): Problem[] {
  const taken = 'without nodeSelector kubernetes.io/os the injector takes it for a Linux pod';
  return [
    ...byWorkload(pods.filter(hasSidecar)).map((group) =>
      problem(
        'linuxSidecar',
        group,
        `on a Windows node, where osm-init and envoy for Linux cannot run: ${taken}`,
      ),
    ),
    ...byWorkload(pods.filter((pod) => !hasSidecar(pod))).map((group) =>
      problem('linuxSidecarNext', group, `on a Windows node, and successors cannot start: ${taken}`),
    ),
  ];
}

const leaveOut = 'sidecar-injection=disabled there keeps its pods out of the mesh';

function problem(what: string, group: WorkloadPods, seen: string, then = leaveOut): Problem {
  return {
    what,
    on: group.workload,
    says: `${describePods(group)}: ${seen}.`,
    mend: [lookAtTemplate(group.workload, then)],
  };
}
