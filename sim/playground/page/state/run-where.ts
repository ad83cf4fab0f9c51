import type { PageCluster } from '../../api.ts';

/** Names of clusters in which a command may be run from here: none when it is no command of kubectl. */
export function clustersForCommand(
  command: string,
  said: string,
  clusters: readonly PageCluster[],
): readonly string[] {
  if (!/^\s*kubectl\s/.test(command)) return [];
  const meant =
    [mentioned(command, clusters), pointedAt(said, clusters), mentioned(said, clusters)].find(
      ({ length }) => length > 0,
    ) ?? [];
  // The reader's own cluster is never written to from here.
  return (meant.length > 0 ? meant : clusters).filter(({ own }) => !own).map(({ name }) => name);
}

/** The cluster at which a message points kubectl, or that it is about: its other words may name clusters by chance. */
function pointedAt(said: string, clusters: readonly PageCluster[]): readonly PageCluster[] {
  const [, name = ''] =
    /\baz aks get-credentials [^\n]*?--name ([\w.-]+)/.exec(said) ?? /^([\w.-]+) · /.exec(said) ?? [];
  return clusters.filter((cluster) => cluster.name === name);
}

/** The clusters whose names stand in the words, and not just as a part of another name. */
function mentioned(words: string, clusters: readonly PageCluster[]): readonly PageCluster[] {
  const tokens = new Set(words.split(/[^\w.-]+/).map((token) => token.replace(/[.-]+$/, '')));
  return clusters.filter(({ name }) => tokens.has(name));
}
