import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareReports } from '../../src/engine/compare-reports.ts';
import { partOf, summarise } from '../../src/engine/summarise.ts';
import { type Severity, severities } from '../../src/model/check.ts';
import type { ObjectRef } from '../../src/model/remedy.ts';
import type { Finding, Outcome } from '../../src/model/report.ts';
import { findings as findingsIn } from '../cli/judge-cluster.ts';
import { reportOf } from '../present/fleet-reports.ts';
import { finding, reportWith } from './reports.ts';

const cluster = { name: 'prod', resourceId: '/subscriptions/x' };

describe('a report in short', () => {
  test('of a broken cluster', () => {
    const report = reportOf('badly-broken');
    const summary = summarise(report);
    const found = findingsIn(report);

    expect(summary).toMatchObject({
      takenAt: '2026-11-22T12:00:00Z',
      state: 'failing',
      coverage: report.coverage,
      osmVersion: 'v1.2.4',
      kubernetesVersion: 'v1.31.3',
      found: Object.fromEntries(
        severities.map((severity) => [severity, found.filter((one) => one.severity === severity).length]),
      ),
    });
    expect(summary.worst.map(({ id, severity }) => `${severity} ${id}`)).toEqual(
      severities
        .filter((severity) => severity !== 'info')
        .flatMap((severity) => found.filter((one) => one.severity === severity))
        .map(({ id, severity }) => `${severity} ${id}`)
        .slice(0, 10),
    );
    expect(summary.worst.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['OSM1003', 'OSM2003', 'OSM2004', 'OSM5016', 'OSM1006']),
    );
  });

  test('holds ten findings at most, and none that is only a note', () => {
    const findings = Array.from({ length: 30 }, (_, number) =>
      finding(`f${number}`, number < 12 ? 'warning' : 'info'),
    );
    const { worst, found } = summarise(reportWith({ OSM1002: { is: 'failed', findings } }));

    expect(worst).toHaveLength(10);
    expect(new Set(worst.map(({ severity }) => severity))).toEqual(new Set(['warning']));
    expect(found).toEqual({ critical: 0, error: 0, warning: 12, info: 18 });
  });
});

