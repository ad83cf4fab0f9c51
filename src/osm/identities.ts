import type { EndpointSlice, ObjectMeta, Pod } from '../model/kubernetes.ts';
import { oncePer } from '../model/once-per.ts';

/**
 * `namespace/name` of an object, and of an identity: in OSM a pod is whom its ServiceAccount says
 * (`pkg/identity`, v0.11.1 to v1.2.4). Neither part can hold a slash.
 */
export function fullNameOf({ namespace = '', name }: Pick<ObjectMeta, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}

/** The full name of what an object names in its own namespace. */
export function fullNameBeside(
  { metadata: { namespace = '' } }: { readonly metadata: Pick<ObjectMeta, 'namespace'> },
  name: string,
): string {
  return `${namespace}/${name}`;
}

/** The full names of objects, to ask whether one exists: of the ServiceAccounts these are the identities. */
export function namesOf(
  objects: readonly { readonly metadata: Pick<ObjectMeta, 'namespace' | 'name'> }[],
): ReadonlySet<string> {
  return new Set(objects.map(({ metadata }) => fullNameOf(metadata)));
}

/** The identity of a pod: the full name of its ServiceAccount. */
export function identityOf(pod: Pod): string {
  return fullNameBeside(pod, pod.serviceAccount);
}

/** The given pods by identity; whether finished ones count, the caller decides by what it gives. */
export function podsByIdentity(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  return Map.groupBy(pods, identityOf);
}

/** EndpointSlices by the full name of their Service. */
export const slicesByService = oncePer(
  (slices: readonly EndpointSlice[]): ReadonlyMap<string, readonly EndpointSlice[]> =>
    Map.groupBy(slices, (slice) => fullNameBeside(slice, slice.service)),
);

/**
 * Those of the given pods to which each Service leads, by the Service's full name: its EndpointSlices name them,
 * ready or not. Services without such a pod are left out. Slices of IPv4 and IPv6 name the same pods.
 */
export const podsByService = oncePer(
  (endpointSlices: readonly EndpointSlice[], pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> => {
    const byName = new Map(pods.map((pod) => [fullNameOf(pod.metadata), pod]));
    const found = new Map<string, Set<Pod>>();
    for (const slice of endpointSlices) {
      const key = fullNameBeside(slice, slice.service);
      for (const name of slice.pods) {
        const pod = byName.get(fullNameBeside(slice, name));
        if (pod === undefined) continue;
        const behind = found.get(key);
        if (behind === undefined) found.set(key, new Set([pod]));
        else behind.add(pod);
      }
    }
    return new Map([...found].map(([service, behind]) => [service, [...behind]]));
  },
);

/** The identities that stand behind each Service, by the Service's full name. */
export function identitiesByService(
  endpointSlices: readonly EndpointSlice[],
  pods: readonly Pod[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const behind = podsByService(endpointSlices, pods);
  return new Map([...behind].map(([service, found]) => [service, new Set(found.map(identityOf))]));
}
