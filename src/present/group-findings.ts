import type { Severity } from '../model/check.ts';
import type { Finding, Report, Result } from '../model/report.ts';
import { findingsOf } from './words.ts';

/** The findings of one check that have one severity. */
export interface Group {
  readonly severity: Severity;
  readonly result: Result;
  readonly findings: readonly Finding[];
}

/**
 * Findings of one check and one severity stand together; the worst groups first, but what another check explains
 * comes after its cause: that is the order in which to mend.
 */
export function groupFindings(report: Report): Group[] {
  const groups = new Map<string, { severity: Severity; result: Result; findings: Finding[] }>();
  for (const { result, finding } of findingsOf(report)) {
    const key = `${finding.severity} ${result.id}`;
    const group = groups.get(key) ?? { severity: finding.severity, result, findings: [] };
    group.findings.push(finding);
    groups.set(key, group);
  }
  return causesFirst([...groups.values()]);
}

/**
 * Each group behind its causes, else in the order given; of a check with several groups the worst is the cause.
 * Checks that explain each other stay as they are.
 */
function causesFirst(groups: readonly Group[]): Group[] {
  const placed = new Set<Group>();
  const ids = groups.map(({ result }) => result.id);
  const worst = groups.filter(({ result }, index) => ids.indexOf(result.id) === index);
  const place = (group: Group, above: ReadonlySet<string>): void => {
    if (placed.has(group)) return;
    const { id, explainedBy = [] } = group.result;
    const seen = new Set([...above, id]);
    const causes = worst.filter(({ result }) => explainedBy.includes(result.id) && !seen.has(result.id));
    for (const cause of causes) place(cause, seen);
    placed.add(group);
  };
  for (const group of groups) place(group, new Set());
  return [...placed];
}

/**
 * `May be explained by OSM1003: mend that first.`, where something may. It is known of checks, not of each object: a
 * second fault of another cause can stand among what the first explains.
 */
export function explainedWords({ explainedBy = [] }: Pick<Result, 'explainedBy'>): string | undefined {
  if (explainedBy.length === 0) return undefined;
  const ids = explainedBy.length === 1 ? explainedBy[0] : listed(explainedBy);
  return `May be explained by ${ids}: mend that first.`;
}

function listed(ids: readonly string[]): string {
  return `${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}`;
}
