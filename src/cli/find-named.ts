import { findCluster } from '../commands/find-cluster.ts';
import type { AccessProblem, Fleet, FleetCluster } from '../model/fleet.ts';
import { parseClusterId, sameResource } from '../model/resource-id.ts';
import { type FleetAtHand, listWithin, signInAdvice } from './open-fleet.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** The cluster that the words of a person mean, or why that could not be found out. */
export type Named =
  | { readonly is: 'found'; readonly cluster: FleetCluster }
  | { readonly is: 'unlisted'; readonly problem: AccessProblem };

/**
 * Finds a cluster by alias, name, group/name or ARM id. An alias of the settings and an ARM id say where the cluster
 * is: for these Azure is not asked for lists. Throws UsageError with the choices or the near misses.
 */
export async function findNamed(words: string, atHand: FleetAtHand, terminal: Terminal): Promise<Named> {
  const direct = directly(words.trim(), atHand);
  if (direct !== undefined) return { is: 'found', cluster: direct };
  const fleet = await listWithin(atHand, terminal);
  if (fleet.clusters.length === 0 && fleet.problems.length > 0) {
    return { is: 'unlisted', problem: unlisted(words, fleet, terminal) };
  }
  const found = findCluster(fleet, words);
  if (found.is === 'found') return found;
  throw new UsageError(
    found.is === 'ambiguous' ? ambiguous(words, found.choices) : notFound(words, found.near, fleet),
  );
}

function directly(words: string, { settings }: FleetAtHand): FleetCluster | undefined {
  const named = settings.OSM_CLUSTERS;
  const id = parseClusterId(words);
  if (id !== undefined) {
    return named.find((one) => sameResource(one.resourceId, words)) ?? { name: id.name, resourceId: words };
  }
  if (words.startsWith('/')) {
    throw new UsageError(`${words} is not the id of an AKS cluster: that ends in managedClusters/NAME.`);
  }
  return named.find(({ name }) => name.toLowerCase() === words.toLowerCase());
}

function ambiguous(words: string, choices: readonly string[]): string {
  return [`${choices.length} clusters are called "${words}". Say which:`, ...choices]
    .map((line, index) => (index === 0 ? line : `  ${line}`))
    .join('\n');
}

function notFound(words: string, near: readonly string[], { clusters, problems }: Fleet): string {
  const meant = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
  const known =
    clusters.length === 0
      ? 'No cluster with the OSM add-on was found; OSM_ALL_CLUSTERS=true looks at those without, too.'
      : '"osm-doctor clusters" lists those that are known.';
  return [
    `No cluster is called "${words}".${meant}`,
    `${known} A context of your kubeconfig goes with --context.`,
    ...someProblems(problems),
  ].join('\n');
}

function unlisted(words: string, { problems }: Fleet, { env }: Terminal): AccessProblem {
  return {
    reason: 'azureFailed',
    says: `"${words}" could not be looked for in Azure. ${someProblems(problems).join(' ')}`,
    ...signInAdvice(env),
    passing: false,
  };
}

/** The first ones: fifty subscriptions fail for the same reason. */
function someProblems(problems: readonly string[]): string[] {
  const shown = problems.slice(0, 3);
  const rest = problems.length - shown.length;
  return rest > 0 ? [...shown, `And ${rest} more of this kind.`] : shown;
}
