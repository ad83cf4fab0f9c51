import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diff } from '../../src/remedies/diff.ts';
import { keysOf, pathOf } from '../../src/remedies/field-path.ts';
import { type JsonObject, sameJson } from '../../src/remedies/json.ts';
import { mergePatch, patchFor, undoPatch } from '../../src/remedies/merge-patch.ts';
import { anyObject, anyPatch, hostileKeys } from './values.ts';

/** RFC 7386, appendix A, where the patch is an object: the API server takes no other. */
const rfc: readonly [unknown, JsonObject, unknown][] = [
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
];

describe('mergePatch', () => {
  test.each(rfc)('%j with %j is %j', (target, patch, result) => {
    expect(mergePatch(target, patch)).toEqual(result);
  });
});

describe('undoPatch', () => {
  test.each([
    ['sets back a value', { a: 1, b: 2 }, { a: 3 }, { a: 1 }],
    ['takes away what was absent', { a: 1 }, { b: 2 }, { b: null }],
    ['takes away a section that was absent', {}, { a: { b: { c: 1 } } }, { a: null }],
    ['brings back a section', { a: { b: 1 } }, { a: null }, { a: { b: 1 } }],
    ['gives lists whole', { a: [1, 2] }, { a: [3] }, { a: [1, 2] }],
    ['says nothing of what stayed absent', {}, { a: null }, {}],
    ['says nothing of an empty section', { a: { b: 1 } }, { a: {} }, {}],
    ['brings back an empty section', { a: {} }, { a: null }, { a: {} }],
    ['cannot bring back a null', { a: null }, { a: 1 }, undefined],
  ])('%s', (_, object, patch, undo) => {
    expect(undoPatch(object, patch)).toEqual(undo);
  });

  test('restores any object after any patch', () => {
    fc.assert(
      fc.property(anyObject, anyPatch, (object, patch) => {
        const undo = undoPatch(object, patch);

        expect(undo).toBeDefined();
        expect(sameJson(mergePatch(mergePatch(object, patch), undo ?? {}), object)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('diff', () => {
  test.each([
    ['a value', { a: { b: 1 } }, { a: { b: 2 } }, [{ path: 'a.b', before: 1, after: 2 }]],
    ['a list, whole', { a: [1, 2] }, { a: [1] }, [{ path: 'a', before: [1, 2], after: [1] }]],
    ['a new section, by its keys', {}, { a: { b: 1 } }, [{ path: 'a.b', after: 1 }]],
    ['a section that went', { a: { b: 1 } }, {}, [{ path: 'a.b', before: 1 }]],
    ['an empty section', {}, { a: {} }, [{ path: 'a', after: {} }]],
    ['another type', { a: { b: 1 } }, { a: 1 }, [{ path: 'a', before: { b: 1 }, after: 1 }]],
    ['keys with dots', {}, { a: { 'x.y/z': 1 } }, [{ path: 'a["x.y/z"]', after: 1 }]],
    ['nothing, however the keys are ordered', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  ])('names %s', (_, before, after, changes) => {
    expect(diff(before, after)).toEqual(changes);
  });

  test('is empty only for equal objects', () => {
    fc.assert(
      fc.property(anyObject, anyObject, (one, other) => {
        expect(diff(one, other).length === 0).toBe(sameJson(one, other));
      }),
    );
  });
});

describe('patchFor', () => {
  test.each([
    ['spec.traffic.enableEgress', { spec: { traffic: { enableEgress: false } } }],
    ['limits["nvidia.com/gpu"]', { limits: { 'nvidia.com/gpu': false } }],
    ['["a"]["b"].c', { a: { b: { c: false } } }],
    ['a..b', { a: { '': { b: false } } }],
    ['a["\\q"]', { 'a["\\q"]': false }],
  ])('%s', (path, patch) => {
    expect(patchFor(path, false)).toEqual(patch);
  });

  test('reads every path that is written', () => {
    const key = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostileKeys));
    fc.assert(
      fc.property(fc.array(key, { minLength: 1 }), (keys) => {
        expect(keysOf(pathOf(keys))).toEqual(keys);
      }),
    );
  });
});

describe('hostile keys', () => {
  test('change no prototype and survive', () => {
    const patch: JsonObject = JSON.parse(
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    );
    const merged = mergePatch({}, patch);

    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(JSON.stringify(merged)).toBe(JSON.stringify(patch));
    expect('polluted' in {}).toBe(false);
    expect(JSON.stringify(patchFor('__proto__.polluted', true))).toBe('{"__proto__":{"polluted":true}}');
    expect(diff({}, merged).map(({ path }) => path)).toEqual([
      '__proto__.polluted',
      'constructor.prototype.polluted',
    ]);
    expect(undoPatch({}, { toString: 1, constructor: 1 })).toEqual({ toString: null, constructor: null });
  });
});
