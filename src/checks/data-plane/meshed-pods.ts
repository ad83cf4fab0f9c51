import type { Membership } from '../../model/facts.ts';
import type { ContainerStatus, Pod } from '../../model/kubernetes.ts';
import { oncePer } from '../../model/once-per.ts';
import { podsWithSidecars } from '../../osm/injection.ts';

/** A live pod with a sidecar, and how its namespace stands. */
export interface MeshedPod {
  readonly pod: Pod;
  readonly membership: Membership;
}

/**
 * Live pods with a sidecar. Another mesh's namespaces are not ours to judge; a namespace that left the mesh still is,
 * for its sidecars go on.
 */
export const meshedPods = oncePer(
  (pods: readonly Pod[], memberships: readonly Membership[]): readonly MeshedPod[] => {
    const ours = new Map(
      memberships
        .filter(({ monitored, monitoredBy, system }) => (monitored || monitoredBy === undefined) && !system)
        .map((membership) => [membership.namespace.metadata.name, membership]),
    );
    return podsWithSidecars(pods).flatMap((pod) => {
      const membership = ours.get(pod.metadata.namespace ?? '');
      return membership === undefined ? [] : [{ pod, membership }];
    });
  },
);

/** Those of them whose namespaces are in the mesh now. */
export const podsInMesh = oncePer(
  (pods: readonly Pod[], memberships: readonly Membership[]): readonly Pod[] =>
    meshedPods(pods, memberships)
      .filter(({ membership }) => membership.monitored)
      .map(({ pod }) => pod),
);

/** Name of the sidecar's container, in all releases (`pkg/constants/constants.go`, EnvoyContainerName). */
const sidecarName = 'envoy';

/** What became of a pod's sidecar; absent before the kubelet said anything. */
export function sidecarStatus({ containerStatuses }: Pod): ContainerStatus | undefined {
  return containerStatuses.find(({ name }) => name === sidecarName);
}

/** The image of a pod's sidecar, as its spec names it. */
export function sidecarImageOf({ containers }: Pod): string | undefined {
  return containers.find(({ name }) => name === sidecarName)?.image;
}

/** Numbers of the ports that a pod's own containers declare. */
export function ownPorts({ containers }: Pod): number[] {
  const own = containers.filter(({ name }) => name !== sidecarName && name !== 'osm-healthcheck');
  return [...new Set(own.flatMap(({ ports }) => ports))];
}

/** Milliseconds between a time that Kubernetes wrote and now; NaN, neither more nor less than any, where it wrote none. */
export function msSince(time: string | undefined, now: Date): number {
  return now.getTime() - Date.parse(time ?? '');
}

/** A node that starts anew or a runtime that stops leaves 255, 137 or 143 behind, which is no fault of the container. */
export function isCrash(end: ContainerStatus['terminated']): boolean {
  const code = end?.exitCode ?? 0;
  return code !== 0 && ![137, 143, 255].includes(code);
}
