import { describe, expect, test } from '@jest/globals';
import { diff } from '../../src/remedies/diff.ts';

describe('what differs', () => {
  test.each<[string, unknown, unknown, object[]]>([
    ['nothing', { a: 1 }, { a: 1 }, []],
    ['another value', { a: 1 }, { a: 2 }, [{ path: 'a', before: 1, after: 2 }]],
    ['a value that came', {}, { a: 2 }, [{ path: 'a', after: 2 }]],
    ['a value that went', { a: 1 }, {}, [{ path: 'a', before: 1 }]],
    ['a section that came', {}, { a: { b: 1 } }, [{ path: 'a.b', after: 1 }]],
    ['a section that went', { a: { b: 1 } }, {}, [{ path: 'a.b', before: 1 }]],
    ['an empty section that came', {}, { a: {} }, [{ path: 'a', after: {} }]],
    ['a list, whole', { a: [1] }, { a: [1, 2] }, [{ path: 'a', before: [1], after: [1, 2] }]],
    ['a section for a value', { a: 1 }, { a: { b: 1 } }, [{ path: 'a', before: 1, after: { b: 1 } }]],
  ])('%s', (_name, before, after, expected) => {
    const found = diff(before, after);

    expect(found).toEqual(expected);
    expect(found.map((change) => Object.keys(change))).toEqual(expected.map((change) => Object.keys(change)));
  });
});
