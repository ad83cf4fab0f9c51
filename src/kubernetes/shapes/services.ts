import { type Json, number, object, objects, optional, text, textFields } from '../../model/json.ts';
import type { EndpointSlice, Service, ServicePort } from '../../model/kubernetes.ts';
import { metadataOf } from './metadata.ts';

/** Reads a `v1` Service. */
export function serviceOf(raw: Json): Service {
  return {
    metadata: metadataOf(raw),
    type: text(object(raw['spec'])['type']) ?? 'ClusterIP',
    selector: textFields(object(raw['spec'])['selector']),
    ...optional('clusterIp', text(object(raw['spec'])['clusterIP'])),
    ports: objects(object(raw['spec'])['ports']).map(portOf),
  };
}

function portOf(raw: Json): ServicePort {
  const port = number(raw['port'], 0);
  const { targetPort } = raw;
  const isTarget = typeof targetPort === 'number' || typeof targetPort === 'string';
  return {
    ...optional('name', text(raw['name'])),
    port,
    targetPort: isTarget ? targetPort : port,
    protocol: text(raw['protocol']) ?? 'TCP',
    ...optional('appProtocol', text(raw['appProtocol'])),
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
    ports: objects(raw['ports']).flatMap(({ port }) => (typeof port === 'number' ? [port] : [])),
    pods: endpoints.flatMap((endpoint) => podNameIn(object(endpoint['targetRef']))),
  };
}

function podNameIn(targetRef: Json): string[] {
  const name = text(targetRef['name']);
  return text(targetRef['kind']) === 'Pod' && name !== undefined ? [name] : [];
}
