import { type FoundCluster, findCluster } from '../commands/find-cluster.ts';
import type { Fleet, FleetCluster } from '../model/fleet.ts';
import type { Place } from '../model/job.ts';
import type { Message } from '../model/message.ts';
import { ambiguousMessage, notFoundMessage } from '../present/access-message.ts';
import { plain } from '../present/plain-text.ts';
import { notHereMessage } from '../present/progress-message.ts';
import { listAnew } from './list-anew.ts';
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
  const { found, count, problems } = await find(run, words, place.channel);
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
      return {
        is: 'none',
        message: withProblems(notFoundMessage({ words, near: found.near, count }), problems),
      };
  }
}

/** What could not be listed may be what was meant. */
function withProblems(message: Message, problems: readonly string[]): Message {
  if (problems.length === 0) return message;
  const lines = [
    ['Not all clusters could be listed, so it may be there all the same:'],
    ...problems.slice(0, 5).map((problem) => [plain(problem)]),
  ];
  return { ...message, parts: [...message.parts, { is: 'paragraph', lines }] };
}

interface Search {
  readonly found: FoundCluster;
  /** Clusters that may be named where the answer goes. */
  readonly count: number;
  readonly problems: readonly string[];
}

/** A cluster that is not in the list we have may be younger than the list. */
async function find({ ports, options }: JobRun, words: string, channel: string): Promise<Search> {
  const fleet = await ports.fleet.list();
  if (findCluster(fleet, words).is !== 'notFound') return search(fleet);
  return search(await listAnew(ports));

  function search(listed: Fleet): Search {
    const clusters = listed.clusters.filter((cluster) => options.mayAnswerIn(channel, cluster));
    const found = findCluster(listed, words);
    // Of several, or of near ones, only those are named that may be.
    const told = found.is === 'found' ? found : findCluster({ clusters }, words);
    return { found: told, count: clusters.length, problems: listed.problems };
  }
}
