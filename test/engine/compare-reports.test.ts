import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareReports } from '../../src/engine/compare-reports.ts';
import { type Severity, severities } from '../../src/model/check.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import type { Outcome, Report } from '../../src/model/report.ts';
import type { ReadProblem, ReadRecord } from '../../src/model/snapshot.ts';
import { reportOf } from '../present/fleet-reports.ts';
import { finding, reportWith } from './reports.ts';

const lists = ['appeared', 'fixed', 'worse', 'still', 'unseen'] as const;

type List = (typeof lists)[number];

/** Fingerprints by list; empty lists are left out. */
function changes(before: Report, now: Report): Partial<Record<List, string[]>> {
  const comparison = compareReports(before, now);
  const entries = lists.map((list) => [list, fingerprints(comparison[list])] as const);
  return Object.fromEntries(entries.filter(([, found]) => found.length > 0));
}

const fingerprints = (findings: Comparison[List]): string[] => findings.map(({ fingerprint }) => fingerprint);

const problem: ReadProblem = { reason: 'timedOut', detail: 'Out of time.' };
const failed = (...findings: ReturnType<typeof finding>[]): Outcome => ({ is: 'failed', findings });
const passed: Outcome = { is: 'passed' };
const notApplicable: Outcome = { is: 'notApplicable', because: 'Not installed.' };

const record = (reason?: ReadProblem['reason']): ReadRecord => ({
  input: 'pods',
  requests: 1,
  bytes: 1,
  ms: 1,
  items: 0,
  ...(reason === undefined ? { ok: true } : { ok: false, problem: { reason, detail: reason } }),
});

describe('a finding that is not there any more is', () => {
  const before = reportWith({ OSM1002: failed(finding('a')) });

  test.each<[List, string, Report]>([
    ['fixed', 'its check passed', reportWith({ OSM1002: passed })],
    ['fixed', 'its check found another', reportWith({ OSM1002: failed(finding('b')) })],
    [
      'fixed',
      'the check saw it as no more than a note',
      reportWith({ OSM1002: failed(finding('a', 'info')) }),
    ],
    [
      'fixed',
      'what it was about was uninstalled',
      reportWith({ OSM1002: notApplicable }, { reads: [record(), record('notInstalled')] }),
    ],
    [
      'unseen',
      'its check does not apply in a run that read only some',
      reportWith({ OSM1002: notApplicable }, { reads: [record(), record('unreachable')] }),
    ],
    [
      'unseen',
      'its check does not apply in a run that could not read',
      reportWith({ OSM1002: notApplicable }, { reads: [record('unreachable')] }),
    ],
    [
      'unseen',
      'its check saw only part and found another',
      reportWith({ OSM1002: { is: 'failed', findings: [finding('b')], unseen: [problem] } }),
    ],
    ['unseen', 'its check could not look', reportWith({ OSM1002: { is: 'unknown', because: [problem] } })],
    ['unseen', 'its check broke', reportWith({ OSM1002: { is: 'broken', error: 'oops' } })],
    ['unseen', 'its check was not run', reportWith({ OSM2004: passed })],
    ['unseen', 'only one namespace was looked at', reportWith({ OSM1002: passed }, { namespace: 'shop' })],
  ])('%s: %s', (list, _name, now) => {
    expect(changes(before, now)).toMatchObject({ [list]: ['a'] });
  });

  test('fixed in the one namespace that both runs looked at', () => {
    const one = { namespace: 'shop' };

    expect(changes({ ...before, ...one }, reportWith({ OSM1002: passed }, one))).toEqual({ fixed: ['a'] });
  });

  test('fixed in a run over everything, when only its namespace was looked at before', () => {
    expect(changes({ ...before, namespace: 'shop' }, reportWith({ OSM1002: passed }))).toEqual({
      fixed: ['a'],
    });
  });
});

