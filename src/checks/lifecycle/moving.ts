import type { Sources } from '../../model/check.ts';
import type { Namespace, ObjectMeta } from '../../model/kubernetes.ts';
import { meshesAmong } from '../../osm/facts/mesh.ts';
import { monitoredByLabel } from '../../osm/names.ts';

/** Why the move that the end of Microsoft's support asks for is none of this cluster's; undefined where it is. */
export function whyNotMoving(
  deployments: Sources['controlPlaneDeployments'],
): { readonly notApplicable: string } | undefined {
  const [mesh] = meshesAmong(deployments);
  return mesh?.origin === 'upstream'
    ? {
        notApplicable:
          'This mesh was installed by hand: nothing ends for it when Microsoft ends its support.',
      }
    : undefined;
}

/** Names of the namespaces that are labelled for a mesh of OSM: objects in others count for nobody. */
export function monitoredNames(namespaces: readonly Namespace[]): ReadonlySet<string> {
  return new Set(namespaces.filter(isMonitored).map(({ metadata }) => metadata.name));
}

function isMonitored({ metadata }: Namespace): boolean {
  return monitoredByLabel in metadata.labels && metadata.deletionTimestamp === undefined;
}

/** The objects that lie in one of these namespaces and are there to stay. */
export function staying<T extends { readonly metadata: ObjectMeta }>(
  objects: readonly T[],
  names: ReadonlySet<string | undefined>,
): T[] {
  return objects.filter(
    ({ metadata }) => names.has(metadata.namespace) && metadata.deletionTimestamp === undefined,
  );
}
