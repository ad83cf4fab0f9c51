import { describe, expect, test } from '@jest/globals';
import { exampleFor } from '../../src/remedies/example.ts';
import { readSchema } from '../../src/remedies/read-schema.ts';

function example(raw: object, given?: string): string | undefined {
  const schema = readSchema(raw);
  if (schema.is === 'opaque') throw new Error(schema.because);
  return exampleFor(schema, given);
}

const free = { 'x-kubernetes-preserve-unknown-fields': true };

describe('a text that a person may type', () => {
  test.each<[string, object, string | undefined]>([
    ['a text', { type: 'string' }, 'text'],
    ['a range of addresses', { type: 'string', pattern: '^[0-9.]+/[0-9]+$' }, '10.0.0.0/8'],
    ['a duration', { type: 'string', pattern: '^[0-9]+s$' }, '30s'],
    ['a host', { type: 'string', pattern: '^[a-z]+[.][a-z]+$' }, 'example.org'],
    ['a port', { type: 'integer', minimum: 1024, maximum: 65535 }, '8080'],
    ['a small number', { type: 'integer', minimum: 1, maximum: 3 }, '1'],
    ['nothing at all', { type: 'integer', maximum: 0, minimum: 0 }, '0'],
    ['a share', { type: 'number', minimum: 0.1, maximum: 0.9 }, '0.5'],
    ['below nothing', { type: 'integer', maximum: -1, minimum: -1 }, '-1'],
    [
      'nothing at all, between bounds that are themselves too far',
      { type: 'integer', minimum: -1, exclusiveMinimum: true, maximum: 1, exclusiveMaximum: true },
      '0',
    ],
    ['below a bound that is itself too much', { type: 'integer', maximum: 0, exclusiveMaximum: true }, '-1'],
    [
      'a sentence that nobody can guess',
      { type: 'string', pattern: '^[A-Za-z ]+$', minLength: 12 },
      undefined,
    ],
    ['yes or no', { type: 'boolean' }, 'true'],
    ['a bound that is none of the usual numbers', { type: 'integer', minimum: 77, maximum: 79 }, '77'],
    ['the default before all', { type: 'string', default: 'info', enum: ['error', 'info'] }, 'info'],
    ['the first that is allowed', { type: 'string', enum: ['error', 'info'] }, 'error'],
    ['nothing that is known', { type: 'string', pattern: '^zzz$' }, undefined],
    ['a list of texts', { type: 'array', items: { type: 'string' } }, 'text'],
    ['a list of numbers', { type: 'array', items: { type: 'integer', maximum: 3, minimum: 1 } }, '1'],
    ['a list of what is not known', { type: 'array', items: { $ref: '#/x' } }, '[]'],
    ['a list of what nobody can guess', { type: 'array', items: { type: 'string', pattern: '^zzz$' } }, '[]'],
    [
      'a list of items one of which a comma would cut',
      { type: 'array', items: { enum: ['a,b', 'c'], type: 'string' } },
      'c',
    ],
    ['a list of objects', { type: 'array', items: { type: 'object' } }, '[]'],
    [
      'an object',
      { type: 'object', properties: { a: { type: 'integer', minimum: 1, maximum: 3 } } },
      '{"a":1}',
    ],
    [
      'an object whose first key nobody can guess',
      {
        type: 'object',
        properties: { a: { type: 'string', pattern: '^zzz$' }, b: { $ref: '#/x' }, c: { type: 'boolean' } },
      },
      '{"c":true}',
    ],
    [
      'an object, of which a part is enough',
      { type: 'object', properties: { a: { type: 'boolean' }, b: { type: 'boolean' } }, required: ['b'] },
      '{"a":true}',
    ],
    ['an object that names no keys', { type: 'object', additionalProperties: true }, '{"key":"value"}'],
    ['an object without keys', { type: 'object' }, '{}'],
    [
      'an object none of whose keys anybody can guess',
      { type: 'object', properties: { a: { type: 'string', pattern: '^zzz$' } } },
      '{}',
    ],
    ['what has no type', free, 'text'],
  ])('for %s', (_name, raw, expected) => {
    expect(example(raw)).toBe(expected);
  });

  test.each<[string, object, string, string]>([
    ['that fits', { type: 'string' }, 'mine', 'mine'],
    ['that does not', { type: 'integer', minimum: 1, maximum: 3 }, '7', '1'],
    ['that is none of the type', { type: 'boolean' }, 'mine', 'true'],
    ['that is no object', { type: 'object' }, 'mine', '{}'],
  ])('is the one given: %s', (_name, raw, given, expected) => {
    expect(example(raw, given)).toBe(expected);
  });

  test('is shown also where something cannot be judged', () => {
    expect(example({ type: 'string', format: 'something' })).toBe('text');
  });
});
