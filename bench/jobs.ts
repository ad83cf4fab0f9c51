import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildFunctions } from '../scripts/build.ts';
import { loadCluster } from '../sim/kubernetes/load-cluster.ts';
import type { CheckJob } from '../src/model/job.ts';
import { type RunningApp, startApp, until } from '../test/app/start-app.ts';
import { bytes, median, printTable } from './figures.ts';

const jobs = 1_000;
const clusterCount = 20;
const channelCount = jobs / clusterCount;

const channels = Array.from({ length: channelCount }, (_, index) => ({
  id: `C0BENCH${String(index).padStart(3, '0')}`,
  name: `bench-${index}`,
}));

/** Every pair of a channel and a cluster once: none joins another. */
function checkJob(index: number): CheckJob {
  const channel = channels[index % channelCount]?.id ?? '';
  return {
    version: 1,
    id: `bench-${index}`,
    askedAt: new Date().toISOString(),
    by: { is: 'person', user: 'U0BENCH000', team: 'T0BENCH000', channel },
    do: 'check',
    cluster: `cluster-${Math.floor(index / channelCount)}`,
    answerTo: { channel },
  };
}

/** Resident memory of a process, in bytes. */
function memoryOf(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(line) * 1_024;
}

async function run(atOnce: number): Promise<string[]> {
  const cluster = loadCluster(fileURLToPath(new URL('../test/clusters/badly-broken.yaml', import.meta.url)));
  const app = await startApp({
    clusters: Array.from({ length: clusterCount }, (_, index) => ({ name: `cluster-${index}`, cluster })),
    slack: { channels, rateLimited: false },
    host: { batchSize: atOnce, lockSeconds: 60 },
  });
  const samples: number[] = [];
  const sampling = setInterval(() => samples.push(memoryOf(app.host().pid)), 250);
  try {
    await app.send(Array.from({ length: jobs }, (_, index) => checkJob(index)));
    const started = performance.now();
    await until(async () => (await app.waiting()) === 0, 'all jobs to be done', 900);
    const seconds = (performance.now() - started) / 1_000;
    return [
      String(atOnce),
      `${(jobs / seconds).toFixed(1)} a second`,
      ...memoryRow(samples),
      String(answered(app)),
    ];
  } finally {
    clearInterval(sampling);
    await app.close();
  }
}

/** Flat memory shows as a last quarter that is no higher than the second. */
function memoryRow(samples: readonly number[]): string[] {
  const quarter = Math.floor(samples.length / 4);
  const [second, last] = [samples.slice(quarter, 2 * quarter), samples.slice(-quarter)];
  return [bytes(median(second)), bytes(median(last)), bytes(Math.max(...samples))];
}

function answered(app: RunningApp): number {
  return channels.reduce((sum, { id }) => sum + app.slack.messages(id).length, 0);
}

/** A thousand checks through the queue on one host: throughput and memory for one, two and four at once. */
export async function jobsPart(): Promise<void> {
  await buildFunctions();
  const rows: string[][] = [];
  for (const atOnce of [1, 2, 4]) rows.push(await run(atOnce));
  printTable(
    `${jobs} checks over ${clusterCount} simulated clusters on one host (memory of the host: aim flat)`,
    ['at once', 'throughput', 'memory, second quarter', 'last quarter', 'most', 'answers'],
    rows,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await jobsPart();
