import { describe, expect, test } from '@jest/globals';
import { openSnapshot } from '../../src/engine/resolve.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import { type Check, defineCheck, type SourceName, type Verdict } from '../../src/model/check.ts';
import type { Run } from '../../src/model/facts.ts';
import type { Report } from '../../src/model/report.ts';
import type { ClusterSnapshot, InputName, ReadProblem } from '../../src/model/snapshot.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import { seenIn } from '../checks/seen-in.ts';

const problem = { what: 'odd', on: { kind: 'Pod', namespace: 'a', name: 'b' }, says: 'Odd.' } as const;

/** A check that comes to this verdict. */
function checkThat<K extends SourceName>(
  reads: readonly K[],
  verdict: Verdict | (() => never),
  more: Partial<Check<K>> = {},
): Check {
  return defineCheck({
    id: 'OSM1999',
    name: 'trial',
    area: 'control-plane',
    severity: 'error',
    title: 'All is well',
    failTitle: 'Not all is well',
    why: 'Because.',
    remedy: 'Mend it.',
    source: 'this test',
    reads,
    run: () => (typeof verdict === 'function' ? verdict() : verdict),
    ...more,
  }) as unknown as Check;
}

function run(checks: readonly Check[], snapshot: ClusterSnapshot = seenIn({ name: '' })): Report {
  return runChecks(snapshot, checks, (intent) => buildRemedy(intent, snapshot.cluster));
}

/** The healthy cluster with one input unread, or read only in part. */
function without(input: InputName, reason: ReadProblem['reason'], partial?: unknown): ClusterSnapshot {
  const snapshot = seenIn({ name: '' });
  const reading = {
    ok: false,
    problem: { reason, detail: reason },
    ...(partial === undefined ? {} : { partial }),
  };
  return { ...snapshot, inputs: { ...snapshot.inputs, [input]: reading } };
}

const itemwise = { itemwise: ['pods'] } as const;

describe('the outcome of a check', () => {
  test.each<[string, Check, ClusterSnapshot, object]>([
    ['no problems', checkThat(['pods'], []), seenIn({ name: '' }), { is: 'passed' }],
    [
      'a problem without a remedy of its own',
      checkThat(['pods'], [problem]),
      seenIn({ name: '' }),
      { is: 'failed', findings: [{ problem: 'odd', remedies: [] }] },
    ],
    [
      'it throws',
      checkThat(['pods'], () => {
        throw new TypeError('oops');
      }),
      seenIn({ name: '' }),
      { is: 'broken', error: 'TypeError: oops' },
    ],
    [
      'it says unknown',
      checkThat(['pods'], { unknown: 'Elsewhere.' }),
      seenIn({ name: '' }),
      { is: 'unknown' },
    ],
    [
      'it does not apply',
      checkThat(['pods'], { notApplicable: 'None.' }),
      seenIn({ name: '' }),
      { is: 'notApplicable' },
    ],
    [
      'an input is forbidden',
      checkThat(['pods'], []),
      without('pods', 'forbidden'),
      { is: 'unknown', because: [{ reason: 'forbidden' }] },
    ],
    [
      'an input of a fact is forbidden',
      checkThat(['mesh'], []),
      without('controlPlaneDeployments', 'forbidden'),
      { is: 'unknown' },
    ],
    [
      'an input was not asked for',
      checkThat(['pods'], []),
      without('pods', 'notAsked'),
      { is: 'notApplicable' },
    ],
    [
      'a kind is not installed',
      checkThat(['meshConfigs'], []),
      without('meshConfigs', 'notInstalled'),
      { is: 'notApplicable' },
    ],
    [
      'an incomplete list, whole needed',
      checkThat(['pods'], [problem]),
      without('pods', 'incomplete', []),
      { is: 'unknown' },
    ],
    [
      'an incomplete list of items, all well',
      checkThat(['pods'], [], itemwise),
      without('pods', 'incomplete', []),
      { is: 'unknown' },
    ],
    [
      'an incomplete list of items, one wrong',
      checkThat(['pods'], [problem], itemwise),
      without('pods', 'incomplete', []),
      { is: 'failed', unseen: [{ reason: 'incomplete', detail: 'incomplete' }] },
    ],
    [
      'an incomplete list of items, said not to apply',
      checkThat(['pods'], { notApplicable: 'None.' }, itemwise),
      without('pods', 'incomplete', []),
      { is: 'unknown' },
    ],
    [
      'a list cut by the budget, all well',
      checkThat(['pods'], [], itemwise),
      without('pods', 'timedOut', []),
      { is: 'unknown' },
    ],
    [
      'a fact of an incomplete list',
      checkThat(['memberships'], []),
      without('namespaces', 'incomplete', []),
      { is: 'unknown' },
    ],
  ])('%s', (_name, check, snapshot, expected) => {
    expect(run([check], snapshot).results[0]?.outcome).toMatchObject(expected);
  });

  test('a check that throws hurts no other', () => {
    const throwing = checkThat(['pods'], () => {
      throw new Error('oops');
    });
    const report = run([throwing, checkThat(['pods'], [])]);

    expect(report.counts).toMatchObject({ broken: 1, passed: 1 });
  });

  test('a fact that throws breaks the checks that need it and nothing else', () => {
    const snapshot = seenIn({ name: '' });
    const broken = { ...snapshot.inputs, controlPlaneDeployments: { ok: true, value: null } } as never;
    const report = run([checkThat(['mesh'], []), checkThat(['pods'], [])], { ...snapshot, inputs: broken });

    expect(report.results.map(({ outcome }) => outcome.is)).toEqual(['broken', 'passed']);
  });
});

