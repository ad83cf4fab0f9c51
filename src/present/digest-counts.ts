import type { Round } from '../model/digest.ts';
import type { Message } from '../model/message.ts';
import type { State } from '../model/report.ts';
import { changeCount, isUnchanged, type JudgedCluster, type Standing, states } from './digest-standing.ts';
import { count } from './words.ts';

/** How many clusters a round is about. */
export function numberOf({ clusters }: Round): string {
  return count(clusters.length, 'cluster');
}

/** All clusters that were judged. */
export function judgedOf({ changed, known, healthy }: Standing): JudgedCluster[] {
  return [...changed, ...known, ...healthy];
}

/** Nothing happened, all were judged, and whatever stands was told before. */
export function isQuiet(round: Round, standing: Standing): boolean {
  return (
    round.clusters.length > 0 &&
    round.problems.length === 0 &&
    standing.unread.length + standing.missing.length === 0 &&
    judgedOf(standing).every(isUnchanged)
  );
}

/** A fleet is as healthy as its worst cluster; of one that could not be read, or not even listed, nobody knows. */
export function toneOf(round: Round, standing: Standing): Message['tone'] {
  const { unread, missing } = standing;
  const seen: State[] = judgedOf(standing).map(({ summary }) => summary.state);
  const blind: State[] = unread.length + missing.length + round.problems.length > 0 ? ['unknown'] : [];
  const all = [...seen, ...blind];
  return states.find((state) => all.includes(state)) ?? 'neutral';
}

/** `5 failing, 3 could not be read, 1 did not answer, 41 healthy`. */
export function countsOf(standing: Standing): string {
  const judged = judgedOf(standing);
  const of = (state: State) => judged.filter(({ summary }) => summary.state === state).length;
  const numbers = [
    [of('failing'), 'failing'],
    [standing.unread.length, 'could not be read'],
    [standing.missing.length, 'did not answer'],
    [of('unknown'), 'unknown'],
    [of('degraded'), 'degraded'],
    [of('healthy'), 'healthy'],
  ] as const;
  return numbers
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(', ');
}

/** What changed since the last digest, over the whole fleet. */
export function changesWords(standing: Standing): string {
  const judged = judgedOf(standing);
  const sum = (kind: Parameters<typeof changeCount>[1]) =>
    judged.reduce((all, cluster) => all + changeCount(cluster, kind), 0);
  const first = judged.filter(({ changes }) => changes === undefined).length;
  const numbers = [
    [sum('appeared'), 'new'],
    [sum('worse'), 'worse'],
    [sum('fixed'), 'fixed'],
    [sum('unseen'), 'not looked at again'],
  ] as const;
  const counted = numbers.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  const parts = [
    ...(first < judged.length
      ? [
          `Findings since the last digest: ${counted.length === 0 ? 'none new, none gone' : counted.join(', ')}.`,
        ]
      : []),
    ...(first > 0 ? [`${count(first, 'cluster')} judged for the first time.`] : []),
  ];
  return parts.map((part) => `${part} `).join('');
}
