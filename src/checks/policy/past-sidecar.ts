import type { MeshConfig } from '../../model/custom-resources.ts';
import { object } from '../../model/json.ts';
import type { EndpointSlice, Pod, Service } from '../../model/kubernetes.ts';

/** Whether a port of every pod is reached without the sidecar: `spec.traffic.inboundPortExclusionList`. */
export function portExclusion({ spec }: MeshConfig): (port: number) => boolean {
  const list = object(spec['traffic'])['inboundPortExclusionList'];
  return (port) => Array.isArray(list) && list.includes(port);
}

const exclusionAnnotation = 'openservicemesh.io/inbound-port-exclusion-list';

/** A Service with its EndpointSlices and pods. */
interface Behind {
  readonly slices: readonly EndpointSlice[];
  readonly pods: readonly Pod[];
  /** For every pod of the mesh. */
  readonly isExcluded: (port: number) => boolean;
}

/** What ports of metrics are called: whoever collects these is outside the mesh, or has a TrafficTarget. */
const metricsName = /(^|-)(metrics|prometheus)(-|$)/;

/**
 * Whether nobody in the mesh calls a Service through the sidecar: it lists no port, as Services that only give names
 * do, or UDP and metrics alone, or its pods exclude them all.
 */
export function isOpenOnlyPastSidecar(service: Service, { slices, pods, isExcluded }: Behind): boolean {
  if (service.ports.every(({ name = '', protocol }) => protocol !== 'TCP' || metricsName.test(name)))
    return true;
  const ports = [...new Set(slices.flatMap((slice) => slice.ports))];
  if (ports.length === 0) return false;
  return pods.every((pod) => {
    const own = pod.metadata.annotations[exclusionAnnotation]?.split(',').map(Number);
    return ports.every((port) => isExcluded(port) || own?.includes(port) === true);
  });
}