describe('a finding that is there', () => {
  test.each<[List, Severity | undefined, Severity]>([
    ['appeared', undefined, 'warning'],
    ['appeared', 'info', 'error'],
    ['still', 'error', 'error'],
    ['still', 'critical', 'warning'],
    ['worse', 'warning', 'error'],
    ['worse', 'error', 'critical'],
  ])('is %s: before %s, now %s', (list, was, is) => {
    const before = reportWith({ OSM1002: was === undefined ? passed : failed(finding('a', was)) });

    expect(changes(before, reportWith({ OSM1002: failed(finding('a', is)) }))).toEqual({ [list]: ['a'] });
  });

  test('is told as it is now', () => {
    const before = reportWith({ OSM1002: failed(finding('a', 'warning')) });
    const now = reportWith({ OSM1002: failed(finding('a', 'error', { says: 'Now two are odd.' })) });

    expect(compareReports(before, now)).toMatchObject({
      since: before.takenAt,
      stateWas: 'degraded',
      worse: [{ id: 'OSM1002', failTitle: 'OSM1002 failed', severity: 'error', says: 'Now two are odd.' }],
    });
  });

  test('twice with one fingerprint counts once, at its worse', () => {
    const twice = reportWith({ OSM1002: failed(finding('a', 'warning'), finding('a', 'critical')) });

    expect(compareReports(reportWith({ OSM1002: passed }), twice).appeared).toMatchObject([
      { severity: 'critical' },
    ]);
    expect(changes(twice, reportWith({ OSM1002: failed(finding('a')) }))).toEqual({ still: ['a'] });
  });

  test.each<[string, Severity, Severity, string]>([
    ['the worse first', 'critical', 'warning', 'First.'],
    ['alike', 'error', 'error', 'First.'],
    ['the worse last', 'warning', 'error', 'Second.'],
  ])('twice with one fingerprint, %s: one is told', (_name, first, second, says) => {
    const twice = failed(finding('a', first, { says: 'First.' }), finding('a', second, { says: 'Second.' }));
    const { appeared } = compareReports(reportWith({ OSM1002: passed }), reportWith({ OSM1002: twice }));

    expect(appeared.map((found) => found.says)).toEqual([says]);
  });

  test('stands by severity, then by check, then by object', () => {
    const now = reportWith({
      OSM2004: failed(finding('y'), finding('x'), finding('z', 'critical')),
      OSM1002: failed(finding('c'), finding('b'), finding('a', 'warning')),
    });

    expect(changes(reportWith({ OSM1002: passed, OSM2004: passed }), now)).toEqual({
      appeared: ['z', 'b', 'c', 'x', 'y', 'a'],
    });
  });
});

describe('a finding that goes on under another name', () => {
  const on = { kind: 'Secret', namespace: 'kube-system', name: 'osm-ca-bundle' };
  const ca = (name: string, severity: Severity) => finding(name, severity, { problem: name, on });
  const elsewhere = (name: string, severity: Severity) => finding(name, severity, { problem: name });

  test.each<[string, Outcome, Outcome, Partial<Record<List, string[]>>]>([
    [
      'is worse, not new and another fixed',
      failed(ca('endsSoon', 'warning')),
      failed(ca('expired', 'critical')),
      { worse: ['expired'] },
    ],
    [
      'is still there when it is no worse',
      failed(ca('expired', 'critical')),
      failed(ca('endsSoon', 'warning')),
      { still: ['endsSoon'] },
    ],
    [
      'is fixed when but a note is left: that is no fault',
      failed(ca('expired', 'error')),
      failed(ca('young', 'info')),
      { fixed: ['expired'] },
    ],
    [
      'is another when it is on another object',
      failed(ca('endsSoon', 'warning')),
      failed(elsewhere('expired', 'critical')),
      { appeared: ['expired'], fixed: ['endsSoon'] },
    ],
    [
      'is not what stood there before: of two, one is fixed',
      failed(ca('weakKey', 'warning'), ca('endsSoon', 'warning')),
      failed(ca('endsSoon', 'warning')),
      { still: ['endsSoon'], fixed: ['weakKey'] },
    ],
    [
      'may hide another, so that none is called fixed',
      failed(ca('weakKey', 'error'), ca('endsSoon', 'warning')),
      failed(ca('expired', 'error')),
      { still: ['expired'] },
    ],
    [
      'goes on as one: what comes beside it is new',
      failed(ca('endsSoon', 'warning')),
      failed(ca('weakKey', 'warning'), ca('expired', 'critical')),
      { worse: ['expired'], appeared: ['weakKey'] },
    ],
    [
      'is told also by a check that saw only part',
      failed(ca('endsSoon', 'warning')),
      { is: 'failed', findings: [ca('expired', 'critical')], unseen: [problem] },
      { worse: ['expired'] },
    ],
  ])('%s', (_name, was, is, expected) => {
    expect(changes(reportWith({ OSM1002: was }), reportWith({ OSM1002: is }))).toEqual(expected);
  });

  test('is another when another check found it', () => {
    const before = reportWith({ OSM1002: failed(ca('endsSoon', 'warning')), OSM2004: passed });
    const now = reportWith({ OSM1002: passed, OSM2004: failed(ca('expired', 'critical')) });

    expect(changes(before, now)).toEqual({ appeared: ['expired'], fixed: ['endsSoon'] });
  });

  test('is another in a cluster that was created anew', () => {
    const before = reportWith({ OSM1002: failed(ca('endsSoon', 'warning')) });
    const anew = { cluster: { name: 'prod', uid: 'another' } };
    const now = reportWith({ OSM1002: failed(ca('expired', 'critical')) }, anew);

    expect(changes(before, now)).toEqual({ appeared: ['expired'], fixed: ['endsSoon'] });
  });
});

