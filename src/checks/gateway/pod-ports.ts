import type { EndpointSlice, Service, ServicePort } from '../../model/kubernetes.ts';

/** By which ports OSM knows the pods behind a Service. */
export interface PodPorts {
  readonly numbers: ReadonlySet<number>;
  /** Whether all of them are known: a targetPort that is a name can be looked up only where there are endpoints. */
  readonly areKnown: boolean;
  /** The number that a port of the Service leads to; undefined where it can't be told. */
  readonly behind: (port: ServicePort) => number | undefined;
}

/**
 * As OSM does it: the ports of the endpoints (`pkg/k8s/util.go` GetTargetPortFromEndpoints); where there are none yet,
 * the targetPorts that are numbers. A name is told where it is the only one, and one port is left for it.
 */
export function podPortsOf(service: Service, slices: readonly EndpointSlice[] = []): PodPorts {
  const given = service.ports.map(({ targetPort }) => targetPort);
  const numeric = given.filter((target) => typeof target === 'number');
  const names = new Set(given.filter((target) => typeof target === 'string'));
  const seen = new Set(slices.flatMap(({ ports }) => ports));
  const left = [...seen].filter((port) => !numeric.includes(port));
  const ofName = names.size === 1 && left.length === 1 ? left[0] : undefined;
  return {
    numbers: seen.size > 0 ? seen : new Set(numeric),
    areKnown: seen.size > 0 || names.size === 0,
    behind: ({ targetPort }) => (typeof targetPort === 'number' ? targetPort : ofName),
  };
}