describe('the part of a round', () => {
  test('has no changes the first time', () => {
    const part = partOf(cluster, reportOf('badly-broken'));

    expect(part).toEqual({ cluster, is: 'judged', summary: summarise(reportOf('badly-broken')) });
  });

  test('carries few findings and whole counts', () => {
    const findings = Array.from({ length: 5_000 }, (_, number) => finding(`f${number}`));
    const now = reportWith({ OSM1002: { is: 'failed', findings } });
    const part = partOf(cluster, now, compareReports(reportWith({ OSM1002: { is: 'passed' } }), now));

    expect(part).toMatchObject({
      changeCounts: { appeared: 5_000, fixed: 0, worse: 0, still: 0, unseen: 0 },
      changes: { stateWas: 'healthy' },
    });
    expect(part.is === 'judged' && part.changes?.appeared).toHaveLength(10);
  });

  test('takes nothing of the cluster but its name and id', () => {
    const seen = { ...cluster, seen: { osmAddon: true, running: true } };

    expect(partOf(seen, reportOf('healthy-1.2.4')).cluster).toEqual(cluster);
  });

  /** What is left of a long finding in a part that holds so many of them, in all five lists and among the worst. */
  function leftOf(number: number, says: string, on: ObjectRef) {
    const findings = (prefix: string, severity: Severity = 'error') =>
      Array.from({ length: number }, (_, index) =>
        finding(`${prefix}${index}`, severity, { says, on: { ...on, name: `${on.name}${prefix}${index}` } }),
      );
    const before = reportWith({
      OSM1002: { is: 'failed', findings: [...findings('a'), ...findings('s'), ...findings('w', 'warning')] },
      OSM1003: { is: 'failed', findings: findings('u') },
    });
    const now = reportWith(
      {
        OSM1002: { is: 'failed', findings: [...findings('b'), ...findings('s'), ...findings('w')] },
        OSM1003: { is: 'broken', error: 'oops' },
      },
      { cluster: { name: 'prod', osmVersion: 'v'.repeat(70), kubernetesVersion: 'k'.repeat(70) } },
    );
    const part = partOf(cluster, now, compareReports(before, now));
    if (part.is !== 'judged' || part.changes === undefined) throw new Error('nothing was judged');
    return { summary: part.summary, changes: part.changes };
  }

  const lists = ['appeared', 'fixed', 'worse', 'still', 'unseen'] as const;

  test.each<[string, number, string, number, number]>([
    ['little', 1, 'x'.repeat(299), 10, 299],
    ['of little, a long sentence', 1, 'x'.repeat(301), 10, 300],
    ['much: the sentences are cut first', 10, 'x'.repeat(3_000), 10, 100],
    ['more: then the lists', 10, 'é'.repeat(3_000), 5, 100],
    ['too much: two of each', 10, '\u0001'.repeat(3_000), 2, 60],
  ])('%s', (_name, number, says, ofList, ofText) => {
    const long = says.slice(0, 2).repeat(100);
    const on = { apiVersion: long, kind: long, namespace: long, name: long };
    const { summary, changes } = leftOf(number, says, number === 1 ? { kind: 'Pod', name: 'p' } : on);

    for (const list of [summary.worst, ...lists.map((name) => changes[name])]) {
      expect(list).toHaveLength(Math.min(ofList, list === summary.worst ? number * 3 : number));
      for (const { says: left } of list) expect([...left]).toHaveLength(ofText);
    }
  });

  test('cuts what names the object, each word to what Kubernetes would allow', () => {
    const long = 'n'.repeat(200);
    const [left] = leftOf(1, 'Odd.', { apiVersion: long, kind: long, namespace: long, name: long }).changes
      .appeared;

    expect(left?.on).toEqual({
      apiVersion: `${'n'.repeat(79)}…`,
      kind: `${'n'.repeat(59)}…`,
      namespace: `${'n'.repeat(62)}…`,
      name: `${'n'.repeat(60)}…${'n'.repeat(57)}b0`,
    });
  });

  test('leaves out of the object what it does not have', () => {
    const [left] = leftOf(1, 'Odd.', { kind: 'Node', name: 'n' }).changes.appeared;

    expect(left?.on).toEqual({ kind: 'Node', name: 'nb0' });
  });

  test('cuts versions', () => {
    expect(leftOf(1, 'Odd.', { kind: 'Node', name: 'n' }).summary).toMatchObject({
      osmVersion: `${'v'.repeat(59)}…`,
      kubernetesVersion: `${'k'.repeat(59)}…`,
    });
  });

  test('counts each list whole', () => {
    const changed = (names: readonly string[]): Outcome => ({
      is: 'failed',
      findings: names.map((name) => finding(name)),
    });
    const before = reportWith({
      OSM1002: changed(['a', 'b', 's1', 's2', 's3']),
      OSM1003: changed(['u1', 'u2', 'u3', 'u4']),
      OSM1004: { is: 'failed', findings: ['w1', 'w2', 'w3', 'w4', 'w5'].map((w) => finding(w, 'warning')) },
    });
    const now = reportWith({
      OSM1002: changed(['c', 's1', 's2', 's3']),
      OSM1003: { is: 'broken', error: 'oops' },
      OSM1004: changed(['w1', 'w2', 'w3', 'w4', 'w5']),
    });

    expect(partOf(cluster, now, compareReports(before, now))).toMatchObject({
      changeCounts: { appeared: 1, fixed: 2, still: 3, unseen: 4, worse: 5 },
    });
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', minLength: 0, maxLength: 3_000 }),
    fc.integer({ min: 0, max: 6_000 }).map((length) => '\u0001'.repeat(length)),
    fc.integer({ min: 0, max: 6_000 }).map((length) => '😀'.repeat(length)),
  );

  test('is less than 40 KiB, whatever the report holds', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.integer({ min: 0, max: 60 }), (says, name, number) => {
        const of = (prefix: string, list: readonly unknown[]): Finding[] =>
          list.map((_, index) =>
            finding(`${prefix}${index}`, 'error', {
              says,
              on: { apiVersion: name, kind: name, namespace: name, name },
            }),
          );
        const list = Array.from({ length: number });
        const report = (prefix: string) =>
          reportWith(
            {
              OSM1002: { is: 'failed', findings: [...of('same', list), ...of(prefix, list)] },
              OSM1003: { is: 'failed', findings: of(`${prefix}too`, list), unseen: [] },
            },
            { cluster: { name: 'prod', osmVersion: says, kubernetesVersion: says } },
          );
        const part = partOf(cluster, report('b'), compareReports(report('a'), report('b')));

        expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(40 * 1_024);
      }),
      { numRuns: 40 },
    );
  });
});
