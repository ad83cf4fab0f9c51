import type { FleetCluster } from '../model/fleet.ts';
import { parseClusterId } from '../model/resource-id.ts';
import type { Settings } from '../settings.ts';

/**
 * Whether answers about a cluster may go to a channel: where the settings bind one of its names, that of Azure among
 * them, the channel must be one of those.
 */
export function mayAnswerIn(
  { OSM_CLUSTER_CHANNELS }: Pick<Settings, 'OSM_CLUSTER_CHANNELS'>,
  channel: string,
  { name, aliases = [], resourceId }: Pick<FleetCluster, 'name' | 'aliases' | 'resourceId'>,
): boolean {
  const names = [name, ...aliases, parseClusterId(resourceId)?.name ?? name].map((one) => one.toLowerCase());
  return OSM_CLUSTER_CHANNELS.filter(({ cluster }) => names.includes(cluster.toLowerCase())).every(
    ({ channels }) => channels.includes(channel),
  );
}