describe('a check of the run itself', () => {
  /** What it is given. */
  function given(snapshot: ClusterSnapshot, others: readonly SourceName[] = []): Run {
    const seen: Run[] = [];
    const check = checkThat(['run'], []);
    const spy = {
      ...check,
      run: (sources: { run: Run }) => {
        seen.push(sources.run);
        return [];
      },
    } as unknown as Check;
    run([spy, checkThat(others, [])], snapshot);
    const [only] = seen;
    if (only === undefined) throw new Error('it was not run');
    return only;
  }

  test('is told which reads the selected checks needed, and of whom', () => {
    const { reads, ...rest } = given(seenIn({ name: '' }), ['pods', 'namespaces']);

    expect(reads.map(({ input }) => input).sort()).toEqual(['apiServer', 'clock', 'namespaces', 'pods']);
    expect(rest).toEqual({ problems: [], budgetMs: 30_000, clusterName: 'prod-cluster' });
  });

  test('is told the one namespace that was asked for', () => {
    expect(given(seenIn({ name: '', namespace: 'bookbuyer' })).namespace).toBe('bookbuyer');
  });

  test('is told each problem once, and none of what nobody needed', () => {
    const problem: ReadProblem = { reason: 'forbidden', detail: 'may not list pods' };
    const other: ReadProblem = { reason: 'timedOut', detail: 'too late' };
    const problems = { pods: problem, controlPlanePods: problem, services: other, namespaces: other };

    expect(given(seenIn({ name: '', problems }), ['pods', 'controlPlanePods', 'services']).problems).toEqual([
      problem,
      other,
    ]);
  });

  test('opening a snapshot without checks gives it nothing to judge', () => {
    const resolve = openSnapshot(seenIn({ name: '' }));

    expect(resolve('run')).toEqual({
      is: 'known',
      value: { reads: [], problems: [], budgetMs: 30_000, clusterName: 'prod-cluster' },
    });
    expect(resolve('openFindings')).toEqual({ is: 'known', value: [] });
  });
});

