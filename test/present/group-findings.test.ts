import { describe, expect, test } from '@jest/globals';
import type { Severity } from '../../src/model/check.ts';
import type { Report, Result } from '../../src/model/report.ts';
import { explainedWords, groupFindings } from '../../src/present/group-findings.ts';

const result = (id: string, severity: Severity, explainedBy?: readonly string[]): Result => ({
  id,
  name: 'trial',
  area: 'policy',
  severity,
  title: 'All is well',
  failTitle: 'Not all is well',
  ...(explainedBy === undefined ? {} : { explainedBy }),
  outcome: {
    is: 'failed',
    findings: [
      {
        problem: 'odd',
        severity,
        on: { kind: 'Pod', name: id },
        says: 'Odd.',
        fingerprint: id,
        remedies: [],
      },
    ],
  },
});

const order = (...results: Result[]): string[] =>
  groupFindings({ results } as unknown as Report).map((group) => group.result.id);

describe('the order in which findings are told', () => {
  test('is by severity', () => {
    expect(order(result('OSM1', 'warning'), result('OSM2', 'critical'), result('OSM3', 'error'))).toEqual([
      'OSM2',
      'OSM3',
      'OSM1',
    ]);
  });

  test('has what another check explains behind its cause, however bad it is', () => {
    const effect = result('OSM2', 'critical', ['OSM3']);

    expect(order(result('OSM1', 'error'), effect, result('OSM3', 'error'))).toEqual(['OSM3', 'OSM2', 'OSM1']);
  });

  test('follows causes of causes, and ends where checks explain each other', () => {
    const a = result('OSM1', 'critical', ['OSM2']);
    const b = result('OSM2', 'error', ['OSM3']);
    const c = result('OSM3', 'warning', ['OSM1']);

    expect(order(a, b, c)).toEqual(['OSM3', 'OSM2', 'OSM1']);
  });

  test('has the worst findings of a cause alone before what it explains', () => {
    const cause = result('OSM1', 'critical');
    const [worse] = cause.outcome.is === 'failed' ? cause.outcome.findings : [];
    if (worse === undefined) throw new Error('no finding');
    const both: Result = {
      ...cause,
      outcome: { is: 'failed', findings: [worse, { ...worse, severity: 'warning' }] },
    };

    expect(order(both, result('OSM2', 'critical', ['OSM1']))).toEqual(['OSM1', 'OSM2', 'OSM1']);
  });
});

test.each<[readonly string[], string]>([
  [['OSM1003'], 'May be explained by OSM1003: mend that first.'],
  [['OSM1003', 'OSM2001', 'OSM2004'], 'May be explained by OSM1003, OSM2001 and OSM2004: mend that first.'],
])('%j in words', (ids, words) => {
  expect(explainedWords(result('OSM5006', 'error', ids))).toBe(words);
});
