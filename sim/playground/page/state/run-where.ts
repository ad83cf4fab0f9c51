import type { PageCluster } from '../../api.ts';

/** Names of clusters in which a command may be run from here: none when it is no command of kubectl. */
export function clustersForCommand(
  command: string,
  said: string,
  clusters: readonly PageCluster[],
): readonly string[] {
  if (!/^\s*kubectl\s/.test(command)) return [];
  const named = mentioned(command, clusters);
  const meant = named.length > 0 ? named : mentioned(said, clusters);
  // The reader's own cluster is never written to from here.
  return (meant.length > 0 ? meant : clusters).filter(({ own }) => !own).map(({ name }) => name);
}

/** The clusters whose names stand in the words, and not just as a part of another name. */
function mentioned(words: string, clusters: readonly PageCluster[]): readonly PageCluster[] {
  const tokens = new Set(words.split(/[^\w.-]+/).map((token) => token.replace(/[.-]+$/, '')));
  return clusters.filter(({ name }) => tokens.has(name));
}
