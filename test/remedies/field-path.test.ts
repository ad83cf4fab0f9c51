import { describe, expect, test } from '@jest/globals';
import { keysOf, pathOf, type Step } from '../../src/remedies/field-path.ts';

describe('a path', () => {
  test.each<[string, readonly Step[]]>([
    ['spec.traffic.enableEgress', ['spec', 'traffic', 'enableEgress']],
    ['limits["nvidia.com/gpu"]', ['limits', 'nvidia.com/gpu']],
    ['limits.gpus["nvidia.com/gpu"]', ['limits', 'gpus', 'nvidia.com/gpu']],
    ['["a.b"]["c\\"d"].e', ['a.b', 'c"d', 'e']],
    ['["a b"]', ['a b']],
    ['a["\\\\"]', ['a', '\\']],
  ])('%s', (path, keys) => {
    expect(pathOf(keys)).toBe(path);
    expect(keysOf(path)).toEqual(keys);
  });

  test.each(['spec..a', 'spec.a]', 'a["b', 'a["\\x"]', ''])('%j is cut at its dots', (path) => {
    expect(keysOf(path)).toEqual(path.split('.'));
  });

  test('names the places of items', () => {
    expect(pathOf(['a', 0, 'b', 12])).toBe('a[0].b[12]');
  });
});
