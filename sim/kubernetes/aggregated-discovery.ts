import { groupsOf } from './discovery.ts';
import type { ServedKind } from './kinds.ts';

/** The media type by which a client asks for it. */
export const aggregatedType = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

const statusVerbs = ['get', 'patch', 'update'];

/** Built-in resources leave group and version of their kind empty, as recorded. */
function responseKind(kind: ServedKind): object {
  return kind.custom === undefined
    ? { group: '', version: '', kind: kind.kind }
    : { group: kind.group, version: kind.version, kind: kind.kind };
}

function resourceEntry(kind: ServedKind): object {
  const status = { subresource: 'status', responseKind: responseKind(kind), verbs: statusVerbs };
  return {
    resource: kind.resource,
    responseKind: responseKind(kind),
    scope: kind.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.singular,
    verbs: kind.verbs,
    ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
    ...(kind.categories.length > 0 ? { categories: kind.categories } : {}),
    ...(kind.statusSubresource ? { subresources: [status] } : {}),
  };
}

function groupEntry(group: string, kinds: readonly ServedKind[]): object {
  const own = kinds.filter((kind) => kind.group === group);
  const versions = [...new Set(own.map((kind) => kind.version))].map((version) => ({
    version,
    resources: own.filter((kind) => kind.version === version).map(resourceEntry),
    freshness: 'Current',
  }));
  return { metadata: { ...(group === '' ? {} : { name: group }), creationTimestamp: null }, versions };
}

/** All groups with all their resources in one answer: `/api` and `/apis` since Kubernetes 1.26. */
export function aggregatedDiscovery(kinds: readonly ServedKind[], root: 'api' | 'apis'): object {
  const groups = root === 'api' ? [''] : groupsOf(kinds);
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groups.map((group) => groupEntry(group, kinds)),
  };
}
