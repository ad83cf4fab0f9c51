import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { buildProgram } from '../scripts/build.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = `${root}dist/bench/program`;
const launcher = `${program}/bin/osm-doctor.js`;
const probe = new URL('./probe.mjs', import.meta.url).href;

/** Builds the program and copies it with its launcher: tests that build meanwhile would take it from under a run. */
export async function buildShipped(): Promise<void> {
  await buildProgram();
  await rm(program, { recursive: true, force: true });
  for (const part of ['bin', 'dist/osm-doctor']) {
    await cp(`${root}${part}`, `${program}/${part}`, { recursive: true });
  }
}

/** Milliseconds from the start of the process to its exit. */
export async function runShipped(kubeconfig: string): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, [launcher, 'check', '--kubeconfig', kubeconfig], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  mustBeJudged(code);
  return performance.now() - started;
}

/** What the probe tells of one run; times are milliseconds since the process started. */
export interface Probed {
  readonly bootMs: number;
  readonly firstRequestMs: number;
  readonly lastAnswerMs: number;
  readonly exitMs: number;
  readonly requests: number;
  readonly peakBytes: number;
  readonly longestBlockMs: number;
}

/** The same run with the probe in it, which costs a few milliseconds, and the time that its parent saw. */
export async function probeShipped(kubeconfig: string): Promise<Probed & { readonly seenMs: number }> {
  const started = performance.now();
  const words = ['--import', probe, launcher, 'check', '--kubeconfig', kubeconfig];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
  const exited = once(child, 'exit');
  const [probed, [code]] = await Promise.all([json(child.stdio[3] as Readable), exited]);
  mustBeJudged(code);
  return { ...(probed as Probed), seenMs: performance.now() - started };
}

/** 0 and 1 are verdicts; anything else means that the run says nothing about speed. */
function mustBeJudged(code: unknown): void {
  if (code !== 0 && code !== 1) throw new Error(`osm-doctor check ended with ${String(code)}`);
}
