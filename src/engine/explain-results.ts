import type { Check } from '../model/check.ts';
import type { Result } from '../model/report.ts';

/** Tells each failed result which of the checks that failed beside it explain it. A note (info) explains nothing. */
export function explainResults(
  results: readonly Result[],
  checks: readonly Pick<Check, 'id' | 'explainedBy'>[],
): Result[] {
  const failed = new Set(results.filter(hasFaults).map(({ id }) => id));
  const causes = new Map<string, readonly string[]>(
    checks.map(({ id, explainedBy = [] }) => [id, explainedBy]),
  );
  return results.map((result) => {
    if (!failed.has(result.id)) return result;
    const explainedBy = (causes.get(result.id) ?? []).filter((id) => failed.has(id));
    return explainedBy.length === 0 ? result : { ...result, explainedBy };
  });
}

function hasFaults({ outcome }: Result): boolean {
  return outcome.is === 'failed' && outcome.findings.some(({ severity }) => severity !== 'info');
}
