import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { median, ms, printTable, timed } from './figures.ts';
import { type Probed, probeShipped } from './shipped.ts';
import type { Simulator } from './simulator.ts';

const rounds = 9;

type Seen = Probed & { readonly seenMs: number };

function phasesOf(runs: readonly Seen[]): readonly (readonly [string, number])[] {
  const phase = (of: (run: Seen) => number): number => median(runs.map(of));
  return [
    ['Node starts', phase((run) => run.bootMs)],
    ['modules load, options, kubeconfig, sign-in', phase((run) => run.firstRequestMs - run.bootMs)],
    ['requests: first asked to last answered', phase((run) => run.lastAnswerMs - run.firstRequestMs)],
    ['judging and printing', phase((run) => run.exitMs - run.lastAnswerMs)],
    ['fork, exec and the end of the process', phase((run) => run.seenMs - run.exitMs)],
  ];
}

/** Prints where the time of one shipped run goes, in its order. */
export async function printPhases({ target }: Simulator): Promise<void> {
  const runs: Seen[] = [];
  const empty: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    runs.push(await probeShipped(target.kubeconfig));
    empty.push(await timed(() => once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit')));
  }
  const rows = phasesOf(runs);
  printTable(
    `ARTICLE: where the time of osm-doctor check goes, median of ${rounds} (with the probe, a few ms more)`,
    ['', 'median'],
    [
      ...rows.map(([name, time]) => [name, ms(time)]),
      ['an empty Node (node -e 0), for comparison', ms(median(empty))],
    ],
  );
  const [name, time] = [...rows].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  console.log(`What bounds it: ${name} (${ms(time)} of ${ms(median(runs.map(({ seenMs }) => seenMs)))}).`);
}
