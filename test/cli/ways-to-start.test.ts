import { execFile } from 'node:child_process';
import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import packageJson from '../../package.json' with { type: 'json' };
import { pinnedKubectl } from '../../sim/kubernetes/kubectl.ts';
import { pinnedClockEnv } from './pinned-clock.ts';
import { by, runCli, serve } from './run-cli.ts';

const run = promisify(execFile);
const launcher = fileURLToPath(new URL('../../bin/osm-doctor.js', import.meta.url));
const kubectlRunsHere = process.platform === 'linux' && process.arch === 'x64';

(kubectlRunsHere ? test : test.skip)('kubectl osm-doctor, as a plugin of kubectl', async () => {
  const cluster = await serve('healthy-1.2.4');
  const folder = mkdtempSync(join(tmpdir(), 'osm-doctor-plugin-'));
  symlinkSync(launcher, join(folder, 'kubectl-osm_doctor'));
  const PATH = `${folder}:${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
  const words = ['osm-doctor', 'check', ...by(cluster, 'doctor')];
  const { stdout } = await run(await pinnedKubectl(), words, {
    env: { PATH, HOME: tmpdir(), ...pinnedClockEnv },
  });
  await cluster.close();

  expect(stdout).toContain('HEALTHY');
});

test('--version', async () => {
  expect((await runCli(['--version'])).stdout).toBe(`${packageJson.version}\n`);
});

test('no words at all: the help', async () => {
  const { code, stdout } = await runCli([]);

  expect(code).toBe(0);
  expect(stdout).toContain('check [options] [cluster]');
});

test.each(['bash', 'zsh', 'fish', 'powershell'])('completion for %s', async (shell) => {
  const { code, stdout } = await runCli(['complete', shell]);

  expect(code).toBe(0);
  expect(stdout).toContain('osm-doctor');
});

test('completion knows commands and options', async () => {
  expect((await runCli(['complete', '--', ''])).stdout).toMatch(/check[\s\S]*snapshot[\s\S]*explain/);
  expect((await runCli(['complete', '--', 'check', '--'])).stdout).toMatch(/--budget[\s\S]*--only/);
});

test('explain tells why, from what, and what to do', async () => {
  const { code, stdout } = await runCli(['explain', 'osm2004']);

  expect(code).toBe(0);
  for (const part of ['OSM2004', 'Why it matters', 'What to do', 'What it reads', 'Source']) {
    expect(stdout).toContain(part);
  }
});

test('checks lists the catalogue, as JSON too', async () => {
  const table = await runCli(['checks']);
  const json = await runCli(['checks', '-o', 'json']);

  const rows: { id: string }[] = JSON.parse(json.stdout);
  expect(rows.length).toBeGreaterThan(30);
  for (const { id } of rows) expect(table.stdout).toContain(id);
});

test('a reader that has had enough is no error', async () => {
  const { stderr } = await run('/bin/sh', ['-c', `"${process.execPath}" "${launcher}" checks | head -n 1`]);

  expect(stderr).toBe('');
});
