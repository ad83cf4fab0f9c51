import type { Severity } from '../model/check.ts';
import type { Outcome, Report, Result, State } from '../model/report.ts';

const grave = (severity: Severity): boolean => severity === 'critical' || severity === 'error';

/** Whether a check did not see all that it needed: it could not look, broke, or judged only what came of a list. */
export function isBlind({ outcome }: Result): boolean {
  if (outcome.is === 'failed') return outcome.unseen !== undefined;
  return outcome.is === 'unknown' || outcome.is === 'broken';
}

/** Checks about the cluster itself, areas 1 to 9, that came to a judgement. */
export function judgedAboutCluster(results: readonly Result[]): Result[] {
  return results.filter(
    ({ area, outcome }) => area !== 'tool' && (outcome.is === 'passed' || outcome.is === 'failed'),
  );
}

/**
 * Failing when a critical or error finding stands; else unknown when a check of such severity did not see all it
 * needed, or nothing about the cluster was judged at all; else degraded when a warning stands; else healthy.
 */
export function stateOf(results: readonly Result[]): State {
  const severities = results.flatMap(({ outcome }) =>
    outcome.is === 'failed' ? outcome.findings.map((finding) => finding.severity) : [],
  );
  if (severities.some(grave)) return 'failing';
  if (results.some((result) => isBlind(result) && grave(result.severity))) return 'unknown';
  if (judgedAboutCluster(results).length === 0) return 'unknown';
  return severities.includes('warning') ? 'degraded' : 'healthy';
}

/** How many checks ended in which way; all five are always named. */
export function countOutcomes(results: readonly Result[]): Report['counts'] {
  const of = (is: Outcome['is']) => results.filter(({ outcome }) => outcome.is === is).length;
  return {
    passed: of('passed'),
    failed: of('failed'),
    notApplicable: of('notApplicable'),
    unknown: of('unknown'),
    broken: of('broken'),
  };
}

/** Of the checks that apply, how many saw all that they needed. */
export function coverageOf(results: readonly Result[]): Report['coverage'] {
  const applying = results.filter(({ outcome }) => outcome.is !== 'notApplicable');
  return { judged: applying.filter((result) => !isBlind(result)).length, total: applying.length };
}
