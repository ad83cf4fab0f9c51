import { expect, test } from '@jest/globals';
import { leavesOf } from '../../src/remedies/schema.ts';
import { schemaOf } from './schemas.ts';

test('the keys that a person can set: no sections, but what is open or cannot be read', () => {
  const schema = schemaOf({
    type: 'object',
    properties: {
      on: { type: 'boolean' },
      section: { type: 'object', properties: { ports: { type: 'array', items: { type: 'integer' } } } },
      limits: { type: 'object', additionalProperties: true },
      strange: { $ref: '#/x' },
    },
  });

  expect(leavesOf(schema).map(({ keys }) => keys)).toEqual([
    ['on'],
    ['section', 'ports'],
    ['limits'],
    ['strange'],
  ]);
});
