import { describe, expect, test } from '@jest/globals';
import type { Fault, Identity } from '../../sim/kubernetes/server.ts';
import { findConfigKey } from '../../src/commands/config/find-key.ts';
import { openConfig } from '../../src/commands/config/open-config.ts';
import { propose } from '../../src/commands/config/propose.ts';
import { proveByDryRun } from '../../src/commands/config/prove.ts';
import { seenIn } from '../checks/seen-in.ts';
import { by, type CliRun, runCli, serve } from './run-cli.ts';

/** Proposes with a dry run, on a server on which the patch meets this fault; also tells whether anything changed. */
async function tryOut(
  as: Identity,
  is?: Fault['is'],
  name = 'healthy-1.2.4',
): Promise<CliRun & { readonly changed: boolean; readonly patches: string[] }> {
  const cluster = await serve(name);
  if (is !== undefined) cluster.addFault({ on: ({ method }) => method === 'PATCH', is });
  const before = JSON.stringify(cluster.find('MeshConfig', 'kube-system', 'osm-mesh-config'));
  const words = ['config', ...by(cluster, as), 'enableEgress', 'false', '--dry-run', '--budget', '2s'];
  const run = await runCli(words);
  const after = JSON.stringify(cluster.find('MeshConfig', 'kube-system', 'osm-mesh-config'));
  const patches = cluster.requests.filter(({ method }) => method === 'PATCH').map(({ path }) => path);
  return { ...run, changed: before !== after, patches };
}

describe('config --dry-run', () => {
  test.each(['healthy-1.2.4', 'healthy-0.11.1'])(
    'who may patch gets the proof (%s), and nothing changes',
    async (name) => {
      const { code, stdout, changed, patches } = await tryOut('admin', undefined, name);

      expect(code).toBe(0);
      expect(stdout).toMatch(/Accepted by the API server in a dry run at \d\d:\d\d UTC\./);
      expect(changed).toBe(false);
      expect(patches).toHaveLength(1);
      expect(patches[0]).toContain('dryRun=All');
    },
  );

  test('who may not patch is told the right, and keeps the proof by schema', async () => {
    const { code, stdout } = await tryOut('doctor');

    expect(code).toBe(0);
    expect(stdout.replaceAll('\n', ' ')).toContain(
      'The dry run failed: User "doctor" may not patch meshconfigs.config.openservicemesh.io.',
    );
    expect(stdout).toContain("Matches the cluster's own schema");
  });

  test.each<[string, Fault['is'], RegExp]>([
    ['403', { kind: 'status', status: 403 }, /may not patch meshconfigs/],
    ['409', { kind: 'status', status: 409 }, /The object changed meanwhile \(409\)/],
    ['500', { kind: 'status', status: 500 }, /answered 500/],
    ['no answer', { kind: 'hang' }, /budget of 2 s ran out/],
    ['a page of a proxy', { kind: 'status', status: 502, html: true }, /answered 502/],
  ])('a dry run that fails with %s claims nothing', async (_name, fault, words) => {
    const { code, stdout, changed } = await tryOut('admin', fault);

    expect(code).toBe(0);
    expect(stdout.replaceAll('\n', ' ')).toMatch(words);
    expect(stdout).not.toContain('Accepted');
    expect(changed).toBe(false);
  });

  test('without the option nothing but reads is sent', async () => {
    const cluster = await serve('healthy-1.2.4');
    await runCli(['config', ...by(cluster, 'admin'), 'enableEgress', 'false']);

    expect(cluster.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('an answer that differs from what was asked takes the proposal back', () => {
    const opened = openConfig(seenIn({ name: '' }));
    if (opened.is === 'closed') throw new Error(opened.says);
    const found = findConfigKey('enableEgress', opened.config);
    if (found.is === 'none') throw new Error(found.says);
    const proposal = propose(found.key, 'false', opened.config, 'sh');
    if (proposal.is !== 'proposal') throw new Error(proposal.says);
    const unchanged = { is: 'answered', spec: opened.config.config.spec } as const;

    expect(proveByDryRun(proposal, unchanged, opened.config)).toMatchObject({
      is: 'refused',
      says: expect.stringContaining('would change nothing'),
    });
  });
});
