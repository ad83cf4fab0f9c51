import { expect, test } from '@jest/globals';
import { daysToRetirement } from '../../src/osm/retirement.ts';

test.each([
  ['2026-11-22T12:00:00Z', 312],
  ['2027-09-29T00:00:00Z', 1],
  ['2027-09-29T23:59:59Z', 1],
  ['2027-09-30T00:00:00Z', 0],
  ['2027-09-30T23:59:59Z', 0],
  ['2027-10-01T00:00:00Z', -1],
])('at %s there are %d days to go', (now, days) => {
  expect(daysToRetirement(new Date(now))).toBe(days);
});
