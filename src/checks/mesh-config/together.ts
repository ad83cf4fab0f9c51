import type { Verdict } from '../../model/check.ts';

/**
 * Several verdicts as one. Problems come first: what is not known of one key does not hide what is wrong with another;
 * nor does what does not apply hide what is not known.
 */
export function together(verdicts: readonly Verdict[]): Verdict {
  const problems = verdicts.flatMap((verdict) => ('length' in verdict ? verdict : []));
  const open =
    verdicts.find((verdict) => 'unknown' in verdict) ??
    verdicts.find((verdict) => 'notApplicable' in verdict);
  return problems.length > 0 || open === undefined ? problems : open;
}