describe('comparisons of real reports', () => {
  test('a cluster that was created anew has new findings, and none that was looked at again is kept', () => {
    const [before, now] = [reportOf('badly-broken', 'a'), reportOf('badly-broken', 'b')];
    const { appeared, still } = compareReports(before, now);

    expect(appeared.length).toBeGreaterThan(5);
    expect(new Set(appeared.map(({ fingerprint }) => fingerprint))).toEqual(faultsIn(now));
    expect(still).toEqual([]);
  });

  test('lists are worst first', () => {
    const { appeared } = compareReports(reportOf('healthy-1.2.4'), reportOf('badly-broken'));
    const ranks = appeared.map(({ severity }) => severities.indexOf(severity));

    expect(ranks).toEqual(ranks.toSorted());
    expect(ranks[0]).toBe(0);
  });
});

const findings = fc.array(
  fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom(...severities)).map(([name, severity]) => ({
    name,
    severity,
  })),
  { maxLength: 6 },
);
const outcome = (id: string, whole: boolean): fc.Arbitrary<Outcome> =>
  fc.oneof(
    { weight: 3, arbitrary: findings.map((list) => outcomeOf(id, list)) },
    ...(whole
      ? []
      : [
          fc.constant<Outcome>({ is: 'unknown', because: [problem] }),
          fc.constant<Outcome>({ is: 'broken', error: 'oops' }),
          fc.constant(notApplicable),
          findings.map((list): Outcome => {
            const made = outcomeOf(id, list);
            return made.is === 'failed'
              ? { ...made, unseen: [problem] }
              : { is: 'unknown', because: [problem] };
          }),
        ]),
  );
const report = (whole: boolean): fc.Arbitrary<Report> =>
  fc
    .record({ OSM1002: outcome('OSM1002', whole), OSM2004: outcome('OSM2004', whole) })
    .map((outcomes) => reportWith(outcomes));

function outcomeOf(id: string, list: readonly { name: string; severity: Severity }[]): Outcome {
  // Half of the problems are on one object, so that one may turn into the other.
  const on = { kind: 'Deployment', namespace: 'shop', name: 'shared' };
  const more = (name: string) => (name < 'c' ? { on } : {});
  const made = list.map(({ name, severity }) => finding(`${id}-${name}`, severity, more(name)));
  return made.length === 0 ? passed : failed(...made);
}

const faultsIn = ({ results }: Report): Set<string> =>
  new Set(
    results.flatMap(({ outcome: { is, ...rest } }) =>
      is === 'failed' && 'findings' in rest
        ? rest.findings.filter(({ severity }) => severity !== 'info').map(({ fingerprint }) => fingerprint)
        : [],
    ),
  );

describe('whatever two reports hold', () => {
  test('compared with itself there is nothing but what stands', () => {
    fc.assert(
      fc.property(report(false), (one) => {
        const { still = [], ...others } = changes(one, one);

        expect(others).toEqual({});
        expect(new Set(still)).toEqual(faultsIn(one));
      }),
    );
  });

  test('every finding above info is in exactly one list, but for those that go on under another name', () => {
    fc.assert(
      fc.property(report(false), report(false), (before, now) => {
        const listed = Object.values(changes(before, now)).flat();
        const all = [...new Set([...faultsIn(before), ...faultsIn(now)])];
        const unlisted = all.filter((name) => !listed.includes(name));

        expect(listed).toHaveLength(new Set(listed).size);
        expect(listed.filter((name) => !all.includes(name))).toEqual([]);
        for (const name of unlisted) {
          // It is gone, and the other problem of its object came.
          const other = name.endsWith('a') ? name.replace(/a$/, 'b') : name.replace(/b$/, 'a');
          expect([faultsIn(now).has(name), faultsIn(before).has(other), faultsIn(now).has(other)]).toEqual([
            false,
            false,
            true,
          ]);
        }
      }),
    );
  });

  test('when both saw everything, what appeared one way was fixed the other way', () => {
    fc.assert(
      fc.property(report(true), report(true), (before, now) => {
        const there = changes(before, now);
        const back = changes(now, before);

        expect(there.appeared).toEqual(back.fixed);
        expect(there.fixed).toEqual(back.appeared);
        expect(there.unseen).toBeUndefined();
      }),
    );
  });

  test('nothing is fixed that a blind check had found', () => {
    fc.assert(
      fc.property(report(true), (before) => {
        const blind = reportWith({
          OSM1002: { is: 'unknown', because: [problem] },
          OSM2004: { is: 'broken', error: 'oops' },
        });

        expect(new Set(changes(before, blind).unseen ?? [])).toEqual(faultsIn(before));
      }),
    );
  });
});