describe('the report', () => {
  test('names the versions that were seen', () => {
    expect(run([]).cluster).toEqual({
      name: 'prod-cluster',
      uid: 'uid-of-kube-system',
      kubernetesVersion: 'v1.31.3',
      osmVersion: 'v1.2.4',
    });
  });

  test.each<[InputName, object]>([
    ['apiServer', { osmVersion: 'v1.2.4' }],
    ['controlPlaneDeployments', { kubernetesVersion: 'v1.31.3' }],
  ])('names no version that was not: without %s', (input, versions) => {
    expect(run([], without(input, 'forbidden')).cluster).toEqual({
      name: 'prod-cluster',
      uid: 'uid-of-kube-system',
      ...versions,
    });
  });

  test('carries what the snapshot says of itself', () => {
    const snapshot = seenIn({ name: '', namespace: 'bookbuyer' });

    expect(run([], snapshot)).toMatchObject({
      namespace: 'bookbuyer',
      takenAt: snapshot.takenAt,
      durationMs: 1,
      reads: snapshot.reads,
    });
    expect(run([])).not.toHaveProperty('namespace');
  });

  test('carries what was measured', () => {
    expect(run([]).measurements).toMatchObject({ pods: 13, podsWithSidecar: 4 });
  });

  test('stands without measurements and versions when a fact throws', () => {
    const snapshot = seenIn({ name: '' });
    const inputs = { ...snapshot.inputs, controlPlaneDeployments: { ok: true, value: null } } as never;

    const { measurements, cluster } = run([], { ...snapshot, inputs });

    expect(measurements).toEqual({});
    expect(cluster).toMatchObject({ name: 'prod-cluster' });
  });

  test('tells the findings of a check from worst to mildest', () => {
    const found = (['info', 'critical', 'warning', 'error'] as const).map((severity) => ({
      ...problem,
      severity,
    }));
    const [result] = run([checkThat(['pods'], [...found, problem])]).results;

    expect(
      result?.outcome.is === 'failed' && result.outcome.findings.map(({ severity }) => severity),
    ).toEqual(['critical', 'error', 'error', 'warning', 'info']);
  });

  test('tells whatever was thrown', () => {
    const throwing = checkThat(['pods'], () => {
      // What is no Error can be thrown too.
      throw 'oops' as unknown as Error;
    });

    expect(run([throwing]).results[0]?.outcome).toEqual({ is: 'broken', error: 'oops' });
  });

  test('what is unknown tells everything that was not seen, once', () => {
    const check = checkThat(
      ['pods', 'services'],
      { unknown: 'Elsewhere.' },
      {
        itemwise: ['pods', 'services'],
      },
    );
    const twice: ReadProblem = { reason: 'incomplete', detail: 'cut' };
    const snapshot = without('pods', 'incomplete', []);
    const inputs = {
      ...snapshot.inputs,
      pods: { ok: false, problem: twice, partial: [] },
      services: { ok: false, problem: twice, partial: [] },
    } as never;

    expect(run([check], { ...snapshot, inputs }).results[0]?.outcome).toEqual({
      is: 'unknown',
      because: [twice, { reason: 'incomplete', detail: 'Elsewhere.' }],
    });
  });
});

