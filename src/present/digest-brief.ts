import type { Line, Part } from '../model/message.ts';
import { knownItem, most, names, restParts, stateCounts } from './digest-clusters.ts';
import type { JudgedCluster, Standing, UnreadCluster } from './digest-standing.ts';
import { data, strong } from './message-parts.ts';
import { count } from './words.ts';

/** A line for each cluster with news and for each that could not be read; the thread has the rest. */
export function briefParts({ changed, unread, known }: Standing): Part[] {
  const items = [
    ...changed.slice(0, most.changed).map(knownItem),
    ...unread
      .slice(0, most.unread)
      .map(({ name, says }): Line => [strong(data(name, 80)), `: ${data(says, 140)}`]),
  ];
  return [
    ...(items.length === 0 ? [] : [{ is: 'list' as const, items }]),
    ...restParts(changed.slice(most.changed), 'with something new'),
    ...unreadRest(unread.slice(most.unread)),
    ...knownLine(known),
  ];
}

/** Clusters that are as they were are named and no more. */
function knownLine(known: readonly JudgedCluster[]): Part[] {
  if (known.length === 0) return [];
  return [
    {
      is: 'paragraph',
      lines: [[`Nothing new, but not healthy (${stateCounts(known)}): `, ...names(known), '.']],
    },
  ];
}

function unreadRest(rest: readonly UnreadCluster[]): Part[] {
  if (rest.length === 0) return [];
  const line = [`And ${count(rest.length, 'more cluster')} that could not be read: `, ...names(rest)];
  return [{ is: 'paragraph', lines: [line] }];
}
