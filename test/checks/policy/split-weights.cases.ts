import type { CheckCases } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { split } from './objects.ts';

const name = 'TrafficSplit bookstore/s';
const weights = (backends: Readonly<Record<string, number>>, metadata: object = {}) =>
  split('bookstore/s', 'bookstore', backends, metadata);

export const cases: CheckCases = {
  fires: [
    { name: 'no weight at all', edits: [weights({ a: 0, b: 0 })], expect: [['noWeight', name, 'error']] },
    { name: 'no backends', edits: [weights({})], expect: [['noBackends', name, 'error']] },
    {
      name: 'a negative weight',
      edits: [weights({ a: 110, b: -10 })],
      expect: [['negative', name, 'error']],
    },
    { name: 'a fraction', edits: [weights({ a: 0.5, b: 0.5 })], expect: [['fraction', name, 'error']] },
    {
      name: 'one has it all: the end of a canary',
      edits: [weights({ a: 100, b: 0 })],
      expect: [['oneHasAll', name, 'warning']],
    },
    {
      name: 'a single backend without weight',
      edits: [weights({ a: 0 })],
      expect: [['noWeight', name, 'error']],
    },
    {
      name: 'some came of a list that was cut',
      cluster: 'healthy-1.1.1',
      edits: [weights({ a: 0 })],
      incomplete: ['trafficSplits'],
      expect: [['noWeight', name, 'error']],
    },
  ],
  passes: [
    { name: 'no splits' },
    { name: 'weights that need not come to a hundred', edits: [weights({ a: 1, b: 2, c: 0 })] },
    { name: 'a single backend, as another name', edits: [weights({ a: 100 })] },
    {
      name: 'Flagger at rest',
      edits: [
        weights(
          { primary: 100, canary: 0 },
          {
            ownerReferences: [
              { apiVersion: 'flagger.app/v1beta1', kind: 'Canary', name: 'bookstore', controller: true },
            ],
          },
        ),
      ],
    },
    { name: 'outside the mesh it is OSM7013', edits: [addNamespace('shop'), split('shop/s', 'a', {})] },
  ],
  notApplicable: [{ name: 'one namespace was asked for', namespace: 'bookstore' }],
  unknown: [{ name: 'none came of a list that was cut', incomplete: ['trafficSplits'] }],
};