describe('the state', () => {
  const breaks = (): never => {
    throw new Error('oops');
  };
  const warning = { severity: 'warning' } as const;
  test.each<[string, Report['state'], Check[], ClusterSnapshot]>([
    ['an error', 'failing', [checkThat(['pods'], [problem]), checkThat(['crds'], [])], seenIn({ name: '' })],
    [
      'an error beside something unknown',
      'failing',
      [checkThat(['mesh'], [problem]), checkThat(['pods'], [])],
      without('pods', 'forbidden'),
    ],
    [
      'a grave check unknown',
      'unknown',
      [checkThat(['mesh'], []), checkThat(['pods'], [])],
      without('pods', 'forbidden'),
    ],
    [
      'a critical finding',
      'failing',
      [checkThat(['pods'], [{ ...problem, severity: 'critical' }])],
      seenIn({ name: '' }),
    ],
    [
      'a critical check unknown',
      'unknown',
      [checkThat(['mesh'], []), checkThat(['pods'], [], { severity: 'critical' })],
      without('pods', 'forbidden'),
    ],
    [
      'a grave check broken',
      'unknown',
      [checkThat(['mesh'], []), checkThat(['pods'], breaks)],
      seenIn({ name: '' }),
    ],
    [
      'a mild check broken',
      'healthy',
      [checkThat(['mesh'], []), checkThat(['pods'], breaks, warning)],
      seenIn({ name: '' }),
    ],
    [
      'a mild check unknown',
      'healthy',
      [checkThat(['mesh'], []), checkThat(['pods'], [], warning)],
      without('pods', 'forbidden'),
    ],
    ['a warning', 'degraded', [checkThat(['mesh'], [problem], warning)], seenIn({ name: '' })],
    ['a note', 'healthy', [checkThat(['mesh'], [{ ...problem, severity: 'info' }])], seenIn({ name: '' })],
    [
      'nothing that applies',
      'unknown',
      [checkThat(['mesh'], { notApplicable: 'None.' })],
      seenIn({ name: '' }),
    ],
    [
      'nothing but the tool itself',
      'unknown',
      [checkThat(['run'], [], { area: 'tool' })],
      seenIn({ name: '' }),
    ],
    [
      'a note over half a list, of a grave check',
      'unknown',
      [checkThat(['pods'], [{ ...problem, severity: 'info' }], itemwise)],
      without('pods', 'incomplete', []),
    ],
  ])('%s: %s', (_name, state, checks, snapshot) => {
    expect(run(checks, snapshot).state).toBe(state);
  });

  test('coverage leaves out what does not apply and does not count what saw only part', () => {
    const checks = [
      checkThat(['mesh'], []),
      checkThat(['mesh'], { notApplicable: 'None.' }),
      checkThat(['pods'], [problem], itemwise),
    ];

    expect(run(checks, without('pods', 'incomplete', [])).coverage).toEqual({ judged: 1, total: 2 });
  });

  test('coverage does not count what broke, and counts name all five ends', () => {
    const times = (number: number, check: Check) => Array.from({ length: number }, () => check);
    const { coverage, counts } = run([
      checkThat(['mesh'], []),
      ...times(2, checkThat(['mesh'], [problem])),
      ...times(3, checkThat(['mesh'], { notApplicable: 'None.' })),
      ...times(4, checkThat(['mesh'], { unknown: 'Elsewhere.' })),
      ...times(5, checkThat(['pods'], breaks)),
    ]);

    expect(coverage).toEqual({ judged: 3, total: 12 });
    expect(counts).toEqual({ passed: 1, failed: 2, notApplicable: 3, unknown: 4, broken: 5 });
  });

  test('a check that failed over whole lists says nothing of what was not seen', () => {
    const [result] = run([checkThat(['pods'], [problem], itemwise)]).results;

    expect(result?.outcome).not.toHaveProperty('unseen');
  });
});

describe('a fingerprint', () => {
  const fingerprint = (snapshot: ClusterSnapshot, what = 'odd') => {
    const [result] = run([checkThat(['pods'], [{ ...problem, what }])], snapshot).results;
    return result?.outcome.is === 'failed' ? result.outcome.findings[0]?.fingerprint : undefined;
  };
  const snapshot = seenIn({ name: '' });

  test('is the same in the next run, whatever the wording and the address', () => {
    const later = {
      ...snapshot,
      takenAt: '2027-01-01T00:00:00Z',
      cluster: { ...snapshot.cluster, server: 'https://b' },
    };

    expect(fingerprint(later)).toBe(fingerprint(snapshot));
  });

  test('is sixteen hex digits', () => {
    expect(fingerprint(snapshot)).toMatch(/^[0-9a-f]{16}$/);
  });

  test('differs by cluster and problem', () => {
    const other = { ...snapshot, cluster: { ...snapshot.cluster, uid: 'another' } };

    expect(new Set([fingerprint(snapshot), fingerprint(other), fingerprint(snapshot, 'other')]).size).toBe(3);
  });
});
