import { nameOf } from '../model/object-ref.ts';
import { changeWords } from './digest-changes.ts';
import { type JudgedCluster, newsOf, type UnreadCluster } from './digest-standing.ts';
import { plain } from './plain-text.ts';

/** Clusters of which the same is told, in their order; `first` stands for all. */
export interface Alike<C> {
  readonly first: C;
  readonly all: readonly C[];
}

/** Clusters with the same state, the same changes and the same findings to tell. */
export function alikeJudged(clusters: readonly JudgedCluster[]): Alike<JudgedCluster>[] {
  return alike(clusters, (cluster) => {
    const { state, worst } = cluster.summary;
    const told = [...newsOf(cluster), ...worst.slice(0, 1)];
    return JSON.stringify([
      state,
      changeWords(cluster),
      told.map(({ id, severity, on }) => [id, severity, nameOf(on)]),
    ]);
  });
}

/** Clusters that could not be read for the same reason, with the same to do about it. */
export function alikeUnread(clusters: readonly UnreadCluster[]): Alike<UnreadCluster>[] {
  return alike(clusters, (cluster) => JSON.stringify([withoutName(cluster) ?? cluster, cluster.todo]));
}

/** ` is stopped.` of `aks-1 is stopped.`; undefined where the name does not stand in front, or stands there again. */
export function withoutName({ name, says }: UnreadCluster): string | undefined {
  const rest = says.startsWith(`${name} `) ? says.slice(name.length) : undefined;
  return rest?.includes(name) === false ? plain(rest) : undefined;
}

function alike<C>(clusters: readonly C[], keyOf: (cluster: C) => string): Alike<C>[] {
  return [...Map.groupBy(clusters, keyOf).values()].flatMap((all) => {
    const [first] = all;
    return first === undefined ? [] : [{ first, all }];
  });
}
