import { describe, expect, test } from '@jest/globals';
import { oncePer } from '../../src/model/once-per.ts';

describe('what is computed once for a list', () => {
  test('is computed once for each combination of lists, told apart by identity', () => {
    const seen: string[] = [];
    const joined = oncePer((a: readonly number[], b: readonly number[]) => {
      const text = [...a, ...b].join();
      seen.push(text);
      return text;
    });
    const [one, alike, two] = [[1], [1], [2]];

    expect([joined(one, two), joined(one, two), joined(alike, two), joined(two, one)]).toEqual([
      '1,2',
      '1,2',
      '1,2',
      '2,1',
    ]);
    expect(seen).toEqual(['1,2', '1,2', '2,1']);
  });

  test('is kept where it is undefined too', () => {
    let times = 0;
    const nothing = oncePer((_list: readonly number[]) => {
      times += 1;
      return undefined;
    });
    const list: number[] = [];

    expect([nothing(list), nothing(list)]).toEqual([undefined, undefined]);
    expect(times).toBe(1);
  });

  test('is not kept where it could not be computed', () => {
    const failing = oncePer((list: readonly number[]) => {
      if (list.length === 0) throw new Error('nothing');
      return list[0];
    });
    const list: number[] = [];

    expect(() => failing(list)).toThrow('nothing');
    expect(() => failing(list)).toThrow('nothing');
  });
});
