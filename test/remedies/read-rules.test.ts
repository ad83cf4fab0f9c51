import { describe, expect, test } from '@jest/globals';
import { schemaOf } from './schemas.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const either = { 'x-kubernetes-int-or-string': true };

const doubtsOf = (raw: object) => schemaOf(raw).doubts;
const rulesOf = (raw: object) => schemaOf(raw).rules.map(({ asks }) => asks);

describe('what a schema asks', () => {
  test.each<[string, object]>([
    ['words for people', { ...text, title: 'A', description: 'a', example: 'a', externalDocs: { url: 'a' } }],
    ['what it is unless somebody says otherwise', { ...text, default: 'a' }],
    ['a map that is replaced whole', { type: 'object', 'x-kubernetes-map-type': 'atomic' }],
    ['a list that is replaced whole', { type: 'array', items: text, 'x-kubernetes-list-type': 'atomic' }],
    ['the two types of int-or-string', { ...either, anyOf: [whole, text] }],
    ['whether it may be null', { ...text, nullable: false }],
    ['whole numbers of 64 bits', { ...whole, format: 'int64' }],
    ['numbers of 64 bits', { type: 'number', format: 'double' }],
  ])('nothing: %s', (_name, raw) => {
    expect([rulesOf(raw), doubtsOf(raw)]).toStrictEqual([[], []]);
  });

  test('whole numbers of 32 bits: not below and not above', () => {
    expect(schemaOf({ ...whole, format: 'int32' }).rules).toEqual([
      { asks: 'minimum', limit: -2147483648, excluded: false },
      { asks: 'maximum', limit: 2147483647, excluded: false },
    ]);
  });

  test.each<[string, string, object]>([
    ['keys that are no texts', 'required', { type: 'object', required: ['a', 1] }],
    ['a pattern that is no text', 'pattern', { ...text, pattern: 5 }],
    [
      'a bound that is excluded as OpenAPI 3.1 writes it',
      'minimum',
      { ...whole, minimum: 1, exclusiveMinimum: 1 },
    ],
    ['other types of int-or-string', 'anyOf', { ...either, anyOf: [text] }],
    ['the two types of int-or-string, of a text', 'anyOf', { ...text, anyOf: [whole, text] }],
    [
      'a list by its keys',
      'x-kubernetes-list-type',
      { type: 'array', items: text, 'x-kubernetes-list-type': 'map' },
    ],
    ['another keyword that says atomic', 'x-new', { ...text, 'x-new': 'atomic' }],
    ['another keyword that says int32', 'x-new', { ...whole, 'x-new': 'int32' }],
    ['another keyword that says int64', 'x-new', { ...whole, 'x-new': 'int64' }],
    ['another format of whole numbers', 'format', { ...whole, format: 'uint8' }],
    ['another format of numbers', 'format', { type: 'number', format: 'float' }],
    ['a text of int32', 'format', { ...text, format: 'int32' }],
    ['a text of int64', 'format', { ...text, format: 'int64' }],
    ['a text of double', 'format', { ...text, format: 'double' }],
  ])('more than can be judged: %s', (_name, keyword, raw) => {
    expect([rulesOf(raw), doubtsOf(raw)]).toEqual([[], [keyword]]);
  });
});
