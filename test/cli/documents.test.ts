import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunningCluster } from '../../sim/kubernetes/server.ts';
import { azureWith, runIn } from './fleet-in-azure.ts';
import { by, runCli, serve } from './run-cli.ts';

const clusters: Record<string, RunningCluster> = {};
beforeAll(async () => {
  for (const name of ['healthy-1.2.4', 'injector-down', 'half-configured'])
    clusters[name] = await serve(name);
});
afterAll(async () => {
  for (const cluster of Object.values(clusters)) await cluster.close();
});

function cluster(name: string): RunningCluster {
  const found = clusters[name];
  if (found === undefined) throw new Error(`no cluster ${name}`);
  return found;
}

/** How each document begins and ends: stdout carries it and nothing else. */
const documents = [
  ['junit', /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites [\s\S]*<\/testsuites>\n$/],
  ['sarif', /^\{\n {2}"\$schema"[\s\S]*\n\}\n$/],
  ['markdown', /^# [\s\S]*Nothing was changed\.\n$/],
  ['html', /^<!DOCTYPE html>\n<html [\s\S]*<\/html>\n$/],
] as const;

describe.each(documents)('check -o %s', (form, whole) => {
  test.each([
    ['healthy-1.2.4', 'admin', 0],
    ['injector-down', 'admin', 1],
    ['half-configured', 'reader', 1],
    ['healthy-1.2.4', 'nobody', 3],
    ['healthy-1.2.4', 'wrongToken', 3],
  ] as const)('%s as %s: the document alone, exit code %i', async (name, as, code) => {
    const run = await runCli(['check', '-o', form, ...by(cluster(name), as)]);

    expect(run.stdout).toMatch(whole);
    expect([run.code, run.stderr]).toEqual([code, '']);
  });

  test('colours nothing, even when forced to', async () => {
    const words = ['check', '-o', form, ...by(cluster('injector-down'), 'admin')];

    expect((await runCli(words, { FORCE_COLOR: '1' })).stdout).not.toContain('\u001b');
  });
});

describe('the colour of a pipeline', () => {
  test.each([
    ['healthy-1.2.4', 'admin', [], false],
    ['injector-down', 'admin', [], true],
    ['half-configured', 'admin', ['--only', 'OSM5015'], false],
    ['half-configured', 'admin', ['--only', 'OSM5015', '--fail-on', 'warning'], true],
    ['healthy-1.2.4', 'nobody', [], true],
    ['injector-down', 'admin', ['-n', 'bookstore', '--only', 'OSM1003,OSM2001'], true],
  ] as const)('%s as %s %j: JUnit is red: %s', async (name, as, more, red) => {
    const run = await runCli(['check', '-o', 'junit', ...by(cluster(name), as), ...more]);

    expect(/<(failure|error) /.test(run.stdout)).toBe(red);
    expect(run.code !== 0).toBe(red);
  });

  test('what could not be seen is red, and named', async () => {
    const own = await serve('healthy-1.2.4');
    own.revoke('reader', { group: '', resource: 'pods' });
    const junit = await runCli(['check', '-o', 'junit', ...by(own, 'reader')]);
    const sarif = await runCli(['check', '-o', 'sarif', ...by(own, 'reader')]);
    await own.close();
    const { runs } = JSON.parse(sarif.stdout);

    expect([junit.code, sarif.code]).toEqual([4, 4]);
    expect(junit.stdout).toMatch(/<error type="forbidden" message="[^"]*may not list pods/);
    expect(runs[0].invocations[0].executionSuccessful).toBe(false);
    expect(runs[0].results.map(({ kind }: { kind: string }) => kind)).toContain('open');
  });
});

describe('of a fleet', () => {
  test.each(documents)('-o %s: every cluster, also those that could not be read', async (form, whole) => {
    const azure = await azureWith(
      { name: 'well', serves: 'healthy-1.2.4' },
      { name: 'parked', power: 'Stopped' },
      { name: 'down', serves: 'injector-down' },
    );
    const run = await runIn(azure, ['check', '--all', '-o', form]);

    expect(run.stdout).toMatch(whole);
    for (const name of ['well', 'parked', 'down']) expect(run.stdout).toContain(name);
    expect(run.stdout).toContain('parked is stopped');
    expect([run.code, run.stderr]).toEqual([1, '']);
  });

  test.each(documents)('-o %s: of no cluster it is a document that says so', async (form, whole) => {
    const run = await runIn(await azureWith(), ['check', '--all', '-o', form]);

    expect(run.stdout).toMatch(whole);
    expect(run.stdout).toContain('No cluster');
    expect(run.code).toBe(3);
  });

  test.each(documents)(
    '-o %s: one that cannot be opened is a document too, and told',
    async (form, whole) => {
      const azure = await azureWith({ name: 'parked', power: 'Stopped' });
      const run = await runIn(azure, ['check', 'parked', '-o', form]);

      expect(run.stdout).toMatch(whole);
      expect(run.stdout).toContain('parked is stopped');
      expect([run.code, run.stderr]).toEqual([3, expect.stringContaining('parked is stopped')]);
    },
  );
});

describe('OSM_DOCS_URL', () => {
  const words = () => ['check', '-o', 'sarif', '--only', 'OSM1', ...by(cluster('injector-down'), 'admin')];

  test('leads from each rule to its page', async () => {
    const run = await runCli(words(), { OSM_DOCS_URL: 'https://docs.example/{id}.md' });

    expect(run.stdout).toContain('"helpUri": "https://docs.example/OSM1003.md"');
    expect(run.stderr).toBe('');
  });

  test('that is wrong costs the links, not the report', async () => {
    const run = await runCli(words(), { OSM_DOCS_URL: 'https://docs.example/' });

    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout).runs[0].results.length).toBeGreaterThan(0);
    expect(run.stdout).not.toContain('helpUri');
    expect(run.stderr).toMatch(/^OSM_DOCS_URL .*\{id\}.*: there are no links\.\n$/);
  });
});

test('the help lists every form', async () => {
  const { stdout } = await runCli(['check', '--help']);

  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'choices: "short", "text", "json", "junit", "sarif", "markdown", "html"',
  );
});
