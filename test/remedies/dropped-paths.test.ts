import { describe, expect, test } from '@jest/globals';
import { droppedPaths } from '../../src/remedies/dropped-paths.ts';
import { schemaOf } from './schemas.ts';

const objectOf = (properties: object) => schemaOf({ type: 'object', properties });
const text = { type: 'string' };

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
