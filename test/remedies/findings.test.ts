import { describe, expect, test } from '@jest/globals';
import { findingsIn } from '../../src/remedies/findings.ts';
import { readSchema } from '../../src/remedies/read-schema.ts';

const text = { type: 'string' };
const free = { 'x-kubernetes-preserve-unknown-fields': true };
const unreadable = { $ref: '#/x' };
const formsWithin = (levels: number): object => (levels === 0 ? {} : { oneOf: [formsWithin(levels - 1)] });

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
    [
      'neither a list of whatever nor a text',
      { ...free, oneOf: [{ type: 'array' }, { type: 'string' }] },
      5,
      [' must fit exactly one of 2 forms, but fits 0'],
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
    [
      'one of two forms of a list, neither of which says its items',
      {
        type: 'array',
        items: text,
        oneOf: [
          { type: 'array', minItems: 1 },
          { type: 'array', maxItems: 0 },
        ],
      },
      ['a'],
      [],
    ],
    [
      'forms without end',
      { ...text, ...formsWithin(60) },
      'a',
      ['the object: the schema is nested too deeply'],
    ],
    ['a bound of what is no number', { ...free, minimum: 3 }, 'a', []],
    ['a bound of what is no number but looks like one', { ...free, maximum: 3 }, '7', []],
    ['too little', { type: 'integer', minimum: 3 }, 2, [' must be at least 3, not 2']],
    ['too few', { ...free, minItems: 1 }, [], [' must have at least 1 item, not 0']],
    ['too many', { ...free, maxItems: 1 }, ['a', 'b'], [' must have at most 1 item, not 2']],
    ['too long', { ...text, maxLength: 2 }, 'abc', [' must have at most 2 characters, not 3']],
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
