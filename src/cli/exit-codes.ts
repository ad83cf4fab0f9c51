import { isBlind, judgedAboutCluster } from '../engine/state.ts';
import { type Severity, severities } from '../model/check.ts';
import type { Report } from '../model/report.ts';
import type { Verdict } from '../present/formats/document.ts';
import type { JudgedFleet } from './fleet-rows.ts';

/** Exit codes of the contract (docs: README). */
export const exitCodes = {
  /** Nothing at or above `--fail-on`, and everything was judged. */
  clean: 0,
  findings: 1,
  usage: 2,
  /** The cluster could not be read, or nothing of areas 1–9 could be judged. */
  unreadable: 3,
  /** No such finding, but something was unknown or broken. */
  incomplete: 4,
} as const;

/** What an exit code of a run says, in a word. */
export function verdictOf(code: number): Verdict {
  const verdicts = ['clean', 'findings', 'incomplete'] as const;
  return verdicts.find((verdict) => exitCodes[verdict] === code) ?? 'unreadable';
}

/** The exit code that a report deserves. */
export function exitCodeOf(report: Report, failOn: Severity): number {
  if (wasBlind(report)) return exitCodes.unreadable;
  const threshold = severities.indexOf(failOn);
  const found = report.results.some(
    ({ outcome }) =>
      outcome.is === 'failed' &&
      outcome.findings.some(({ severity }) => severities.indexOf(severity) <= threshold),
  );
  if (found) return exitCodes.findings;
  return report.results.some(isBlind) ? exitCodes.incomplete : exitCodes.clean;
}

/**
 * The exit code of a fleet: findings in any cluster; else whether any could not be read or listed, or there was none
 * to judge; else whether anything was unknown.
 */
export function exitCodeOfAll({ members, problems }: JudgedFleet, failOn: Severity): number {
  const codes = members.map((member) =>
    member.is === 'judged' ? exitCodeOf(member.report, failOn) : exitCodes.unreadable,
  );
  if (codes.includes(exitCodes.findings)) return exitCodes.findings;
  if (codes.includes(exitCodes.unreadable) || codes.length === 0 || problems.length > 0) {
    return exitCodes.unreadable;
  }
  return codes.includes(exitCodes.incomplete) ? exitCodes.incomplete : exitCodes.clean;
}

/** True when the API server gave no answer, or checks about the cluster were asked for and none was judged. */
function wasBlind({ results }: Report): boolean {
  const asked = results.some(({ area }) => area !== 'tool');
  const unreachable = results.some(({ id, outcome }) => id === 'OSM0001' && outcome.is === 'failed');
  return unreachable || (asked && judgedAboutCluster(results).length === 0);
}
