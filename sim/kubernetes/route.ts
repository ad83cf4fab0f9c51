import type { Attempt } from './access.ts';

/** A path that names a resource: a collection, one object, or a part of one object. */
export interface ResourcePath {
  readonly is: 'resource';
  readonly group: string;
  readonly version: string;
  readonly namespace: string;
  readonly resource: string;
  readonly name: string;
  readonly subresource: string;
  /** What follows `proxy`, from its slash on: the path of another server. */
  readonly beyond?: string;
}

/** What a path asks for, by its shape alone: whether such a thing exists is another question. */
export type Route =
  | ResourcePath
  | { readonly is: 'core-versions' }
  | { readonly is: 'groups' }
  | { readonly is: 'group'; readonly group: string }
  | { readonly is: 'resources'; readonly group: string; readonly version: string }
  | { readonly is: 'version' }
  | { readonly is: 'health' }
  | { readonly is: 'openapi'; readonly document: string }
  | { readonly is: 'other' };

function resourceRoute(group: string, version: string, rest: readonly string[]): Route {
  const at = { is: 'resource', group, version } as const;
  const [first = '', second = '', third = '', fourth = '', fifth = '', sixth] = rest;
  const namespaced = first === 'namespaces' && third !== '' && third !== 'status' && third !== 'finalize';
  if (namespaced && fifth === 'proxy') {
    const beyond = `/${rest.slice(5).join('/')}`;
    return { ...at, namespace: second, resource: third, name: fourth, subresource: fifth, beyond };
  }
  if (namespaced && sixth === undefined) {
    return { ...at, namespace: second, resource: third, name: fourth, subresource: fifth };
  }
  // For rights, a namespace lies in itself.
  const namespace = first === 'namespaces' ? second : '';
  if (rest.length > 3) return { is: 'other' };
  return { ...at, namespace, resource: first, name: second, subresource: third };
}

/** Reads a path. Source: k8s.io/apiserver pkg/endpoints/request/requestinfo.go. */
export function routeOf(path: string): Route {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const [root, one = '', two = ''] = parts;
  if (root === 'api') {
    if (parts.length === 1) return { is: 'core-versions' };
    return parts.length === 2
      ? { is: 'resources', group: '', version: one }
      : resourceRoute('', one, parts.slice(2));
  }
  if (root === 'apis') {
    if (parts.length === 1) return { is: 'groups' };
    if (parts.length === 2) return { is: 'group', group: one };
    return parts.length === 3
      ? { is: 'resources', group: one, version: two }
      : resourceRoute(one, two, parts.slice(3));
  }
  if (root === 'openapi' && one === 'v3') return { is: 'openapi', document: parts.slice(2).join('/') };
  if (root === 'version') return { is: 'version' };
  return root === 'healthz' || root === 'livez' || root === 'readyz' ? { is: 'health' } : { is: 'other' };
}

function verbOf(method: string, route: ResourcePath, query: URLSearchParams): string {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return route.name ? 'delete' : 'deletecollection';
    default:
      if (query.get('watch') === 'true' || query.get('watch') === '1') return 'watch';
      return route.name ? 'get' : 'list';
  }
}

/** What a request attempts, for the authorizer. */
export function attemptFor(method: string, path: string, route: Route, query: URLSearchParams): Attempt {
  if (route.is !== 'resource') return { verb: method.toLowerCase(), path };
  return { ...route, verb: verbOf(method, route, query) };
}
