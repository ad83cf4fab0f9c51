import { changeCount, faultCount, type JudgedCluster } from './digest-standing.ts';
import { count } from './words.ts';

/** `FAILING (was healthy): 4 new`: how a cluster is, and what changed since the last digest. */
export function changeWords(cluster: JudgedCluster): string {
  const { changes, summary } = cluster;
  const { judged, total } = summary.coverage;
  const blind = judged < total ? [`only ${judged} of ${count(total, 'check')} could be judged`] : [];
  const state = summary.state.toUpperCase();
  if (changes === undefined) {
    const parts = [count(faultCount(cluster), 'finding'), ...blind];
    return `${state}, judged for the first time: ${parts.join(', ')}`;
  }
  const kinds = [
    ['appeared', 'new'],
    ['worse', 'worse'],
    ['fixed', 'fixed'],
    ['unseen', 'not looked at again'],
    ['still', 'known'],
  ] as const;
  const parts = kinds.map(([kind, word]) => [changeCount(cluster, kind), word] as const);
  const counted = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  const was = changes.stateWas === summary.state ? ' as before' : ` (was ${changes.stateWas})`;
  const all = [...counted, ...blind];
  return `${state}${was}${all.length === 0 ? '' : `: ${all.join(', ')}`}`;
}
