import type { Part } from '../model/message.ts';
import { groupItem, membersOf, most, names, restParts, stateCounts, unreadItems } from './digest-clusters.ts';
import { alikeJudged } from './digest-groups.ts';
import type { JudgedCluster, Standing } from './digest-standing.ts';

/** A line for each cluster with news and for each that could not be read, or for those that are alike. */
export function briefParts({ changed, unread, known }: Standing): Part[] {
  const groups = alikeJudged(changed);
  const items = [...groups.slice(0, most.changed).map(groupItem), ...unreadItems(unread, () => '', 240)];
  return [
    ...(items.length === 0 ? [] : [{ is: 'list' as const, items }]),
    ...restParts(membersOf(groups.slice(most.changed)), 'with something new'),
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
