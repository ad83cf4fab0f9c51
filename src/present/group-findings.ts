import type { Severity } from '../model/check.ts';
import type { Finding, Report, Result } from '../model/report.ts';
import { findingsOf } from './words.ts';

/** The findings of one check that have one severity. */
export interface Group {
  readonly severity: Severity;
  readonly result: Result;
  readonly findings: readonly Finding[];
}

/** Findings of one check and one severity stand together; the worst groups first. */
export function groupFindings(report: Report): Group[] {
  const groups = new Map<string, { severity: Severity; result: Result; findings: Finding[] }>();
  for (const { result, finding } of findingsOf(report)) {
    const key = `${finding.severity} ${result.id}`;
    const group = groups.get(key) ?? { severity: finding.severity, result, findings: [] };
    group.findings.push(finding);
    groups.set(key, group);
  }
  return [...groups.values()];
}
