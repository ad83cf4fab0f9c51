import type { MeshConfig } from '../../model/custom-resources.ts';
import type { Membership } from '../../model/facts.ts';
import type { EndpointSlice, Pod, Service, ServicePort } from '../../model/kubernetes.ts';
import { oncePer } from '../../model/once-per.ts';
import { fullNameOf, podsByService, slicesByService } from '../../osm/identities.ts';
import { podsWithSidecars } from '../../osm/injection.ts';

/** A TCP port of a Service that leads to sidecars. */
export interface MeshedPort {
  readonly service: Service;
  /** Its place in `spec.ports`. */
  readonly index: number;
  readonly port: ServicePort;
  /** The pods' port: a number, or a name where it cannot be told. */
  readonly podPort: number | string;
  /** Those of its pods that have a sidecar. */
  readonly pods: readonly Pod[];
}

interface Seen {
  readonly memberships: readonly Membership[];
  readonly services: readonly Service[];
  readonly endpointSlices: readonly EndpointSlice[];
  readonly pods: readonly Pod[];
}

/** Ports of Services that lead to sidecars of the mesh. A Service without such pods breaks nothing, whatever it says. */
export function meshedPorts({ memberships, services, endpointSlices, pods }: Seen): readonly MeshedPort[] {
  return portsToSidecars(memberships, services, endpointSlices, podsWithSidecars(pods));
}

const portsToSidecars = oncePer(
  (
    memberships: readonly Membership[],
    services: readonly Service[],
    endpointSlices: readonly EndpointSlice[],
    withSidecars: readonly Pod[],
  ): readonly MeshedPort[] => {
    const meshed = memberships.filter(({ monitored, system }) => monitored && !system);
    const namespaces = new Set(meshed.map(({ namespace }) => namespace.metadata.name));
    const slices = slicesByService(endpointSlices);
    const pods = podsByService(endpointSlices, withSidecars);
    return services.flatMap((service) => {
      const name = fullNameOf(service.metadata);
      const behind = namespaces.has(service.metadata.namespace ?? '') ? pods.get(name) : undefined;
      return behind === undefined ? [] : portsOf(service, slices.get(name) ?? [], behind);
    });
  },
);

function portsOf(service: Service, slices: readonly EndpointSlice[], pods: readonly Pod[]): MeshedPort[] {
  if (service.metadata.deletionTimestamp !== undefined) return [];
  return service.ports.flatMap((port, index) => {
    if (port.protocol !== 'TCP') return [];
    return [{ service, index, port, podPort: podPortOf(port, service, slices), pods }];
  });
}

/** What the slices say, which is certain where there is one port alone. */
function podPortOf(
  { targetPort }: ServicePort,
  { ports }: Service,
  slices: readonly EndpointSlice[],
): number | string {
  const [number = targetPort, ...others] = new Set(slices.flatMap((slice) => slice.ports));
  return ports.length === 1 && others.length === 0 ? number : targetPort;
}

const inboundExclusions = 'openservicemesh.io/inbound-port-exclusion-list';

/** Whether traffic of a port goes around the sidecars, by MeshConfig or by the annotations of all its pods. */
export function isExcluded({ port, podPort, pods }: MeshedPort, meshConfig: MeshConfig): boolean {
  if (excludes(meshConfig, 'outboundPortExclusionList', port.port)) return true;
  return typeof podPort === 'number' && pods.every((pod) => isExcludedInbound(podPort, pod, meshConfig));
}

/** Whether what comes to a port of a pod goes around its sidecar. */
export function isExcludedInbound(port: number, { metadata }: Pod, meshConfig: MeshConfig): boolean {
  if (excludes(meshConfig, 'inboundPortExclusionList', port)) return true;
  const own = metadata.annotations[inboundExclusions]?.split(',');
  return own?.some((word) => word.trim() === String(port)) ?? false;
}

function excludes(
  { spec }: MeshConfig,
  list: 'inboundPortExclusionList' | 'outboundPortExclusionList',
  port: number,
): boolean {
  const { traffic } = spec as { readonly traffic?: Readonly<Record<string, unknown>> };
  const numbers = traffic?.[list];
  return Array.isArray(numbers) && numbers.includes(port);
}
