import Table from 'cli-table3';
import type { Fleet, FleetCluster } from '../model/fleet.ts';
import { optional } from '../model/json.ts';
import { parseClusterId } from '../model/resource-id.ts';
import { plain } from '../present/plain-text.ts';
import { toolVersion } from '../version.ts';
import { exitCodes } from './exit-codes.ts';
import { listWithin, withFleet } from './open-fleet.ts';
import { plainBorders } from './plain-borders.ts';
import type { ClusterOptions } from './take-snapshot.ts';
import { tellUnlisted } from './tell-unlisted.ts';
import type { Terminal } from './terminal.ts';

/** Options of `osm-doctor clusters`. */
export interface ClustersOptions extends Pick<ClusterOptions, 'budget' | 'debug'> {
  readonly output: 'table' | 'json';
}

/** `osm-doctor clusters`: the fleet as Azure and the settings tell it. Signs in to no cluster. */
export async function listClusters(options: ClustersOptions, terminal: Terminal): Promise<number> {
  const fleet = await withFleet(options, terminal, 'Looking for clusters', (atHand) =>
    listWithin(atHand, terminal),
  );
  const { clusters, problems } = fleet;
  if (options.output === 'json')
    terminal.stdout.write(`${JSON.stringify(documentOf(fleet), undefined, 2)}\n`);
  else if (clusters.length > 0) terminal.stdout.write(tableOf(clusters));
  if (clusters.length === 0) terminal.stderr.write(tellUnlisted(problems, terminal));
  else terminal.stderr.write(problems.map((problem) => `${plain(problem)}\n`).join(''));
  return clusters.length === 0 && problems.length > 0 ? exitCodes.unreadable : exitCodes.clean;
}

function documentOf({ clusters, problems, listedAt }: Fleet): object {
  return {
    version: 1,
    tool: `osm-doctor ${toolVersion}`,
    listedAt,
    clusters: clusters.map(factsOf),
    problems,
  };
}

function factsOf(cluster: FleetCluster): object {
  const { name, resourceId, aliases = [], seen } = cluster;
  const id = parseClusterId(resourceId);
  return {
    name,
    resourceId,
    ...optional('nameInAzure', id?.name),
    ...optional('resourceGroup', id?.resourceGroup),
    ...optional('subscription', id?.subscription),
    ...seen,
    aliases,
  };
}

function tableOf(clusters: readonly FleetCluster[]): string {
  const table = new Table({
    head: ['name', 'group', 'location', 'Kubernetes', 'OSM add-on', 'running', 'aliases'],
    chars: plainBorders,
    style: { head: [], border: [], 'padding-left': 0 },
  });
  table.push(...clusters.map((cluster) => cellsOf(cluster).map(plain)));
  return `${table.toString().replace(/ +$/gm, '')}\n`;
}

/** `?` where only the settings know of a cluster: Azure was not asked about it, or does not show it. */
function cellsOf({ name, resourceId, aliases = [], seen }: FleetCluster): string[] {
  const id = parseClusterId(resourceId);
  const head = [id?.name ?? name, id?.resourceGroup ?? '?'];
  const facts =
    seen === undefined
      ? ['?', '?', '?', '?']
      : [
          seen.location ?? '?',
          seen.kubernetesVersion ?? '?',
          seen.osmAddon ? 'on' : 'off',
          seen.running ? 'yes' : 'no',
        ];
  return [...head, ...facts, aliases.join(', ')];
}
