import type { CheckCases } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { service, split } from './objects.ts';

const name = 'TrafficSplit bookstore/s';
const of = (root: string) => split('bookstore/s', root, { bookstore: 100 });

export const cases: CheckCases = {
  fires: [
    { name: 'a root that is not there', edits: [of('books')], expect: [['missing', name, 'error']] },
    {
      name: 'a full name that is not there',
      edits: [of('books.bookstore.svc.cluster.local')],
      expect: [['missing', name]],
    },
    {
      name: 'a Service of another namespace',
      edits: [service('bookbuyer/books'), of('books.bookbuyer')],
      expect: [['missing', name]],
    },
    { name: 'an empty name', edits: [of('')], expect: [['missing', name]] },
    { name: 'names are compared as written', edits: [of('Bookstore')], expect: [['missing', name]] },
    {
      name: 'some came of a list that was cut',
      cluster: 'healthy-1.0.0',
      edits: [of('books')],
      incomplete: ['trafficSplits'],
      expect: [['missing', name]],
    },
  ],
  passes: [
    { name: 'no splits' },
    { name: 'a short name', edits: [of('bookstore')] },
    { name: 'a full name', edits: [of('bookstore.bookstore.svc.cluster.local')] },
    { name: 'a name with its port', edits: [of('bookstore:14001')] },
    { name: 'outside the mesh it is OSM7013', edits: [addNamespace('shop'), split('shop/s', 'gone', {})] },
    {
      name: 'one that is being deleted',
      edits: [split('bookstore/s', 'gone', {}, { deletionTimestamp: '2026-11-22T11:59:00Z' })],
    },
  ],
  notApplicable: [{ name: 'one namespace was asked for', namespace: 'bookstore' }],
  unknown: [
    { name: 'only some Services came', edits: [of('books')], incomplete: ['services'] },
    { name: 'none came of a list that was cut', incomplete: ['trafficSplits'] },
  ],
};
