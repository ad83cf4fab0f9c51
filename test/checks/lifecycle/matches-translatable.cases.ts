import type { CheckCases, Edit } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { addPolicy, withoutControlPlane } from './objects.ts';

const group = (name: string, ...matches: object[]): Edit =>
  addPolicy('HTTPRouteGroup', 'specs.smi-spec.io/v1alpha4', name, { matches });
const target = (name: string, ...matches: string[]): Edit =>
  addPolicy('TrafficTarget', 'access.smi-spec.io/v1alpha3', `to-${name}`, {
    destination: { kind: 'ServiceAccount', name: 'bookstore', namespace: 'bookstore' },
    sources: [{ kind: 'ServiceAccount', name: 'bookbuyer', namespace: 'bookbuyer' }],
    rules: [{ kind: 'HTTPRouteGroup', name, ...(matches.length === 0 ? {} : { matches }) }],
  });
const path = (pathRegex: string): readonly Edit[] => [
  group('books', { name: 'one', pathRegex, methods: ['GET'] }),
  target('books', 'one'),
];
const header = (regex: string): readonly Edit[] => [
  group('books', { name: 'one', headers: [{ 'user-agent': regex }] }),
  target('books', 'one'),
];

const books = 'HTTPRouteGroup bookstore/books';
const fires = (name: string, edits: readonly Edit[]): CheckCases['fires'][number] => ({
  name,
  edits,
  expect: [['noIstioForm', books, 'info']],
});

export const cases: CheckCases = {
  fires: [
    fires('a class of characters', path('/books/[0-9]+')),
    fires('a shorthand class', path('/books/\\d+')),
    fires('something in between', path('/books/.*/pages')),
    fires('at least one more character', path('/books/.+')),
    fires('a group that is repeated', path('/(buy|sell)+')),
    fires('a value that holds the sign for all', path('/a\\*')),
    fires('a part of a header', header('.*Mozilla.*')),
    fires('upper and lower case', header('(?i)mozilla')),
    {
      name: 'one of several, in two groups',
      edits: [
        group(
          'books',
          { name: 'all', pathRegex: '.*', methods: ['*'] },
          { name: 'page', pathRegex: '/p[0-9]', methods: ['GET'] },
        ),
        group('shop', { name: 'cart', pathRegex: '/c+' }),
        target('books', 'all', 'page'),
        target('shop', 'cart'),
      ],
      expect: [
        ['noIstioForm', books, 'info'],
        ['noIstioForm', 'HTTPRouteGroup bookstore/shop', 'info'],
      ],
    },
    {
      name: 'when little time is left it is a warning',
      edits: [...path('/p[0-9]')],
      now: '2027-04-03T00:00:00Z',
      expect: [['noIstioForm', books, 'warning']],
    },
    {
      name: 'while OSM is off already',
      edits: [...withoutControlPlane, ...path('/p[0-9]')],
      expect: [['noIstioForm', books, 'info']],
    },
    {
      name: 'only some targets came',
      edits: [...path('/p[0-9]')],
      incomplete: ['trafficTargets'],
      expect: [['noIstioForm', books, 'info']],
    },
    {
      name: 'only some groups came',
      edits: [...path('/p[0-9]')],
      incomplete: ['httpRouteGroups'],
      expect: [['noIstioForm', books, 'info']],
    },
  ],
  passes: [
    { name: 'no HTTPRouteGroup at all' },
    { name: 'exact', edits: [...path('/buy')] },
    { name: 'exact, with anchors and escapes', edits: [...path('^/books/v1\\.0$')] },
    { name: 'a prefix', edits: [...path('/api/.*')] },
    { name: 'a suffix', edits: [...path('.*\\.css')] },
    { name: 'everything', edits: [...path('.*')] },
    { name: 'several, in a group around all', edits: [...path('(/buy|/sell/.*)')] },
    { name: 'several, in a group in the middle', edits: [...path('/(buy|sell)/books/?')] },
    { name: 'a header that only has to be there', edits: [...header('.+')] },
    {
      name: 'methods alone',
      edits: [group('books', { name: 'one', methods: ['GET'] }), target('books', 'one')],
    },
    {
      name: 'a path that says nothing',
      edits: [group('books', { name: 'one', pathRegex: '', methods: ['GET'] }), target('books', 'one')],
    },
    {
      name: 'a group without matches',
      edits: [addPolicy('HTTPRouteGroup', 'specs.smi-spec.io/v1alpha4', 'books'), target('books', 'one')],
    },
    {
      name: 'a match that nobody uses',
      edits: [
        group('books', { name: 'one', pathRegex: '/p[0-9]' }, { name: 'two', pathRegex: '/' }),
        target('books', 'two'),
      ],
    },
    {
      name: 'a match that is used of another group, and of a group of that name in another namespace',
      edits: [
        group('books', { name: 'one', pathRegex: '/' }, { name: 'two', pathRegex: '/p[0-9]' }),
        group('shop', { name: 'one', pathRegex: '/p[0-9]' }),
        target('books', 'one'),
        {
          add: {
            apiVersion: 'access.smi-spec.io/v1alpha3',
            kind: 'TrafficTarget',
            metadata: { name: 'elsewhere', namespace: 'bookbuyer' },
            spec: {
              destination: { kind: 'ServiceAccount', name: 'bookbuyer', namespace: 'bookbuyer' },
              sources: [],
              rules: [{ kind: 'HTTPRouteGroup', name: 'books', matches: ['two'] }],
            },
          },
        },
      ],
    },
    {
      name: 'a rule without matches opens nothing (OSM7015)',
      edits: [group('books', { name: 'one', pathRegex: '/p[0-9]' }), target('books')],
    },
    {
      name: 'a rule for a route of another kind that is called like it',
      edits: [
        group('books', { name: 'one', pathRegex: '/p[0-9]' }),
        addPolicy('TrafficTarget', 'access.smi-spec.io/v1alpha3', 'to-books', {
          destination: { kind: 'ServiceAccount', name: 'bookstore', namespace: 'bookstore' },
          sources: [],
          rules: [{ kind: 'TCPRoute', name: 'books', matches: ['one'] }],
        }),
      ],
    },
    {
      name: 'in a namespace outside the mesh',
      edits: [
        addNamespace('attic'),
        {
          add: {
            apiVersion: 'specs.smi-spec.io/v1alpha4',
            kind: 'HTTPRouteGroup',
            metadata: { name: 'books', namespace: 'attic' },
            spec: { matches: [{ name: 'one', pathRegex: '/p[0-9]' }] },
          },
        },
        target('books', 'one'),
      ],
    },
    {
      name: 'one that is being deleted',
      edits: [
        ...path('/p[0-9]'),
        { patch: books, with: { metadata: { deletionTimestamp: '2026-11-22T11:00:00Z' } } },
      ],
    },
  ],
  notApplicable: [
    { name: 'installed by hand', cluster: 'healthy-1.1.1' },
    { name: 'SMI is not there', cluster: 'nothing-here' },
  ],
  unknown: [
    { name: 'only some groups came, all well', edits: [...path('/buy')], incomplete: ['httpRouteGroups'] },
    {
      name: 'only some targets came, none of them uses it',
      edits: [...path('/p[0-9]'), { remove: 'TrafficTarget bookstore/to-books' }],
      incomplete: ['trafficTargets'],
    },
  ],
};
