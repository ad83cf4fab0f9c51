import type { Fleet, FleetCluster } from '../model/fleet.ts';
import { parseClusterId, resourceKey } from '../model/resource-id.ts';
import type { Settings } from '../settings/settings.ts';

type Bound = Pick<Settings, 'OSM_CLUSTER_CHANNELS'>;
type Names = Pick<FleetCluster, 'name' | 'aliases' | 'resourceId'>;

/**
 * Whether answers about a cluster may go to a channel: where the settings bind it, by whichever of its names, the
 * channel must be among those of every such entry.
 */
export function mayAnswerIn({ OSM_CLUSTER_CHANNELS }: Bound, channel: string, cluster: Names): boolean {
  const names = namesOf(cluster);
  return OSM_CLUSTER_CHANNELS.filter((entry) => names.includes(resourceKey(entry.cluster))).every(
    ({ channels }) => channels.includes(channel),
  );
}

/** The entries that bind no cluster of the fleet: by a mistake, what they were to keep somewhere is told everywhere. */
export function unmatchedChannels(
  { OSM_CLUSTER_CHANNELS }: Bound,
  { clusters }: Pick<Fleet, 'clusters'>,
): string[] {
  const names = new Set(clusters.flatMap(namesOf));
  return OSM_CLUSTER_CHANNELS.map(({ cluster }) => cluster).filter((name) => !names.has(resourceKey(name)));
}

/** Whatever people may call a cluster, in lower case. */
function namesOf({ name, aliases = [], resourceId }: Names): string[] {
  const id = parseClusterId(resourceId);
  const inAzure =
    id === undefined
      ? []
      : [id.name, `${id.resourceGroup}/${id.name}`, `${id.subscription}/${id.resourceGroup}/${id.name}`];
  return [name, ...aliases, ...inAzure, resourceId].map(resourceKey);
}
