import { describe, expect, test } from '@jest/globals';
import { checks } from '../../src/checks/index.ts';
import { neededInputs } from '../../src/engine/needed-inputs.ts';
import { knownCrdNames } from '../../src/osm/names.ts';
import { findings, judge, read } from './judge-cluster.ts';
import { by, runCli, serve } from './run-cli.ts';

const healthy = ['healthy-0.11.1', 'healthy-1.0.0', 'healthy-1.1.1', 'healthy-1.2.4'];

describe.each(healthy)('%s, as that version ships', (name) => {
  test.each(['admin', 'doctor'] as const)('%s: no finding above info and everything judged', async (as) => {
    const cluster = await serve(name);
    const report = judge(await read(cluster, as));
    await cluster.close();

    expect(findings(report).filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(report.state).toBe('healthy');
    expect(report.coverage.judged).toBe(report.coverage.total);
    expect(report.counts).toMatchObject({ unknown: 0, broken: 0 });
  });

  test('nobody: no check of areas 1–9 passes, and the exit code is 3', async () => {
    const cluster = await serve(name);
    const report = judge(await read(cluster, 'nobody'));
    const run = await runCli(['check', ...by(cluster, 'nobody')]);
    await cluster.close();

    const passed = report.results.filter(({ area, outcome }) => area !== 'tool' && outcome.is === 'passed');
    expect(passed).toEqual([]);
    expect(run.code).toBe(3);
    expect(run.stdout).toContain('may not list deployments.apps');
  });

  test('reads little, each list once, and no Secret', async () => {
    const cluster = await serve(name);
    await read(cluster, 'admin');
    const paths = cluster.requests.map(({ path }) => path);
    await cluster.close();

    // A request an input, and one for each CRD that an older version lacks.
    expect(paths.length).toBeLessThanOrEqual(neededInputs(checks).size + knownCrdNames.length);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter((path) => path.includes('secrets'))).toEqual([]);
  });
});

test('only what the selected checks declare is read', async () => {
  const cluster = await serve('healthy-1.2.4');
  const run = await runCli(['check', '--only', 'OSM2', ...by(cluster, 'admin')]);
  const paths = cluster.requests.map(({ path }) => path);
  await cluster.close();

  expect(run.code).toBe(0);
  expect(paths.filter((path) => path.startsWith('/api/v1/pods'))).toEqual([]);
});

test('with a namespace only, its owner gets an answer for it', async () => {
  const cluster = await serve('half-configured');
  const report = judge(await read(cluster, 'admin', { namespace: 'bookbuyer' }));
  const paths = cluster.requests.map(({ path }) => path.split('?')[0]);
  await cluster.close();

  expect(paths.sort()).toEqual([
    '/api/v1/namespaces/bookbuyer',
    '/api/v1/namespaces/bookbuyer/events',
    '/api/v1/namespaces/bookbuyer/pods',
    '/api/v1/namespaces/kube-system',
    '/apis/apps/v1/namespaces/bookbuyer/replicasets',
    '/apis/batch/v1/namespaces/bookbuyer/jobs',
    '/version',
  ]);
  expect(report.counts.unknown).toBe(0);
  expect(report.counts.passed).toBeGreaterThan(4);
});

describe('a namespace that does not exist is unknown, never healthy', () => {
  test.each([
    ['of all checks', []],
    ['of a check that asks for what is in it', ['--only', 'OSM6009']],
  ])('%s', async (_name, only) => {
    const cluster = await serve('healthy-1.2.4');
    const run = await runCli(['check', '-n', 'no-such', ...only, ...by(cluster, 'admin')]);
    await cluster.close();

    expect(run.code).toBe(3);
    expect(run.stdout.replace(/\s+/g, ' ')).toContain('There is no namespace "no-such" on this cluster.');
  });

  test('no check passes by a list that is empty for want of the namespace', async () => {
    const cluster = await serve('healthy-1.2.4');
    const { results } = judge(await read(cluster, 'admin', { namespace: 'no-such' }));

    expect(
      results.filter(({ area, outcome }) => area !== 'tool' && outcome.is === 'passed').map(({ id }) => id),
    ).toEqual([]);
  });
});
