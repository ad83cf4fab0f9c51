import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RunningCluster } from '../../sim/kubernetes/server.ts';
import { by, launcher, runCli, scratchFile, serve } from './run-cli.ts';

const schema: object = JSON.parse(
  readFileSync(new URL('../../docs/report.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020({ allErrors: true, strictTypes: false, formats: { 'date-time': true } }).compile(
  schema,
);

const clusters: Record<string, RunningCluster> = {};
beforeAll(async () => {
  for (const name of ['healthy-1.2.4', 'injector-down', 'half-configured']) {
    clusters[name] = await serve(name);
  }
});
afterAll(async () => {
  for (const cluster of Object.values(clusters)) await cluster.close();
});

function cluster(name: string): RunningCluster {
  const found = clusters[name];
  if (found === undefined) throw new Error(`no cluster ${name}`);
  return found;
}

describe('-o json', () => {
  test.each([
    ['healthy-1.2.4', 'admin'],
    ['injector-down', 'admin'],
    ['half-configured', 'doctor'],
    ['injector-down', 'nobody'],
    ['injector-down', 'wrongToken'],
  ] as const)('%s as %s: one document that the schema accepts', async (name, as) => {
    const { stdout, stderr } = await runCli(['check', '-o', 'json', ...by(cluster(name), as)]);

    const document: unknown = JSON.parse(stdout);
    validate(document);
    expect(validate.errors).toBe(null);
    expect(stderr).toBe('');
  });
});

describe('exit codes', () => {
  test.each([
    [0, 'healthy-1.2.4', 'admin', []],
    [1, 'injector-down', 'admin', []],
    [0, 'half-configured', 'admin', ['--only', 'OSM5015']],
    [1, 'half-configured', 'admin', ['--only', 'OSM5015', '--fail-on', 'warning']],
    [3, 'healthy-1.2.4', 'nobody', []],
    [3, 'healthy-1.2.4', 'wrongToken', []],
    [2, 'healthy-1.2.4', 'admin', ['--only', 'OSM99']],
  ] as const)('%i for %s as %s %j', async (code, name, as, more) => {
    const run = await runCli(['check', ...by(cluster(name), as), ...more]);

    expect(run.code).toBe(code);
  });

  test('4 when nothing is wrong but something could not be seen', async () => {
    const own = await serve('healthy-1.2.4');
    own.revoke('doctor', { group: '', resource: 'pods' });
    const run = await runCli(['check', ...by(own, 'doctor')]);
    await own.close();

    expect(run.code).toBe(4);
    expect(run.stdout).toContain('may not list pods');
  });
});

describe('what was not judged is not healthy', () => {
  test.each<[string, string[]]>([
    ['nothing applies in a run of one namespace', ['-n', 'bookstore', '--only', 'OSM1003,OSM2001']],
  ])('%s: exit code 3', async (_name, words) => {
    const run = await runCli(['check', ...by(cluster('injector-down'), 'admin'), ...words]);

    expect(run.code).toBe(3);
    expect(run.stdout).not.toContain('HEALTHY');
  });

  test('a run of one namespace says what it did not look at', async () => {
    const run = await runCli(['check', '-n', 'bookstore', ...by(cluster('injector-down'), 'admin')]);

    expect(run.stdout).toContain('namespace bookstore alone');
    expect(run.stdout).toContain('control plane not looked at');
  });

  test('a report that cannot be written is no success', async () => {
    const kubeconfig = scratchFile(cluster('healthy-1.2.4').kubeconfig('admin'));
    const run = await new Promise<{ code: number | null; stderr: string }>((resolve) => {
      const child = spawn('/bin/sh', [
        '-c',
        `"${process.execPath}" "${launcher}" check --kubeconfig "${kubeconfig}" > /dev/full`,
      ]);
      let stderr = '';
      child.stderr.on('data', (chunk) => {
        stderr += String(chunk);
      });
      child.on('close', (code) => resolve({ code, stderr }));
    });

    expect(run).toEqual({ code: 3, stderr: 'The report could not be written (ENOSPC).\n' });
  });
});

describe('short and text', () => {
  test('the worst problem or its cause stands in the first five lines, the command under it', async () => {
    const { stdout } = await runCli(['check', ...by(cluster('injector-down'), 'admin')]);
    const lines = stdout.split('\n');

    // What may explain the worst problem stands above it.
    expect(lines.slice(0, 5).join('\n')).toMatch(/^FAILING: \d+ critical.*\n\n✗ (CRITICAL|ERROR) /m);
    expect(stdout).toMatch(
      /^ {6}kubectl --kubeconfig \S+ --context \S+ describe deployment osm-injector -n kube-system$/m,
    );
  });

  test('no prose is wider than 80 columns and nothing is coloured in a pipe', async () => {
    for (const form of ['short', 'text']) {
      const { stdout } = await runCli(['check', '-o', form, ...by(cluster('half-configured'), 'admin')]);
      const prose = stdout.split('\n').filter((line) => !/^ +kubectl /.test(line));

      expect(prose.filter((line) => line.length > 80)).toEqual([]);
      expect(stdout).not.toContain('\u001b');
    }
  });

  test('colour on request adds nothing but colour', async () => {
    const args = ['check', '--only', 'OSM1', ...by(cluster('injector-down'), 'admin')];
    const plain = await runCli(args);
    const coloured = await runCli(args, { FORCE_COLOR: '1' });
    const refused = await runCli([...args, '--no-color'], { FORCE_COLOR: '1' });
    const withoutTime = (text: string) => text.replace(/\d\.\d s/, '').replace(/\d\d:\d\d UTC/, '');

    expect(coloured.stdout).toContain('\u001b[');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: removes the colours
    expect(withoutTime(coloured.stdout.replace(/\u001b\[\d+m/g, ''))).toBe(withoutTime(plain.stdout));
    expect(refused.stdout).not.toContain('\u001b');
  });

  test('one broken part does not hide the others', async () => {
    const { stdout } = await runCli(['check', '-o', 'text', ...by(cluster('injector-down'), 'admin')]);

    for (const area of ['control-plane', 'admission', 'certificates', 'injection']) {
      expect(stdout).toMatch(new RegExp(`^${area}$`, 'm'));
    }
    expect(stdout).toMatch(/✓ .* OSM5016/);
  });
});

describe('--debug', () => {
  test('tells each request and no secret', async () => {
    const kubeconfig = cluster('healthy-1.2.4').kubeconfig('admin');
    const token = /token: (\S+)/.exec(kubeconfig)?.[1];
    const { stderr } = await runCli(['check', '--debug', '--kubeconfig', scratchFile(kubeconfig)]);

    expect(stderr).toMatch(/^debug: GET \/version 200 \d+ bytes \d+ ms$/m);
    expect(token).toBeDefined();
    expect(stderr).not.toContain(token);
    expect(stderr.toLowerCase()).not.toContain('bearer');
  });
});
