import type { Catalogue } from './catalogue.ts';
import type { KubernetesObject, SimulatedCluster } from './cluster.ts';
import { filledIn } from './fill-in.ts';
import { collectionOf, type ServedKind } from './kinds.ts';
import { keep, type Store } from './store.ts';

const dayInMs = 24 * 3600 * 1000;

/** An RFC 3339 time without fractions of a second, as Kubernetes writes it. */
function rfc3339(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

function kindOf(object: KubernetesObject, catalogue: Catalogue): ServedKind {
  const kind = catalogue().byName.get(`${object.apiVersion} ${object.kind}`);
  if (kind === undefined)
    throw new Error(`The simulated cluster does not serve ${object.apiVersion} ${object.kind}`);
  return kind;
}

/** Stores an object as it is, with what it lacks filled in. */
export function place(store: Store, catalogue: Catalogue, object: KubernetesObject, createdAt: string): void {
  const kind = kindOf(object, catalogue);
  const filled = filledIn(object, kind, createdAt);
  const resourceVersion = filled.metadata.resourceVersion ?? String(store.revision + 1);
  const given = Number(resourceVersion);
  store.revision = Math.max(store.revision, Number.isNaN(given) ? 0 : given);
  keep(store, collectionOf(kind), { ...filled, metadata: { ...filled.metadata, resourceVersion } });
}

/** Loads a whole cluster: definitions first, since they decide which kinds there are; the namespaces that objects lie in are made. */
export function seedStore(store: Store, catalogue: Catalogue, cluster: SimulatedCluster): void {
  const at = rfc3339(Date.parse(cluster.takenAt) - dayInMs);
  const isDefinition = (object: KubernetesObject): boolean => object.kind === 'CustomResourceDefinition';
  const spaces = new Set(cluster.objects.map((object) => object.metadata.namespace ?? ''));
  const named = new Set(
    cluster.objects.filter((object) => object.kind === 'Namespace').map((object) => object.metadata.name),
  );
  const missing = [...spaces].filter((name) => name !== '' && !named.has(name));
  const made = missing.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  const rest = cluster.objects.filter((object) => !isDefinition(object));
  for (const object of [...cluster.objects.filter(isDefinition), ...made, ...rest])
    place(store, catalogue, object, at);
}
