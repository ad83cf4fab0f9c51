import type { Severity } from '../model/check.ts';
import type { Outcome, Report, Result, State } from '../model/report.ts';

const grave = (severity: Severity): boolean => severity === 'critical' || severity === 'error';

/**
 * Failing when a critical or error finding stands; else unknown when a check of such severity could not look or
 * broke; else degraded when a warning stands; else healthy.
 */
export function stateOf(results: readonly Result[]): State {
  const severities = results.flatMap(({ outcome }) =>
    outcome.is === 'failed' ? outcome.findings.map((finding) => finding.severity) : [],
  );
  if (severities.some(grave)) return 'failing';
  const blind = results.some(
    ({ outcome, severity }) => (outcome.is === 'unknown' || outcome.is === 'broken') && grave(severity),
  );
  if (blind) return 'unknown';
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

/** Of the checks that apply, how many were judged. */
export function coverageOf(results: readonly Result[]): Report['coverage'] {
  const { passed, failed, unknown, broken } = countOutcomes(results);
  const judged = passed + failed;
  return { judged, total: judged + unknown + broken };
}
