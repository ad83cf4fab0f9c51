import { expect, test } from '@jest/globals';
import { fewOf } from '../../../src/checks/lifecycle/moving.ts';

test.each<[readonly string[], string]>([
  [['a'], 'a'],
  [['a', 'b', 'c'], 'a, b, c'],
  [['a', 'b', 'c', 'd'], 'a, b, c and 1 more'],
])('of %j three at most are named', (words, says) => {
  expect(fewOf(words, 3)).toBe(says);
});
