import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checks } from '../../src/checks/index.ts';
import { proveReport } from '../../src/commands/prove-report.ts';
import { runChecks } from '../../src/engine/run-checks.ts';
import { problemOfStatus } from '../../src/kubernetes/read-problem.ts';
import type { Remedy, RemedyIntent } from '../../src/model/remedy.ts';
import { buildRemedy } from '../../src/remedies/build-remedy.ts';
import { dryRunRequest, holdsPatch } from '../../src/remedies/dry-run-request.ts';
import type { JsonObject } from '../../src/remedies/json.ts';
import { mergePatch } from '../../src/remedies/merge-patch.ts';
import { seenIn } from '../checks/seen-in.ts';
import { by, runCli, scratchFile, serve } from './run-cli.ts';

describe('check --dry-run', () => {
  test.each([
    ['half-configured', 'OSM5015'],
    ['waiting-for-restart', 'OSM5006'],
    ['meshed-kube-system', 'OSM5016'],
    ['legacy', 'OSM4018'],
  ])('%s: what %s proposes is proven, and nothing changes', async (name, id) => {
    const cluster = await serve(name);
    const words = ['check', '-o', 'text', '--only', id, ...by(cluster, 'admin'), '--dry-run'];
    const { stdout } = await runCli(words);
    const patches = cluster.requests.filter(({ method }) => method !== 'GET');
    const again = await runCli(['check', '-o', 'json', '--only', id, ...by(cluster, 'admin')]);

    expect(stdout).toContain('Accepted by the API server in a dry run');
    expect(patches.length).toBeGreaterThan(0);
    expect(patches.every(({ method, path }) => method === 'PATCH' && path.includes('dryRun=All'))).toBe(true);
    expect(JSON.parse(again.stdout).counts.failed).toBe(1);
  });

  test('who may not patch is told so, and nothing is claimed', async () => {
    const cluster = await serve('half-configured');
    const words = ['check', '-o', 'text', '--only', 'OSM5015', ...by(cluster, 'doctor'), '--dry-run'];
    const { stdout, code } = await runCli(words);

    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'Not proven: The dry run failed: User "doctor" may not patch namespaces.',
    );
    expect(stdout).not.toContain('Accepted');
  });

  test('without the option nothing but reads is sent', async () => {
    const cluster = await serve('half-configured');
    await runCli(['check', ...by(cluster, 'admin')]);

    expect(cluster.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('does not go with a snapshot', async () => {
    const cluster = await serve('healthy-1.2.4');
    const { stdout } = await runCli(['snapshot', ...by(cluster, 'doctor')]);
    const run = await runCli(['check', '--snapshot', scratchFile(stdout), '--dry-run']);

    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('does not go with --snapshot')]);
  });

  test('an answer that lacks what was asked for proves nothing', async () => {
    const snapshot = seenIn({ name: '', cluster: 'half-configured' });
    const intents = new Map<Remedy, RemedyIntent>();
    const report = runChecks(snapshot, checks, (intent) => {
      const remedy = buildRemedy(intent, {});
      intents.set(remedy, intent);
      return remedy;
    });
    const proven = await proveReport(report, intents, async () => ({ is: 'answered', object: {} }));
    const proofs = proven.results.flatMap(({ outcome }) =>
      outcome.is === 'failed'
        ? outcome.findings.flatMap(({ remedies }) => remedies.map(({ proof }) => proof.by))
        : [],
    );

    expect(proofs).not.toContain('dryRun');
  });
});

describe('the request behind a command', () => {
  const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' };

  test.each<[RemedyIntent, string | undefined]>([
    [{ do: 'restart', workload: deployment }, '/apis/apps/v1/namespaces/shop/deployments/web'],
    [{ do: 'restart', workload: { kind: 'Pod', namespace: 'shop', name: 'web' } }, undefined],
    [
      { do: 'label', on: { kind: 'Namespace', name: 'shop' }, key: 'a', value: 'b', does: '' },
      '/api/v1/namespaces/shop',
    ],
    [{ do: 'delete', object: deployment, does: '', risk: 'cutsTraffic' }, undefined],
    [{ do: 'look', does: '', args: [] }, undefined],
    [{ do: 'patch', object: { kind: 'Gadget', name: 'x' }, patch: {}, does: '' }, undefined],
  ])('%j goes to %s', (intent, path) => {
    expect(dryRunRequest(intent)?.path).toBe(path);
  });

  test('holdsPatch is true of what a merge makes', () => {
    const json = fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(json, json, (object, patch) =>
        holdsPatch(mergePatch(object as JsonObject, patch as JsonObject), patch),
      ),
    );
  });

  test.each([
    [{ metadata: { labels: {} } }, { metadata: { labels: { a: 'b' } } }],
    [{ metadata: { labels: { a: 'c' } } }, { metadata: { labels: { a: 'b' } } }],
    [{ metadata: { labels: { a: 'b' } } }, { metadata: { labels: { a: null } } }],
  ])('%j does not hold %j', (answer, patch) => {
    expect(holdsPatch(answer, patch)).toBe(false);
  });
});

test.each([
  [409, 'changed meanwhile'],
  [422, 'refused it (422): no'],
])('a dry run that ends with %i says why', (status, words) => {
  expect(problemOfStatus(status, '{"message":"no"}', undefined).detail).toContain(words);
});
