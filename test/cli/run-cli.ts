import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import { loadCluster } from '../../sim/kubernetes/load-cluster.ts';
import { type Identity, type RunningCluster, startKubernetes } from '../../sim/kubernetes/server.ts';
import { pinnedClockEnv, pinnedSkewSeconds } from './pinned-clock.ts';

/** The program as it is shipped. */
export const launcher = fileURLToPath(new URL('../../bin/osm-doctor.js', import.meta.url));

/** How a run of the real program ended. */
export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

/** Runs the built program as a person would at the pinned time, in a process of its own, with a bare environment. */
export function runCli(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CliRun> {
  const started = performance.now();
  const child = spawn(process.execPath, [launcher, ...words], {
    env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), ...pinnedClockEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({
        code,
        stdout: Buffer.concat(out).toString('utf8'),
        stderr: Buffer.concat(err).toString('utf8'),
        ms: performance.now() - started,
      }),
    );
  });
}

const running = new Set<RunningCluster>();
// A test that fails before it closes its server must not keep Jest waiting.
afterAll(async () => {
  await Promise.all([...running].map((cluster) => cluster.close()));
});

/** Starts a simulated API server with a cluster of test/clusters; it stops with the test file at the latest. */
export async function serve(name: string): Promise<RunningCluster> {
  const cluster = await startKubernetes(loadCluster(clusterFile(name)), {
    clockSkewSeconds: pinnedSkewSeconds,
  });
  running.add(cluster);
  return cluster;
}

/** Path of a cluster of test/clusters. */
export function clusterFile(name: string): string {
  return fileURLToPath(new URL(`../clusters/${name}.yaml`, import.meta.url));
}

const scratch = mkdtempSync(join(tmpdir(), 'osm-doctor-test-'));
let files = 0;

/** Writes a file that lasts as long as the test run and gives its path. */
export function scratchFile(content: string): string {
  files += 1;
  const path = join(scratch, `file-${files}`);
  writeFileSync(path, content);
  return path;
}

/** The options that make the program use this simulated cluster as this identity. */
export function by(
  cluster: RunningCluster,
  as: Identity,
  options?: Parameters<RunningCluster['kubeconfig']>[1],
): string[] {
  return ['--kubeconfig', scratchFile(cluster.kubeconfig(as, options))];
}
