import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareReports } from '../../src/engine/compare-reports.ts';
import { partOf, summarise } from '../../src/engine/summarise.ts';
import { severities } from '../../src/model/check.ts';
import type { Finding } from '../../src/model/report.ts';
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
