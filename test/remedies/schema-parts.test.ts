import { describe, expect, test } from '@jest/globals';
import { diff } from '../../src/remedies/diff.ts';
import { droppedPaths } from '../../src/remedies/dropped-paths.ts';
import { keysOf, pathOf, type Step } from '../../src/remedies/field-path.ts';
import { fillDefaults } from '../../src/remedies/fill-defaults.ts';
import { findingsIn } from '../../src/remedies/findings.ts';
import type { JsonObject } from '../../src/remedies/json.ts';
import { readSchema } from '../../src/remedies/read-schema.ts';
import type { ReadableSchema } from '../../src/remedies/schema.ts';

function schemaOf(raw: object): ReadableSchema {
  const schema = readSchema(raw);
  if (schema.is === 'opaque') throw new Error(schema.because);
  return schema;
}

const objectOf = (properties: object) => schemaOf({ type: 'object', properties });
const text = { type: 'string' };
const free = { 'x-kubernetes-preserve-unknown-fields': true };
const unreadable = { $ref: '#/x' };

describe('defaults are filled in', () => {
  test.each<[string, object, JsonObject, JsonObject]>([
    ['where a key is absent', { a: { ...text, default: 'x' } }, {}, { a: 'x' }],
    ['not where one is there', { a: { ...text, default: 'x' } }, { a: 'y' }, { a: 'y' }],
    ['for a null that is not allowed', { a: { ...text, default: 'x' } }, { a: null }, { a: 'x' }],
    ['not for a null that is', { a: { ...text, nullable: true, default: 'x' } }, { a: null }, { a: null }],
    ['and a null without one goes', { a: text }, { a: null }, {}],
    ['an absent section stays absent', { a: { type: 'object', properties: {} } }, {}, {}],
    [
      'inside a section',
      { a: { type: 'object', properties: { b: { ...text, default: 'x' } } } },
      { a: {} },
      { a: { b: 'x' } },
    ],
    [
      'inside the items of a list',
      {
        a: {
          type: 'array',
          items: { type: 'object', properties: { b: { ...text, default: 'x' } } },
        },
      },
      { a: [{}, { b: 'y' }] },
      { a: [{ b: 'x' }, { b: 'y' }] },
    ],
    [
      'not in items of which nothing is known',
      { a: { type: 'array', items: unreadable } },
      { a: [{}] },
      { a: [{}] },
    ],
    ['nothing of what cannot be read', { a: unreadable }, { a: { b: null } }, { a: { b: null } }],
    ['what cannot be read and is absent stays so', { a: unreadable }, {}, {}],
    [
      'a list in what has no type',
      { a: { 'x-kubernetes-preserve-unknown-fields': true } },
      { a: [{ b: 1 }] },
      { a: [{ b: 1 }] },
    ],
  ])('%s', (_name, properties, object, expected) => {
    expect(fillDefaults(object, objectOf(properties))).toEqual(expected);
  });

  test('by what holds for every key', () => {
    const schema = schemaOf({
      type: 'object',
      additionalProperties: { type: 'object', properties: { b: { ...text, default: 'x' } } },
    });

    expect(fillDefaults({ any: {} }, schema)).toEqual({ any: { b: 'x' } });
  });
});

describe('findings', () => {
  const said = (raw: object, value: unknown) =>
    findingsIn(value, readSchema(raw)).map((found) =>
      found.is === 'doubt' ? found.because : `${found.path} ${found.says}`,
    );

  test.each<[string, object, unknown, string[]]>([
    ['a null where it is allowed', { ...text, nullable: true }, null, []],
    ['a text where null is allowed', { ...text, nullable: true }, 'a', []],
    ['a number where null is allowed', { ...text, nullable: true }, 1, [' must be text, not a whole number']],
    ['a null where it is not', text, null, [' must be text, not null']],
    ['a list for an object', { type: 'object' }, [], [' must be an object, not a list']],
    ['nothing readable, at the top', unreadable, 1, ['the object: the schema uses $ref']],
    [
      'nothing readable, further in',
      { type: 'object', properties: { a: unreadable } },
      { a: 1 },
      ['a: the schema uses $ref'],
    ],
    [
      'a number too large',
      { type: 'integer' },
      2 ** 53,
      ['the object: the number is too large to be judged'],
    ],
    ['a text of digits', text, '9007199254740993', []],
    ['keys that are required', { type: 'object', required: ['a', 'b'] }, { b: 1 }, ['a is required']],
    [
      'keys that are required of what is no object',
      { 'x-kubernetes-preserve-unknown-fields': true, required: ['a'] },
      'x',
      [],
    ],
    ['keys that nobody names', { type: 'object', properties: {} }, { a: 1 }, []],
    [
      'one of two forms, and both fit',
      { type: 'object', oneOf: [{ required: ['a'] }, { required: ['b'] }] },
      { a: 1, b: 1 },
      [' must fit exactly one of 2 forms, but fits 2'],
    ],
    ['one of two forms', { type: 'object', oneOf: [{ required: ['a'] }, { required: ['b'] }] }, { a: 1 }, []],
    ['a bound of what is no number', { ...free, minimum: 3 }, 'a', []],
    ['a bound of what is no number but looks like one', { ...free, maximum: 3 }, '7', []],
    ['too little', { type: 'integer', minimum: 3 }, 2, [' must be at least 3, not 2']],
    ['too much', { type: 'integer', maximum: 3 }, 4, [' must be at most 3, not 4']],
    [
      'as little as is too little',
      { type: 'integer', minimum: 3, exclusiveMinimum: true },
      3,
      [' must be more than 3, not 3'],
    ],
    [
      'as much as is too much',
      { type: 'integer', maximum: 3, exclusiveMaximum: true },
      3,
      [' must be less than 3, not 3'],
    ],
    ['as little as may be', { type: 'integer', minimum: 3 }, 3, []],
    ['a pattern of what is no text', { ...free, pattern: '^a$' }, 7, []],
    ['a length of what is no text', { ...free, minLength: 3 }, 7, []],
    ['a length of what is no list', { ...free, minItems: 3 }, 'ab', []],
    ['a length of what is a list', { ...free, minLength: 3 }, ['a'], []],
    [
      'a long text in full',
      { ...text, enum: ['a'] },
      'x'.repeat(78),
      [` must be one of "a", not "${'x'.repeat(78)}"`],
    ],
    [
      'a longer text cut',
      { ...text, enum: ['a'] },
      'x'.repeat(79),
      [` must be one of "a", not "${'x'.repeat(78)}…`],
    ],
  ])('%s', (_name, raw, value, expected) => {
    expect(said(raw, value)).toEqual(expected);
  });
});

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

describe('what would be dropped', () => {
  test('is nothing of what every object has', () => {
    const object = { apiVersion: 'x/v1', kind: 'X', metadata: { name: 'x' }, spec: { a: 1, b: 1 } };

    expect(droppedPaths(object, objectOf({ spec: { type: 'object', properties: { a: text } } }))).toEqual([
      'spec.b',
    ]);
  });

  test('is told of items of a list, too', () => {
    const list = { type: 'array', items: { type: 'object', properties: { a: text } } };

    expect(droppedPaths({ spec: [{ a: 1 }, { b: 1 }] }, objectOf({ spec: list }))).toEqual(['spec[1].b']);
  });
});

describe('a path', () => {
  test.each<[string, readonly Step[]]>([
    ['spec.traffic.enableEgress', ['spec', 'traffic', 'enableEgress']],
    ['limits["nvidia.com/gpu"]', ['limits', 'nvidia.com/gpu']],
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
