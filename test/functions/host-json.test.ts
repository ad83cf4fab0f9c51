import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { readHostJson, timeSpan } from '../../sim/functions/host-json.ts';

describe('a time of host.json', () => {
  test.each([
    ['00:00:02', 2_000],
    ['00:10:00', 600_000],
    ['00:00:00.250', 250],
    ['1.00:00:01', 86_401_000],
  ])('%s', (written, expected) => {
    expect(timeSpan(written)).toBe(expected);
  });

  // .NET reads 2 as two days, which would let an app sleep that long.
  test.each(['2', '2000', '00:02', '', '2s'])('%p is refused', (written) => {
    expect(() => timeSpan(written)).toThrow(/is not a time such as/);
  });
});

test("the app's host.json: an idle app looks every two seconds, and works on four messages at most", () => {
  expect(readHostJson(fileURLToPath(new URL('../..', import.meta.url)))).toEqual({
    routePrefix: 'api',
    functionTimeoutMs: 600_000,
    queues: {
      batchSize: 4,
      newBatchThreshold: 0,
      maxDequeueCount: 5,
      maxPollingMs: 2_000,
      visibilitySeconds: 30,
    },
  });
});
