import type { Fleet, FleetCluster } from '../../model/fleet.ts';
import type { Message } from '../../model/message.ts';
import { parseClusterId } from '../../model/resource-id.ts';
import { ageWords, type ClusterRow, clusterTable, type LastRun } from '../../present/clusters-message.ts';
import { nameToType } from '../find-cluster.ts';

/** Clusters that are shown; the rest is counted. */
const most = 50;

/** The answer to `/osm clusters`; `lastRuns` by ARM id as the fleet spells it. The order is the fleet's. */
export function clustersMessage({
  fleet,
  lastRuns = new Map(),
  now,
}: {
  readonly fleet: Fleet;
  readonly lastRuns?: ReadonlyMap<string, LastRun>;
  readonly now: Date;
}): Message {
  const { clusters, problems, listedAt } = fleet;
  return clusterTable({
    rows: clusters.slice(0, most).map((cluster) => rowOf(cluster, fleet, lastRuns, now)),
    total: clusters.length,
    problems,
    listed: ageWords(listedAt, now),
  });
}

function rowOf(
  cluster: FleetCluster,
  { clusters }: Fleet,
  lastRuns: ReadonlyMap<string, LastRun>,
  now: Date,
): ClusterRow {
  const run = lastRuns.get(cluster.resourceId);
  return {
    type: shortest(clusters, cluster),
    where: whereOf(cluster),
    addon: addonOf(cluster),
    last:
      run === undefined
        ? 'not judged yet'
        : `${run.state?.toUpperCase() ?? 'could not be read'}, ${ageWords(run.at, now)}`,
  };
}

/** A name with white space is typed in quotes. */
function shortest(clusters: readonly FleetCluster[], cluster: FleetCluster): string {
  const name = nameToType(clusters, cluster);
  return /\s/.test(name) ? `"${name}"` : name;
}

function whereOf({ name, resourceId, seen }: FleetCluster): string {
  const id = parseClusterId(resourceId);
  if (id === undefined) return 'not known';
  const inAzure = id.name === name ? '' : `${id.name} in `;
  return [`${inAzure}${id.resourceGroup}`, ...(seen?.location === undefined ? [] : [seen.location])].join(
    ', ',
  );
}

function addonOf({ seen }: FleetCluster): string {
  if (seen === undefined) return 'not known';
  return `${seen.osmAddon ? 'on' : 'off'}${seen.running ? '' : ', cluster stopped'}`;
}
