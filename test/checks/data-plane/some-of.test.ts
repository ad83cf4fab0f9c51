import { expect, test } from '@jest/globals';
import { someOf } from '../../../src/checks/data-plane/some-of.ts';

test.each([
  [['a'], 'a'],
  [['a', 'b', 'c'], 'a, b, c'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
])('of many the first three are told: %s', (words, told) => {
  expect(someOf(words, 3)).toBe(told);
});
