import type { Fleet, FleetCluster } from '../model/fleet.ts';
import { type ClusterId, parseClusterId, sameResource } from '../model/resource-id.ts';
import { nearest } from './nearest.ts';

/** What came of looking for a cluster by the words of a person. */
export type FoundCluster =
  | { readonly is: 'found'; readonly cluster: FleetCluster }
  /** `choices` are written so that typing one of them finds its cluster. */
  | { readonly is: 'ambiguous'; readonly choices: readonly string[] }
  /** `near`: up to three that may have been meant, written so that typing one finds it. */
  | { readonly is: 'notFound'; readonly near: readonly string[] };

/**
 * Finds a cluster by alias, name in Azure, `group/name`, `subscription/group/name` or ARM id, all without regard to
 * case. An alias beats a name in Azure, and a cluster with an alias still goes by its name in Azure too.
 */
export function findCluster({ clusters }: Pick<Fleet, 'clusters'>, words: string): FoundCluster {
  const typed = words.trim();
  const matches = matching(clusters, typed);
  const [cluster] = matches;
  if (cluster !== undefined && matches.length === 1) return { is: 'found', cluster };
  if (matches.length > 1) {
    return { is: 'ambiguous', choices: matches.map((match) => nameToType(clusters, match)).sort() };
  }
  return { is: 'notFound', near: nearTo(clusters, typed) };
}

function matching(clusters: readonly FleetCluster[], typed: string): FleetCluster[] {
  if (typed.startsWith('/')) return clusters.filter(({ resourceId }) => sameResource(resourceId, typed));
  const wanted = typed.toLowerCase();
  const byAlias = clusters.filter((cluster) =>
    aliasesOf(cluster).some((alias) => alias.toLowerCase() === wanted),
  );
  if (byAlias.length > 0) return byAlias;
  return clusters.filter((cluster) => namesInAzure(cluster).some((name) => name.toLowerCase() === wanted));
}

function aliasesOf({ aliases, name, resourceId }: FleetCluster): readonly string[] {
  return aliases ?? (name === parseClusterId(resourceId)?.name ? [] : [name]);
}

/** From the shortest to the one that is unique. */
function namesInAzure({ resourceId }: FleetCluster): string[] {
  const id = parseClusterId(resourceId);
  return id === undefined ? [] : [id.name, `${id.resourceGroup}/${id.name}`, inFull(id)];
}

function inFull({ subscription, resourceGroup, name }: ClusterId): string {
  return `${subscription}/${resourceGroup}/${name}`;
}

/** The shortest words that find just this cluster. */
export function nameToType(clusters: readonly FleetCluster[], cluster: FleetCluster): string {
  const ways = [...aliasesOf(cluster), ...namesInAzure(cluster)];
  const finds = (way: string): boolean => {
    const [first, ...others] = matching(clusters, way);
    return first === cluster && others.length === 0;
  };
  return ways.find(finds) ?? cluster.resourceId;
}

function nearTo(clusters: readonly FleetCluster[], typed: string): string[] {
  const id = parseClusterId(typed);
  const words = id === undefined ? typed : inFull(id);
  // Words with a group are compared with names that have one.
  const depth = words.split('/').length;
  const namesOf = (cluster: FleetCluster): string[] => {
    const [name = '', inGroup = '', full = ''] = namesInAzure(cluster);
    if (depth === 1) return [...aliasesOf(cluster), name];
    return [depth === 2 ? inGroup : full];
  };
  const near = nearest(words, clusters.flatMap(namesOf));
  const meant = near.flatMap((name) => clusters.filter((cluster) => namesOf(cluster).includes(name)));
  return [...new Set(meant)].slice(0, 3).map((cluster) => nameToType(clusters, cluster));
}
