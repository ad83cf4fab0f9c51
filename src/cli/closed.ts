import { countOutcomes, coverageOf, stateOf } from '../engine/state.ts';
import type { Check } from '../model/check.ts';
import type { AccessProblem } from '../model/fleet.ts';
import { optional } from '../model/json.ts';
import type { Report } from '../model/report.ts';
import type { ClusterRef } from '../model/snapshot.ts';
import { isPlain, plain } from '../present/plain-text.ts';

/** What to tell when a cluster could not be opened: what happened, what to do, and what to copy for it. */
export function tellClosed({ reason, says, todo, command, manifest }: AccessProblem): string {
  const otherwise = reason === 'noIdentity' ? ' Or name a context of your kubeconfig with --context.' : '';
  const lines = [
    plain(says),
    plain(todo + otherwise),
    ...(command !== undefined && isPlain(command) ? [`Try: ${command}`] : []),
    ...(manifest === undefined ? [] : manifest.trimEnd().split('\n').map(plain)),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * The report of a cluster that could not be opened, for those who read reports by program: every check is unknown,
 * for this reason.
 */
export function closedReport(
  { cluster, problem }: { readonly cluster: ClusterRef; readonly problem: AccessProblem },
  checks: readonly Check[],
  namespace: string | undefined,
  takenAt: Date,
): Report {
  const because = [{ reason: 'unreachable', detail: `${problem.says} ${problem.todo}` }] as const;
  const results = checks.map(({ id, name, area, severity, title, failTitle }) => ({
    ...{ id, name, area, severity, title, failTitle },
    outcome: { is: 'unknown', because } as const,
  }));
  return {
    cluster,
    ...optional('namespace', namespace),
    takenAt: takenAt.toISOString(),
    durationMs: 0,
    state: stateOf(results),
    coverage: coverageOf(results),
    counts: countOutcomes(results),
    reads: [],
    measurements: {},
    results,
  };
}
