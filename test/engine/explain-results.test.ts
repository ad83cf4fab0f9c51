import { describe, expect, test } from '@jest/globals';
import { explainResults } from '../../src/engine/explain-results.ts';
import type { Severity } from '../../src/model/check.ts';
import type { Outcome, Result } from '../../src/model/report.ts';

const finding = (severity: Severity) => ({
  problem: 'odd',
  severity,
  on: { kind: 'Pod', name: 'a' },
  says: 'Odd.',
  fingerprint: 'f',
  remedies: [],
});
const failed = (severity: Severity): Outcome => ({ is: 'failed', findings: [finding(severity)] });
const both: Outcome = { is: 'failed', findings: [finding('error'), finding('info')] };
const result = (id: string, outcome: Outcome): Result => ({
  id,
  name: 'trial',
  area: 'policy',
  severity: 'error',
  title: 'All is well',
  failTitle: 'Not all is well',
  outcome,
});
const checks = [
  { id: 'OSM1003', explainedBy: [] },
  { id: 'OSM5006', explainedBy: ['OSM1003', 'OSM2001'] },
] as const;

describe('what explains a failed check', () => {
  test.each<[string, Outcome, Outcome, readonly string[] | undefined]>([
    ['a cause that failed too', failed('critical'), failed('error'), ['OSM1003']],
    ['no cause that passed', { is: 'passed' }, failed('error'), undefined],
    ['no cause that could not look', { is: 'unknown', because: [] }, failed('error'), undefined],
    ['no cause that is but a note', failed('info'), failed('error'), undefined],
    ['a cause that found a fault beside a note', both, failed('error'), ['OSM1003']],
    ['a fault beside a note', failed('error'), both, ['OSM1003']],
    ['nothing where the check passed', failed('critical'), { is: 'passed' }, undefined],
    ['nothing where the check is but a note', failed('critical'), failed('info'), undefined],
  ])('%s', (_name, cause, effect, expected) => {
    const [, told] = explainResults([result('OSM1003', cause), result('OSM5006', effect)], checks);

    expect(told?.explainedBy).toEqual(expected);
  });
});
