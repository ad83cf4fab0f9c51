import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { connect, type Target } from './connect.ts';
import { judge, print } from './judge.ts';

/** What reading, judging and printing cost in a process that does nothing else. */
export interface CheckCost {
  readonly ms: number;
  readonly gatherMs: number;
  readonly judgeMs: number;
  readonly peakBytes: number;
  /** Resident before anything was read: Node and the program itself. */
  readonly idleBytes: number;
  readonly longestBlockMs: number;
  readonly requests: number;
  readonly bytes: number;
}

// As the program does: what is measured is what is shipped.
setFlagsFromString('--semi-space-growth-factor=1');

/** Forked with a Target as JSON: sends one CheckCost. */
async function measureOnce(target: Target): Promise<CheckCost> {
  const connection = connect(target);
  await wait(200);
  const idleBytes = process.memoryUsage.rss();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const traffic = { requests: 0, bytes: 0 };
  const started = performance.now();
  const report = await judge(connection, ({ bytes }) => {
    traffic.requests += 1;
    traffic.bytes += bytes;
  });
  print(report);
  const ms = performance.now() - started;
  // The block that judging is shows only once the loop has turned again.
  await wait(5);
  connection.close();
  const peakBytes = process.resourceUsage().maxRSS * 1_024;
  const times = { ms, gatherMs: report.durationMs, judgeMs: ms - report.durationMs };
  return { ...times, ...traffic, idleBytes, peakBytes, longestBlockMs: delay.max / 1e6 };
}

process.send?.(await measureOnce(JSON.parse(process.argv[2] ?? '') as Target));
process.disconnect?.();
