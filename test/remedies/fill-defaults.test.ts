import { describe, expect, test } from '@jest/globals';
import { fillDefaults } from '../../src/remedies/fill-defaults.ts';
import type { JsonObject } from '../../src/remedies/json.ts';
import { schemaOf } from './schemas.ts';

const objectOf = (properties: object) => schemaOf({ type: 'object', properties });
const text = { type: 'string' };
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
    ['a null of what cannot be read', { a: unreadable }, { a: null }, { a: null }],
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

  test('not for a null where anything may stand', () => {
    const schema = schemaOf({ type: 'object', additionalProperties: true });

    expect(fillDefaults({ any: null }, schema)).toEqual({ any: null });
  });
});
