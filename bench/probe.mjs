// Loaded into the shipped command with --import; plain JavaScript, so that no type stripping counts as its memory.
import { subscribe } from 'node:diagnostics_channel';
import { writeSync } from 'node:fs';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';

const delay = monitorEventLoopDelay({ resolution: 1 });
const seen = { requests: 0, firstRequestMs: 0, lastAnswerMs: 0 };

subscribe('http.client.request.start', () => {
  // From the first request on: loading modules blocks the loop too, but nobody waits on it for anything else.
  if (seen.requests === 0) {
    delay.enable();
    seen.firstRequestMs = performance.now();
  }
  seen.requests += 1;
});
subscribe('http.client.response.finish', ({ response }) => {
  response.once('end', () => {
    seen.lastAnswerMs = performance.now();
  });
});

process.on('exit', () => {
  const told = {
    ...seen,
    bootMs: performance.nodeTiming.bootstrapComplete,
    exitMs: performance.now(),
    peakBytes: process.resourceUsage().maxRSS * 1_024,
    longestBlockMs: delay.max / 1e6,
  };
  writeSync(3, JSON.stringify(told));
});
