import type { MeshConfig } from '../../model/custom-resources.ts';
import { object } from '../../model/json.ts';
import type { EndpointSlice, Pod, Service } from '../../model/kubernetes.ts';

/** Ports of pods that are reached without the sidecar: `spec.traffic.inboundPortExclusionList`. */
export function excludedPorts({ spec }: MeshConfig): ReadonlySet<number> {
  const list = object(spec['traffic'])['inboundPortExclusionList'];
  return new Set(Array.isArray(list) ? list.filter((port) => typeof port === 'number') : []);
}

const exclusionAnnotation = 'openservicemesh.io/inbound-port-exclusion-list';

/** A Service with its EndpointSlices and pods. */
interface Behind {
  readonly slices: readonly EndpointSlice[];
  readonly pods: readonly Pod[];
  /** For every pod of the mesh. */
  readonly excluded: ReadonlySet<number>;
}

/** What ports of metrics are called: whoever collects these is outside the mesh, or has a TrafficTarget. */
const metricsName = /(^|-)(metrics|prometheus)(-|$)/;

/**
 * Whether nobody in the mesh calls a Service through the sidecar: it lists no port, as Services that only give names
 * do, or UDP and metrics alone, or its pods exclude them all.
 */
export function isOpenOnlyPastSidecar(service: Service, { slices, pods, excluded }: Behind): boolean {
  if (service.ports.every(({ name = '', protocol }) => protocol !== 'TCP' || metricsName.test(name)))
    return true;
  const ports = [...new Set(slices.flatMap((slice) => slice.ports))];
  if (ports.length === 0) return false;
  return pods.every((pod) => {
    const own = (pod.metadata.annotations[exclusionAnnotation] ?? '').split(',').map(Number);
    return ports.every((port) => excluded.has(port) || own.includes(port));
  });
}
