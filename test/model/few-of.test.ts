import { expect, test } from '@jest/globals';
import { fewOf } from '../../src/model/few-of.ts';

test.each<[readonly string[], number, string]>([
  [[], 3, ''],
  [['a'], 3, 'a'],
  [['a', 'b', 'c'], 3, 'a, b, c'],
  [['a', 'b', 'c', 'd'], 3, 'a, b, c and 1 more'],
  [['a', 'b', 'c'], 1, 'a and 2 more'],
])('of %j at most %i are named', (words, few, told) => {
  expect(fewOf(words, few)).toBe(told);
});

test('three, unless told otherwise', () => {
  expect(fewOf(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
});
