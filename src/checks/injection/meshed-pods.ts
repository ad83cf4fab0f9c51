import type { Membership } from '../../model/facts.ts';
import type { Container, Pod } from '../../model/kubernetes.ts';
import { oncePer } from '../../model/once-per.ts';
import { decideInjection, hasSidecar, isLive } from '../../osm/injection.ts';
import { withMembership } from './namespaces.ts';

/** Containers that the injector adds (`pkg/injector/patch.go`, v0.11.1 to v1.2.4; osm-healthcheck from v1.1.0). */
const addedByInjector: readonly string[] = ['envoy', 'osm-healthcheck'];

/** The containers that the workload itself brought: of a pod without a sidecar all, an Envoy of its own included. */
export function appContainers(pod: Pod): readonly Container[] {
  return hasSidecar(pod)
    ? pod.containers.filter(({ name }) => !addedByInjector.includes(name))
    : pod.containers;
}

/** Live pods of the mesh's namespaces that have a sidecar. */
export function injectedPods(pods: readonly Pod[], memberships: readonly Membership[]): Pod[] {
  return livePods(pods, memberships)
    .filter(({ pod, membership }) => hasSidecar(pod) && isInMesh(membership))
    .map(({ pod }) => pod);
}

const livePods = oncePer((pods: readonly Pod[], memberships: readonly Membership[]) =>
  withMembership(pods.filter(isLive), memberships),
);

function isInMesh({ monitored, system }: Membership): boolean {
  return monitored && !system;
}

/** Live pods of the mesh's namespaces that have a sidecar, or whose successors will. */
export function meshedPods(
  pods: readonly Pod[],
  memberships: readonly Membership[],
  injectsHostNetwork: boolean,
): Pod[] {
  return livePods(pods, memberships)
    .filter(({ pod, membership }) =>
      hasSidecar(pod)
        ? isInMesh(membership)
        : decideInjection(pod, membership, injectsHostNetwork) === 'inject',
    )
    .map(({ pod }) => pod);
}

/** Whether the injector takes a pod for one on Windows: by its nodeSelector alone, in any case of letters. */
export function asksForWindows({ os }: Pod): boolean {
  return os?.toLowerCase() === 'windows';
}
