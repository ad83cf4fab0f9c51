import { type FoundCluster, findCluster } from '../commands/find-cluster.ts';
import type { FleetCluster } from '../model/fleet.ts';
import type { Place } from '../model/job.ts';
import type { Message } from '../model/message.ts';
import { ambiguousMessage, notFoundMessage } from '../present/access-message.ts';
import { notHereMessage } from '../present/progress-message.ts';
import type { JobRun } from './ports.ts';

/** The cluster that somebody named, or what to tell them alone. */
export type Named =
  | { readonly is: 'cluster'; readonly cluster: FleetCluster }
  | { readonly is: 'none'; readonly message: Message };

/**
 * Finds the cluster that somebody named, where it may be answered about. Names of clusters that may not be named here
 * are not told either.
 */
export async function findNamed(run: JobRun, words: string, place: Place): Promise<Named> {
  const { options } = run;
  const { found, count } = await find(run, words, place.channel);
  switch (found.is) {
    case 'found': {
      const { cluster } = found;
      if (options.mayAnswerIn(place.channel, cluster)) return { is: 'cluster', cluster };
      const whom = options.askWhom === undefined ? {} : { askWhom: options.askWhom };
      return { is: 'none', message: notHereMessage({ cluster: words, ...whom }) };
    }
    case 'ambiguous':
      return { is: 'none', message: ambiguousMessage({ words, choices: found.choices }) };
    case 'notFound':
      return { is: 'none', message: notFoundMessage({ words, near: found.near, count }) };
  }
}

/** A cluster that is not in the list we have may be younger than the list. */
async function find(
  { ports, options }: JobRun,
  words: string,
  channel: string,
): Promise<{ readonly found: FoundCluster; readonly count: number }> {
  for (const fresh of [false, true]) {
    const fleet = await ports.fleet.list({ fresh });
    const found = findCluster(fleet, words);
    const shown = fleet.clusters.filter((cluster) => options.mayAnswerIn(channel, cluster));
    if (found.is === 'found') return { found, count: shown.length };
    if (found.is === 'ambiguous' || fresh)
      return { found: findCluster({ ...fleet, clusters: shown }, words), count: shown.length };
  }
  return { found: { is: 'notFound', near: [] }, count: 0 };
}
