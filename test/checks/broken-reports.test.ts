import { describe, expect, test } from '@jest/globals';
import { checks } from '../../src/checks/index.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import { nameOf } from '../../src/model/object-ref.ts';
import type { Report } from '../../src/model/report.ts';
import { type Group, groupFindings } from '../../src/present/group-findings.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import { type BrokenCluster, brokenClusters } from './broken/clusters.ts';
import { estate } from './broken/estate.ts';
import { expectedReports } from './broken/expected.ts';
import type { SmallCluster } from './check-cases.ts';
import { seenIn } from './seen-in.ts';

const ordinary = checks.filter(({ tier }) => tier === undefined);

function judged(small: SmallCluster): { report: Report; pods: number; told: Group[] } {
  const snapshot = seenIn(small);
  const report = runChecks(snapshot, ordinary, (intent) => buildRemedy(intent, snapshot.cluster));
  const { pods } = snapshot.inputs;
  const told = groupFindings(report).filter(({ severity }) => severity !== 'info');
  return { report, pods: pods.ok ? pods.value.length : 0, told };
}

test('the estate that the faults are laid over is well', () => {
  const { told } = judged({ name: '', edits: estate() });

  expect(told).toEqual([]);
});

test('there are ten broken clusters, each with the report it should give', () => {
  const names = brokenClusters.map(({ name }) => name);

  expect(names).toHaveLength(10);
  expect(Object.keys(expectedReports).sort()).toEqual(names.toSorted());
});

describe.each(brokenClusters)('$name: $story', (cluster: BrokenCluster) => {
  const { report, pods, told } = judged(cluster);
  const expected = expectedReports[cluster.name];

  test('has 100 to 300 pods', () => {
    expect(pods).toBeGreaterThanOrEqual(100);
    expect(pods).toBeLessThanOrEqual(300);
  });

  test('gives the report that an expert would write', () => {
    const lines = told.map(({ result, severity, findings }) => [
      result.id,
      severity,
      ...findings.map(({ on }) => nameOf(on)),
    ]);

    expect(lines).toEqual(expected?.told);
  });

  test('says the cause among the first three', () => {
    const first = told.slice(0, 3).map(({ result }) => result.id);

    expect(first).toEqual(expect.arrayContaining([...(expected?.cause ?? ['no cause is given'])]));
  });

  test('puts nothing before what may explain it', () => {
    const place = new Map(
      told.map(({ result }, index) => [result.id, index]).toReversed() as [string, number][],
    );
    const tooEarly = told.flatMap(({ result }, index) =>
      (result.explainedBy ?? []).filter((cause) => (place.get(cause) ?? 0) > index),
    );

    expect(tooEarly).toEqual([]);
  });

  test('tells a dozen things at most, however many pods they are about', () => {
    expect(told.length).toBeLessThanOrEqual(12);
  });

  test('leaves nothing unseen', () => {
    expect(report.results.filter(({ outcome }) => ['unknown', 'broken'].includes(outcome.is))).toEqual([]);
  });

  // What is wrong with the cluster as Azure sees it no kubectl command mends: `explain` says what does.
  test('has a next step for everything that is wrong within the cluster', () => {
    const without = told.flatMap(({ result, findings }) =>
      findings
        .filter(({ on, remedies }) => on.kind !== 'Cluster' && remedies.length === 0)
        .map(({ on }) => `${result.id} ${nameOf(on)}`),
    );

    expect(without).toEqual([]);
  });
});
