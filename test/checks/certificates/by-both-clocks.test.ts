import { describe, expect, test } from '@jest/globals';
import { byBothClocks } from '../../../src/checks/certificates/by-both-clocks.ts';
import type { Verdict } from '../../../src/model/check.ts';

const now = new Date('2026-11-22T12:00:00Z');
const on = { kind: 'Cluster', name: 'prod' };

/** Finds something from noon on. */
const afterNoon = (at: Date): Verdict =>
  at > now ? [{ what: 'late', on, says: `It is ${at.toISOString()}.` }] : [];

describe('byBothClocks', () => {
  test.each([
    [95, '95 s'],
    [130, '2 minutes'],
    [7_200, '2 hours'],
    [3 * 86_400, '3 days'],
    [694_267_200, '22 years'],
  ])('says by how much the clocks differ: %d s', (skewSeconds, words) => {
    expect(byBothClocks({ skewSeconds }, now, afterNoon)).toEqual({
      unknown: `Our clock and the API server's differ by ${words}, and the answer depends on which is right (OSM0004).`,
    });
  });

  test('tolerates what the way explains', () => {
    expect(byBothClocks({ skewSeconds: 60 }, now, afterNoon)).toEqual([]);
    expect(byBothClocks({ skewSeconds: 61 }, now, afterNoon)).toHaveProperty('unknown');
  });

  test('gives the verdict by our clock where both come to the same, though in other words', () => {
    const always = (at: Date): Verdict => [{ what: 'late', on, says: `It is ${at.toISOString()}.` }];

    expect(byBothClocks({ skewSeconds: 95 }, now, always)).toEqual(always(now));
  });

  test('differs where the same problem is graver by one clock', () => {
    const graver = (at: Date): Verdict => [
      { what: 'late', on, says: 'x', severity: at > now ? 'critical' : 'info' },
    ];

    expect(byBothClocks({ skewSeconds: 95 }, now, graver)).toHaveProperty('unknown');
  });

  test('leaves other verdicts as they are', () => {
    const verdict = { notApplicable: 'Not here.' };

    expect(byBothClocks({ skewSeconds: 95 }, now, () => verdict)).toBe(verdict);
  });
});
