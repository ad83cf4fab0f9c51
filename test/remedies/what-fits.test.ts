import { describe, expect, test } from '@jest/globals';
import { counted, plain, typeName, whatFits } from '../../src/remedies/what-fits.ts';
import { schemaOf } from './schemas.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const excluded = { exclusiveMinimum: true, exclusiveMaximum: true };

describe('what fits', () => {
  test.each<[object, string]>([
    [{ 'x-kubernetes-preserve-unknown-fields': true }, 'any value'],
    [{ type: 'object' }, 'an object'],
    [{ type: 'array', items: text }, 'a list, each item text'],
    [{ type: 'array', items: { $ref: '#/x' } }, 'a list'],
    [text, 'text'],
    [whole, 'a whole number'],
    [{ type: 'number' }, 'a number'],
    [{ type: 'boolean' }, 'true or false'],
    [{ 'x-kubernetes-int-or-string': true }, 'a whole number or text'],
    [{ ...text, enum: ['', 'a'] }, 'one of "", a'],
    [{ ...text, enum: ['error', false] }, 'one of error'],
    [{ type: 'boolean', enum: [true, 'yes'] }, 'one of true'],
    [{ ...whole, enum: [1, 2] }, 'one of 1, 2'],
    [{ ...whole, minimum: 1, maximum: 9 }, 'a whole number from 1 to 9'],
    [{ ...whole, minimum: 1 }, 'a whole number of at least 1'],
    [{ ...whole, maximum: 9 }, 'a whole number of at most 9'],
    [{ ...whole, minimum: 1, maximum: 9, ...excluded }, 'a whole number above 1 and below 9'],
    [{ ...whole, minimum: 1, exclusiveMinimum: true, maximum: 9 }, 'a whole number above 1 and of at most 9'],
    [
      { ...whole, minimum: 1, maximum: 9, exclusiveMaximum: true },
      'a whole number of at least 1 and below 9',
    ],
    [{ ...text, minLength: 1 }, 'text of at least 1 character'],
    [{ ...text, maxLength: 9 }, 'text of at most 9 characters'],
    [{ ...text, minLength: 1, maxLength: 9 }, 'text of 1 to 9 characters'],
    [{ ...text, pattern: '^a+$', minLength: 2 }, 'text that matches ^a+$ of at least 2 characters'],
    [
      { type: 'array', items: whole, minItems: 1, maxItems: 2 },
      'a list of 1 to 2 items, each item a whole number',
    ],
  ])('%j', (raw, says) => {
    expect(whatFits(schemaOf(raw))).toBe(says);
  });
});

describe('what fits not', () => {
  test.each<[unknown, string]>([
    [null, 'null'],
    [[], 'a list'],
    [1, 'a whole number'],
    [1.5, 'a number'],
    [{}, 'an object'],
    ['a', 'text'],
    [false, 'true or false'],
  ])('%j is called %s', (value, name) => {
    expect(typeName(value)).toBe(name);
  });
});

test('counts as people do', () => {
  expect([0, 1, 2].map((count) => counted(count, 'item'))).toEqual(['0 items', '1 item', '2 items']);
});

test.each<[unknown, string]>([
  ['a b', 'a b'],
  ['', '""'],
  [7, '7'],
  [{ a: 1 }, '{"a":1}'],
])('%j is typed as %s', (value, typed) => {
  expect(plain(value)).toBe(typed);
});
