import type { Fleet, FleetCluster } from '../model/fleet.ts';
import { optional } from '../model/json.ts';
import { resourceKey } from '../model/resource-id.ts';
import type { AzureSettings } from '../settings/settings.ts';
import type { AzureCluster } from './azure-cluster.ts';
import type { Listing } from './list-clusters.ts';

/** What is known of the fleet: by subscription, so that one that fails keeps what it had. */
export interface Known {
  readonly clusters: ReadonlyMap<string, readonly AzureCluster[]>;
  readonly problems: readonly string[];
  /** RFC 3339. */
  readonly listedAt: string;
}

/** What is known after another look: where that failed, the older list goes on to count, and it is said so. */
export function knownAfter(before: Known | undefined, listing: Listing, now: Date): Known {
  const listedAt = now.toISOString();
  const { clusters, failed, noSubscriptions } = listing;
  const older = before?.clusters ?? new Map<string, readonly AzureCluster[]>();
  const kept = before === undefined ? '' : ` What was listed before is used (last list: ${before.listedAt}).`;
  if (noSubscriptions !== undefined) {
    return {
      clusters: older,
      problems: [noSubscriptions + kept],
      listedAt: before?.listedAt ?? listedAt,
    };
  }
  const both = new Map(clusters);
  const problems = [...failed].map(([subscription, says]) => {
    const had = older.get(subscription);
    if (had === undefined) return says;
    both.set(subscription, had);
    return says + kept;
  });
  const nothingNew = clusters.size === 0 && failed.size > 0 && before !== undefined;
  return { clusters: both, problems, listedAt: nothingNew ? before.listedAt : listedAt };
}

/**
 * The fleet: what was found, as far as it is wanted, and what the settings name. An alias replaces the name of the
 * cluster that it stands for; two clusters of one name both stay.
 */
export function fleetOf(
  { clusters, problems, listedAt }: Known,
  settings: Pick<AzureSettings, 'OSM_CLUSTERS' | 'OSM_ALL_CLUSTERS'>,
): Fleet {
  const aliases = Map.groupBy(settings.OSM_CLUSTERS, ({ resourceId }) => resourceKey(resourceId));
  const found = new Map([...clusters.values()].flat().map((one) => [resourceKey(one.resourceId), one]));
  const wanted = [...found.values()].filter(
    ({ osmAddon, resourceId }) =>
      osmAddon || settings.OSM_ALL_CLUSTERS || aliases.has(resourceKey(resourceId)),
  );
  const unseen = [...aliases].filter(([key]) => !found.has(key));
  const members = [
    ...wanted.map((one) => memberOf(one, aliases.get(resourceKey(one.resourceId)))),
    ...unseen.flatMap(([, named]) => namedOnly(named)),
  ];
  return {
    clusters: members.sort((a, b) => order(a).localeCompare(order(b), 'en')),
    problems,
    listedAt,
  };
}

interface Alias {
  readonly name: string;
  readonly resourceId: string;
}

function memberOf(cluster: AzureCluster, named: readonly Alias[] | undefined): FleetCluster {
  return {
    name: named?.[0]?.name ?? cluster.name,
    resourceId: cluster.resourceId,
    ...optional(
      'aliases',
      named?.map(({ name }) => name),
    ),
    seen: {
      ...optional('nodeResourceGroup', cluster.nodeResourceGroup),
      ...optional('location', cluster.location),
      ...optional('kubernetesVersion', cluster.kubernetesVersion),
      osmAddon: cluster.osmAddon,
      running: cluster.running,
    },
  };
}

function namedOnly(named: readonly Alias[]): FleetCluster[] {
  const [first] = named;
  return first === undefined ? [] : [{ ...first, aliases: named.map(({ name }) => name) }];
}

function order({ name, resourceId }: FleetCluster): string {
  return `${name} ${resourceKey(resourceId)}`.toLowerCase();
}
