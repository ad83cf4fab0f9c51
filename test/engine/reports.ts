import { countOutcomes, coverageOf, stateOf } from '../../src/engine/state.ts';
import type { Severity } from '../../src/model/check.ts';
import type { Finding, Outcome, Report, Result } from '../../src/model/report.ts';

/** A finding of which only what a comparison looks at matters. */
export function finding(
  fingerprint: string,
  severity: Severity = 'error',
  more: Partial<Finding> = {},
): Finding {
  return {
    problem: 'odd',
    severity,
    on: { kind: 'Deployment', namespace: 'shop', name: fingerprint },
    says: `${fingerprint} is odd.`,
    fingerprint,
    remedies: [],
    ...more,
  };
}

/** A report of checks that ended like this, by id. */
export function reportWith(outcomes: Readonly<Record<string, Outcome>>, more: Partial<Report> = {}): Report {
  const results = Object.entries(outcomes).map(
    ([id, outcome]): Result => ({
      id,
      name: id.toLowerCase(),
      area: 'control-plane',
      severity: 'error',
      title: 'All is well',
      failTitle: `${id} failed`,
      outcome,
    }),
  );
  return {
    cluster: { name: 'prod', uid: 'u' },
    takenAt: '2026-11-22T12:00:00.000Z',
    durationMs: 1,
    state: stateOf(results),
    coverage: coverageOf(results),
    counts: countOutcomes(results),
    reads: [],
    measurements: {},
    results,
    ...more,
  };
}
