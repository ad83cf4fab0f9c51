import type { Problem, Verdict } from '../../model/check.ts';
import type { Inputs } from '../../model/snapshot.ts';
import { toleratedSeconds } from '../tool/clock.ts';

/**
 * Judges by our clock, and where the API server's is another by that as well: nobody here knows which is right, so
 * a verdict stands only if both give it.
 */
export function byBothClocks(
  { skewSeconds }: Inputs['clock'],
  now: Date,
  judge: (now: Date) => Verdict,
): Verdict {
  const ours = judge(now);
  if (Math.abs(skewSeconds) <= toleratedSeconds) return ours;
  const theirs = judge(new Date(now.getTime() + skewSeconds * 1_000));
  if (sameProblems(ours, theirs)) return ours;
  return {
    unknown: `Our clock and the API server's differ by ${showSeconds(Math.abs(skewSeconds))}, and the answer depends on which is right (OSM0004).`,
  };
}

/** Sentences count days and so differ by themselves; what is wrong, with which object and how bad does not. */
function sameProblems(ours: Verdict, theirs: Verdict): boolean {
  return JSON.stringify(identityOf(ours)) === JSON.stringify(identityOf(theirs));
}

function identityOf(verdict: Verdict): unknown {
  return isProblems(verdict) ? verdict.map(({ what, on, severity }) => [what, on, severity]) : verdict;
}

function isProblems(verdict: Verdict): verdict is readonly Problem[] {
  return Array.isArray(verdict);
}

/** From large to small; the first that fits twice is used. */
const units = [
  ['years', 31_557_600],
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
] as const;

function showSeconds(seconds: number): string {
  const unit = units.find(([, size]) => seconds >= 2 * size);
  return unit === undefined ? `${seconds} s` : `${Math.floor(seconds / unit[1])} ${unit[0]}`;
}
