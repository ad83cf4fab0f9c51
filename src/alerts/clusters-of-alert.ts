import type { Alert } from '../model/alert.ts';
import type { Fleet, FleetCluster } from '../model/fleet.ts';
import { parseClusterId, resourceKey } from '../model/resource-id.ts';
import { clusterNamesOf, idsOf, scopeOf } from './resource-scope.ts';

/** Clusters that are judged for one alert. */
const most = 5;

/** The clusters that an alert is about, and how many more there would be. */
export interface AlertClusters {
  readonly clusters: readonly FleetCluster[];
  readonly leftOut: number;
}

/**
 * The clusters of the fleet that an alert is about, in the fleet's order:
 * - those whose ARM id it holds, or the id of something inside them;
 * - those in whose node resource group it names something;
 * - when it is about a workspace or a monitor account, those that its labels or dimensions name.
 *
 * A cluster is never concluded from a workspace, a node's name (`aks-nodepool1-12345678-vmss000000` holds none) or a
 * subscription alone, not even when the fleet has a single one: the workspace may hold clusters that are not watched.
 * A name that several clusters bear leads to all of them, since each is judged and named by itself.
 */
export function clustersOfAlert(alert: Alert, { clusters: fleet }: Fleet): AlertClusters {
  const ids = idsOf(alert).map(resourceKey);
  const guessed = inDefaultGroups(ids, fleet);
  const named = namedClusters(alert, ids, fleet);
  const found = fleet.filter(
    (cluster) =>
      holdsCluster(ids, cluster) ||
      inNodeGroup(ids, cluster) ||
      guessed.includes(cluster) ||
      named.includes(cluster),
  );
  return { clusters: found.slice(0, most), leftOut: Math.max(0, found.length - most) };
}

function holdsCluster(ids: readonly string[], { resourceId }: FleetCluster): boolean {
  const key = resourceKey(resourceId);
  return ids.some((id) => id === key || id.startsWith(`${key}/`));
}

/** Whether one of the ids stands in the cluster's node resource group, as Azure told it. */
function inNodeGroup(ids: readonly string[], { resourceId, seen }: FleetCluster): boolean {
  const group = seen?.nodeResourceGroup?.toLowerCase();
  if (group === undefined) return false;
  const home = scopeOf(resourceId);
  return ids.some((id) => {
    const scope = scopeOf(id);
    return scope?.resourceGroup === group && scope.subscription === home?.subscription;
  });
}

/**
 * Clusters of which Azure has told nothing, by the node resource group's default name, `MC_group_name_region`. Groups
 * and names may hold underscores: where the name fits two clusters it tells nothing.
 * Source: learn.microsoft.com/azure/aks/faq, node resource group.
 */
function inDefaultGroups(ids: readonly string[], fleet: readonly FleetCluster[]): FleetCluster[] {
  return ids.flatMap((id) => {
    const fits = fleet.filter((cluster) => fitsDefaultName(id, cluster));
    return fits.length === 1 ? fits : [];
  });
}

function fitsDefaultName(id: string, { resourceId, seen }: FleetCluster): boolean {
  const cluster = parseClusterId(resourceId.toLowerCase());
  const scope = scopeOf(id);
  if (cluster === undefined || scope === undefined || seen?.nodeResourceGroup !== undefined) return false;
  const beginning = `mc_${cluster.resourceGroup}_${cluster.name}_`;
  const group = scope.resourceGroup ?? '';
  const region = group.slice(beginning.length);
  return (
    scope.subscription === cluster.subscription && group.startsWith(beginning) && /^[a-z0-9]+$/.test(region)
  );
}

/** Resources that hold the data of several clusters: only of these do labels say which cluster is meant. */
const gatheringTypes: ReadonlySet<string> = new Set([
  'microsoft.operationalinsights/workspaces',
  'microsoft.monitor/accounts',
  'microsoft.insights/components',
]);

/** Clusters by the names in labels. Azure's own name counts before the settings' name: Azure wrote the label. */
function namedClusters(
  alert: Alert,
  ids: readonly string[],
  fleet: readonly FleetCluster[],
): readonly FleetCluster[] {
  const types = ids.map((id) => scopeOf(id)?.type);
  const pointsAtCluster = types.includes('microsoft.containerservice/managedclusters');
  const gathered = types.length === 0 || types.some((type) => gatheringTypes.has(type ?? ''));
  if (pointsAtCluster || !gathered) return [];
  return clusterNamesOf(alert).flatMap((name) => {
    const inAzure = fleet.filter(({ resourceId }) => parseClusterId(resourceId)?.name.toLowerCase() === name);
    return inAzure.length > 0 ? inAzure : fleet.filter((cluster) => bears(cluster, name));
  });
}

/** Whether the settings call a cluster by this name, given in small letters. */
function bears({ name, aliases = [] }: FleetCluster, given: string): boolean {
  return [name, ...aliases].some((own) => own.toLowerCase() === given);
}
