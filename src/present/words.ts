import { type Severity, severities } from '../model/check.ts';
import type { Finding, Report, Result, State } from '../model/report.ts';
import type { ReadProblem } from '../model/snapshot.ts';
import { plain } from './plain-text.ts';

/** `1 check`, `2 checks`. */
export function count(number: number, one: string, many: string = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** How severities are counted aloud. */
const nouns: { readonly [S in Severity]: readonly [string, string] } = {
  critical: ['critical', 'critical'],
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  info: ['note', 'notes'],
};

/** All findings of a report with the result they belong to, worst first, in order of id within a severity. */
export function findingsOf(report: Report): { result: Result; finding: Finding }[] {
  const all = report.results.flatMap((result) =>
    result.outcome.is === 'failed' ? result.outcome.findings.map((finding) => ({ result, finding })) : [],
  );
  const rank = ({ finding }: { finding: Finding }) => severities.indexOf(finding.severity);
  return all.sort((a, b) => rank(a) - rank(b));
}

/** `1 critical, 2 errors`; notes only where there is nothing worse to say. */
function countFindings(report: Report): string {
  const found = findingsOf(report).map(({ finding }) => finding);
  return countSeverities(
    report.state === 'healthy' ? found : found.filter(({ severity }) => severity !== 'info'),
  );
}

/** `1 critical, 2 errors`, worst first; nothing for none. */
export function countSeverities(found: readonly { readonly severity: Severity }[]): string {
  const numbers = severities.map(
    (severity) => [severity, found.filter((one) => one.severity === severity).length] as const,
  );
  return numbers
    .filter(([, number]) => number > 0)
    .map(([severity, number]) => count(number, ...nouns[severity]))
    .join(', ');
}

/**
 * The state in one line, complete without colour. Of a run that saw one namespace alone it says so: such a run knows
 * nothing of the control plane.
 */
export function headline(report: Report): string {
  const { state, counts, namespace } = report;
  const blind = counts.unknown + counts.broken;
  const couldNotLook = blind === 0 ? [] : [`${count(blind, 'check')} could not look`];
  const found = countFindings(report) === '' ? [] : [countFindings(report)];
  const judged = coverageWords(report);
  const parts: { readonly [S in State]: readonly string[] } = {
    failing: [...found, ...couldNotLook],
    unknown: [...(blind === 0 ? [judged] : couldNotLook), ...found],
    degraded: [...found, ...couldNotLook],
    healthy: [judged, ...couldNotLook, ...found],
  };
  const where = namespace === undefined ? [] : ['control plane not looked at'];
  return plain(`${state.toUpperCase()}: ${[...parts[state], ...where].join('; ')}`);
}

/** `55 of 55 checks judged`. */
export function coverageWords({ coverage }: Report): string {
  return `${coverage.judged} of ${count(coverage.total, 'check')} judged`;
}

/** Problems of reading with the ids of the checks that they blinded, most blinding first. */
export function blindSpots(report: Report): { problem: ReadProblem; ids: string[] }[] {
  const spots = new Map<string, { problem: ReadProblem; ids: string[] }>();
  for (const { id, outcome } of report.results) {
    for (const problem of unseenIn(outcome)) {
      const spot = spots.get(problem.detail) ?? { problem, ids: [] };
      spots.set(problem.detail, { problem, ids: [...spot.ids, id] });
    }
  }
  return [...spots.values()].sort((a, b) => b.ids.length - a.ids.length);
}

function unseenIn(outcome: Result['outcome']): readonly ReadProblem[] {
  if (outcome.is === 'unknown') return outcome.because;
  return outcome.is === 'failed' ? (outcome.unseen ?? []) : [];
}

/** `0.3 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
