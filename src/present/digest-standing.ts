import { type Severity, severities } from '../model/check.ts';
import type { ComparedFinding, Comparison } from '../model/comparison.ts';
import type { Round, RoundPart } from '../model/digest.ts';
import type { State } from '../model/report.ts';
import { resourceKey } from '../model/resource-id.ts';

/** A judged cluster of a round, under the name that the round gives it. */
export type JudgedCluster = Extract<RoundPart, { is: 'judged' }> & { readonly name: string };

/** A cluster that could not be read. */
export type UnreadCluster = Extract<RoundPart, { is: 'unread' }> & { readonly name: string };

/** Where the clusters of a round stand; each list is in the order to tell it, every cluster in just one of them. */
export interface Standing {
  /** Something is new or worse, or was never judged before and is not healthy. */
  readonly changed: readonly JudgedCluster[];
  /** Not healthy, and nothing of that is news. */
  readonly known: readonly JudgedCluster[];
  readonly healthy: readonly JudgedCluster[];
  readonly unread: readonly UnreadCluster[];
  /** Names of those whose part has not come. */
  readonly missing: readonly string[];
}

/** States from worst to best. */
export const states: readonly State[] = ['failing', 'unknown', 'degraded', 'healthy'];

/** Sorts the clusters of a round by what there is to tell of them. */
export function standingOf(round: Round, parts: readonly RoundPart[]): Standing {
  const byKey = new Map(parts.map((part) => [resourceKey(part.cluster.resourceId), part]));
  const judged: JudgedCluster[] = [];
  const unread: UnreadCluster[] = [];
  const missing: string[] = [];
  for (const { name, resourceId } of round.clusters) {
    const part = byKey.get(resourceKey(resourceId));
    if (part === undefined) missing.push(name);
    else if (part.is === 'judged') judged.push({ ...part, name });
    else unread.push({ ...part, name });
  }
  const notHealthy = judged.filter(({ summary }) => summary.state !== 'healthy').sort(worstFirst);
  return {
    changed: notHealthy.filter(isNews),
    known: notHealthy.filter((cluster) => !isNews(cluster)),
    healthy: judged.filter(({ summary }) => summary.state === 'healthy'),
    unread: unread.sort(byName),
    missing: missing.sort(),
  };
}

/** What is told of a cluster in detail: what is new or worse, or everything at the first time. */
export function newsOf({ changes, summary }: JudgedCluster): readonly ComparedFinding[] {
  return changes === undefined ? summary.worst : [...changes.appeared, ...changes.worse].sort(bySeverity);
}

/** How many findings of a kind changed, before lists were cut. */
export function changeCount(
  { changes, changeCounts }: JudgedCluster,
  kind: 'appeared' | 'fixed' | 'worse' | 'still' | 'unseen',
): number {
  return changeCounts?.[kind] ?? changes?.[kind].length ?? 0;
}

/** Findings above info. */
export function faultCount({ summary }: JudgedCluster): number {
  return severities.reduce((sum, severity) => sum + (severity === 'info' ? 0 : summary.found[severity]), 0);
}

/** Whether the state is worse than it was: also a check that broke, of which there is no finding. */
function isNews(cluster: JudgedCluster): boolean {
  const { changes, summary } = cluster;
  if (changes === undefined) return true;
  const worseState = states.indexOf(summary.state) < states.indexOf(changes.stateWas);
  return worseState || changeCount(cluster, 'appeared') + changeCount(cluster, 'worse') > 0;
}

/** Whether the earlier judgement and this one say the same. */
export function isUnchanged(cluster: JudgedCluster): boolean {
  const { changes, summary } = cluster;
  if (changes === undefined) return summary.state === 'healthy';
  const kinds = ['appeared', 'worse', 'fixed', 'unseen'] as const satisfies readonly (keyof Comparison)[];
  return summary.state === changes.stateWas && kinds.every((kind) => changeCount(cluster, kind) === 0);
}

const rank = (severity: Severity | undefined): number =>
  severity === undefined ? severities.length : severities.indexOf(severity);

function bySeverity(a: ComparedFinding, b: ComparedFinding): number {
  return rank(a.severity) - rank(b.severity);
}

/** By what is new, then by state, then by name. */
function worstFirst(a: JudgedCluster, b: JudgedCluster): number {
  return (
    rank(newsOf(a)[0]?.severity) - rank(newsOf(b)[0]?.severity) ||
    states.indexOf(a.summary.state) - states.indexOf(b.summary.state) ||
    byName(a, b)
  );
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return Number(a.name > b.name) - Number(a.name < b.name);
}
