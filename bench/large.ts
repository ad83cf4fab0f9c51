import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { ClusterSize } from '../sim/kubernetes/large/large-cluster.ts';
import { bytes, median, ms, printTable, timed } from './figures.ts';
import type { CheckCost } from './measure-check.ts';
import { type Probed, probeShipped, runShipped } from './shipped.ts';
import { type Simulator, withSimulator } from './simulator.ts';

const rounds = 5;
const sizes: readonly ClusterSize[] = [
  { pods: 100, namespaces: 5 },
  { pods: 1_000, namespaces: 42 },
  { pods: 5_000, namespaces: 210 },
];

const measureCheck = fileURLToPath(new URL('../dist/bench/measure-check.js', import.meta.url));

/** Bundled as the program is: stripping types would cost memory that the program does not use. */
async function bundleMeasure(): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL('./measure-check.ts', import.meta.url))],
    outfile: measureCheck,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    logLevel: 'warning',
  });
}

async function measureOnce({ target }: Simulator): Promise<CheckCost> {
  const child = fork(measureCheck, [JSON.stringify(target)]);
  const [[cost]] = await Promise.all([once(child, 'message'), once(child, 'exit')]);
  return cost as CheckCost;
}

interface Measured {
  readonly size: ClusterSize;
  readonly inside: readonly CheckCost[];
  readonly shipped: readonly Probed[];
  readonly shippedMs: readonly number[];
}

async function measure(size: ClusterSize): Promise<Measured> {
  return withSimulator(size, async (simulator) => {
    const inside: CheckCost[] = [];
    const shipped: Probed[] = [];
    const shippedMs: number[] = [];
    // The first answers are the slowest: the server renders each object once and keeps it.
    await measureOnce(simulator);
    await runShipped(simulator.target.kubeconfig);
    for (let round = 0; round < rounds; round += 1) {
      inside.push(await measureOnce(simulator));
      shipped.push(await probeShipped(simulator.target.kubeconfig));
      shippedMs.push(await timed(() => runShipped(simulator.target.kubeconfig)));
    }
    return { size, inside, shipped, shippedMs };
  });
}

function insideRow({ size, inside }: Measured): string[] {
  const of = (field: keyof CheckCost): number => median(inside.map((cost) => cost[field]));
  return [
    `${size.pods} pods in ${size.namespaces} namespaces`,
    ms(of('ms')),
    ms(of('judgeMs')),
    bytes(of('peakBytes')),
    bytes(of('peakBytes') - of('idleBytes')),
    ms(of('longestBlockMs')),
    String(of('requests')),
    bytes(of('bytes')),
  ];
}

function shippedRow({ size, shipped, shippedMs }: Measured): string[] {
  const of = (field: keyof Probed): number => median(shipped.map((probed) => probed[field]));
  return [
    `${size.pods} pods in ${size.namespaces} namespaces`,
    ms(median(shippedMs)),
    ms(Math.min(...shippedMs)),
    bytes(of('peakBytes')),
    bytes(Math.max(...shipped.map((probed) => probed.peakBytes))),
    ms(of('longestBlockMs')),
    String(of('requests')),
  ];
}

/** Time, memory and the longest block of the event loop as the number of pods grows. */
export async function largePart(): Promise<void> {
  await bundleMeasure();
  const all: Measured[] = [];
  for (const size of sizes) all.push(await measure(size));
  const none = ['target', '', '', '', 'under 200 MB', '', ''];
  printTable(
    `LARGE: read, judge and print in a process that does nothing else, median of ${rounds}`,
    ['', 'time', 'of it judging', 'peak', 'over idle', 'longest block', 'requests', 'JSON'],
    all.map(insideRow),
  );
  printTable(
    `LARGE: osm-doctor check, process start to exit, ${rounds} runs`,
    ['', 'median', 'least', 'peak', 'greatest peak', 'longest block', 'requests'],
    [...all.map(shippedRow), none],
  );
  printGrowth(all);
}

function printGrowth(all: readonly Measured[]): void {
  const [few, many] = [all[0], all.at(-1)];
  if (few === undefined || many === undefined) return;
  const time = ({ inside }: Measured): number => median(inside.map((cost) => cost.ms));
  const memory = ({ inside }: Measured): number =>
    median(inside.map(({ peakBytes, idleBytes }) => peakBytes - idleBytes));
  const grown = (of: (measured: Measured) => number): string => (of(many) / of(few)).toFixed(1);
  console.log(
    `Growth from ${few.size.pods} to ${many.size.pods} pods (${(many.size.pods / few.size.pods).toFixed(0)} times as many; linear or less is the target): time × ${grown(time)}, memory over idle × ${grown(memory)}.`,
  );
  const perPod = (time(many) - time(few)) / (many.size.pods - few.size.pods);
  console.log(
    `What bounds it: the pages of the pod list come one after another, ${ms(perPod * 500)} for each 500 pods; the longest block is judging.`,
  );
}
