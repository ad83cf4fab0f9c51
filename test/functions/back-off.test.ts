import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backOff } from '../../sim/functions/back-off.ts';

describe('waiting for messages', () => {
  test('goes 100, 200, 300, 500, 900 ms and so on to the limit, when the dice show the middle', () => {
    const wait = backOff(2_000, () => 0.5);

    const waits = Array.from({ length: 8 }, () => wait(false));

    expect(waits.map(Math.round)).toEqual([100, 200, 300, 500, 900, 1_700, 2_000, 2_000]);
  });

  test('begins anew when a message came', () => {
    const wait = backOff(2_000, () => 0.5);
    for (let idle = 0; idle < 20; idle += 1) wait(false);

    expect([wait(true), wait(false), wait(false)].map(Math.round)).toEqual([100, 200, 300]);
  });

  test('is never shorter than 100 ms nor longer than the limit, grows while idle, and reaches the limit', () => {
    const dice = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 60_000 }), dice, (limit, thrown) => {
        const wait = backOff(limit, () => thrown.pop() ?? 0);

        const waits = Array.from({ length: 30 }, () => wait(false));

        expect(Math.min(...waits)).toBeGreaterThanOrEqual(100);
        expect(waits).toEqual([...waits].sort((a, b) => a - b));
        expect(waits.at(-1)).toBe(limit);
      }),
    );
  });
});
