import { type Json, object, objects, optional, text } from '../../model/json.ts';
import type { Route, RouteBackend } from '../../model/routes.ts';
import { metadataOf } from './metadata.ts';

/** Reads a `networking.k8s.io/v1` Ingress: the default backend and those of its rules. */
export function ingressOf(raw: Json): Route {
  const spec = object(raw['spec']);
  const paths = objects(spec['rules']).flatMap((rule) => objects(object(rule['http'])['paths']));
  const backends = [spec['defaultBackend'], ...paths.map((path) => path['backend'])];
  return {
    metadata: metadataOf(raw),
    kind: 'Ingress',
    ...optional('ingressClass', text(spec['ingressClassName'])),
    backends: backends.flatMap((backend) => ingressBackendOf(object(object(backend)['service']))),
  };
}

/** A backend may be a resource instead of a Service: then it is none that the mesh sees. */
function ingressBackendOf(service: Json): RouteBackend[] {
  const name = text(service['name']);
  if (name === undefined) return [];
  const port = object(service['port']);
  return [{ kind: 'Service', name, ...portOf(port['number'] ?? port['name']) }];
}

/** Reads a `gateway.networking.k8s.io` HTTPRoute. */
export function httpRouteOf(raw: Json): Route {
  const backends = objects(object(raw['spec'])['rules']).flatMap((rule) => objects(rule['backendRefs']));
  return {
    metadata: metadataOf(raw),
    kind: 'HTTPRoute',
    backends: backends.map((backend) => ({
      kind: text(backend['kind']) ?? 'Service',
      ...optional('namespace', text(backend['namespace'])),
      name: text(backend['name']) ?? '',
      ...portOf(backend['port']),
    })),
  };
}

function portOf(port: unknown): { port?: number | string } {
  return typeof port === 'number' || typeof port === 'string' ? { port } : {};
}
