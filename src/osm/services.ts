import type { EndpointSlice, Service } from '../model/kubernetes.ts';

/** What is seen of a Service that is read by its label `app`: itself, and its EndpointSlices by its name. */
export interface SeenService {
  /** `unlabelled`: only its slices were seen, and they tell that it merely lost the label. */
  readonly is: 'there' | 'unlabelled' | 'gone';
  readonly service?: Service;
  readonly slices: readonly EndpointSlice[];
  readonly ready: number;
}

/**
 * Finds a Service of the control plane. Kubernetes copies a Service's labels to its slices (from 1.20): slices with
 * the label `app` beside no Service that has it are those of a Service that is gone.
 */
export function seeService(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  services: readonly Service[],
  allSlices: readonly EndpointSlice[],
): SeenService {
  const slices = allSlices.filter(
    ({ service, metadata }) => service === name && metadata.namespace === namespace,
  );
  const ready = slices.reduce((total, slice) => total + slice.ready, 0);
  const service = services.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
  if (service !== undefined) return { is: 'there', service, slices, ready };
  const unlabelled = slices.some((slice) => slice.ready > 0 && slice.metadata.labels['app'] === undefined);
  return { is: unlabelled ? 'unlabelled' : 'gone', slices, ready };
}
