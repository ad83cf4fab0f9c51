import type { EndpointSlice, Service } from '../../model/kubernetes.ts';
import { type Json, number, object, objects, optional, text } from './json.ts';
import { metadataOf } from './metadata.ts';

/** Reads a `v1` Service. */
export function serviceOf(raw: Json): Service {
  return {
    metadata: metadataOf(raw),
    ports: objects(object(raw['spec'])['ports']).map((port) => ({
      ...optional('name', text(port['name'])),
      port: number(port['port'], 0),
    })),
  };
}

/** Reads a `discovery.k8s.io/v1` EndpointSlice; an endpoint without a ready condition counts as ready. */
export function endpointSliceOf(raw: Json): EndpointSlice {
  const metadata = metadataOf(raw);
  const endpoints = objects(raw['endpoints']);
  const ready = endpoints.filter((endpoint) => object(endpoint['conditions'])['ready'] !== false).length;
  return {
    metadata,
    service: metadata.labels['kubernetes.io/service-name'] ?? '',
    ready,
    notReady: endpoints.length - ready,
  };
}
