import type { CheckCases } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { split } from './objects.ts';

const one = split('bookstore/one', 'bookstore', { bookstore: 1 });

export const cases: CheckCases = {
  fires: [
    {
      name: 'three for one root, told of the first by name',
      edits: [
        split('bookstore/two', 'bookstore', { bookstore: 1 }),
        one,
        split('bookstore/three', 'bookstore', { bookstore: 1 }),
      ],
      expect: [['several', 'TrafficSplit bookstore/one', 'error']],
    },
    {
      name: 'a short and a full name of one root',
      edits: [one, split('bookstore/two', 'bookstore.bookstore.svc.cluster.local', { bookstore: 1 })],
      expect: [['several', 'TrafficSplit bookstore/one']],
    },
    {
      name: 'some came of a list that was cut',
      cluster: 'healthy-0.11.1',
      edits: [one, split('bookstore/two', 'bookstore', { bookstore: 1 })],
      incomplete: ['trafficSplits'],
      expect: [['several', 'TrafficSplit bookstore/one']],
    },
  ],
  passes: [
    { name: 'no splits' },
    { name: 'one for each root', edits: [one, split('bookstore/two', 'postgres', { postgres: 1 })] },
    { name: 'the same name in another namespace', edits: [one, split('bookbuyer/one', 'bookstore', {})] },
    {
      name: 'outside the mesh it is OSM7013',
      edits: [addNamespace('shop'), split('shop/a', 'a', {}), split('shop/b', 'a', {})],
    },
    {
      name: 'the other is being deleted',
      edits: [one, split('bookstore/two', 'bookstore', {}, { deletionTimestamp: '2026-11-22T11:59:00Z' })],
    },
  ],
  notApplicable: [{ name: 'one namespace was asked for', namespace: 'bookstore' }],
  unknown: [{ name: 'only one came of a list that was cut', edits: [one], incomplete: ['trafficSplits'] }],
};
