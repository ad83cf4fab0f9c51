import type { CheckCases, Edit } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { account, permissive, routeGroup, strict, target } from './objects.ts';

const first = 'TrafficTarget bookstore/a';
const group = routeGroup(
  'bookstore/till',
  { name: 'all', pathRegex: '.*', methods: ['*'] },
  { name: 'everything too' },
  { name: 'read', pathRegex: '.*', methods: ['GET'] },
  { name: 'write', pathRegex: '.*', methods: ['POST'] },
  { name: 'books', pathRegex: '/books', methods: ['GET'] },
  { name: 'orders', pathRegex: '/orders', methods: ['GET', 'POST'] },
  { name: 'asked', pathRegex: '/books', methods: ['GET'], headers: [{ agent: 'curl' }] },
  { name: 'other', pathRegex: '/books', methods: ['GET', 'POST'], headers: [{ agent: 'wget' }] },
  { name: 'from the root', pathRegex: '/.*', methods: ['GET'] },
  { name: 'orders anyhow', pathRegex: '/orders', methods: ['*'] },
  { name: 'two headers', pathRegex: '/books', methods: ['GET'], headers: [{ agent: 'curl' }, { from: 'a' }] },
  { name: 'turned round', pathRegex: '/books', methods: ['*'], headers: [{ from: 'a' }, { agent: 'curl' }] },
);

function opens(name: string, caller: string, ...matches: readonly string[]): Edit {
  return target(`bookstore/${name}`, {
    sources: [account(caller)],
    rules: [{ kind: 'HTTPRouteGroup', name: 'till', matches }],
  });
}

function opensToTwo(name: string, callers: readonly [string, string], match: string): Edit {
  return target(`bookstore/${name}`, {
    sources: callers.map(account),
    rules: [{ kind: 'HTTPRouteGroup', name: 'till', matches: [match] }],
  });
}

const ours = 'bookbuyer/bookbuyer';
const theirs = 'bookstore/postgres';

export const cases: CheckCases = {
  fires: [
    {
      name: 'one may do all, the other only read',
      edits: [strict, group, opens('b', theirs, 'read'), opens('a', ours, 'all')],
      expect: [['overlap', first, 'warning']],
    },
    {
      name: 'a path among all paths',
      edits: [strict, group, opens('a', ours, 'books'), opens('b', theirs, 'read')],
      expect: [['overlap', first]],
    },
    {
      name: 'a path among all paths that begin with a slash, which are all',
      edits: [strict, group, opens('a', ours, 'books'), opens('b', theirs, 'from the root')],
      expect: [['overlap', first]],
    },
    {
      name: 'a path with its method among all calls',
      edits: [strict, group, opens('a', ours, 'books'), opens('b', theirs, 'all')],
      expect: [['overlap', first]],
    },
    {
      name: 'every method of a path, and one method of all paths',
      edits: [strict, group, opens('a', ours, 'orders anyhow'), opens('b', theirs, 'read')],
      expect: [['overlap', first]],
    },
    {
      name: 'two methods of a path, of which the other allows one',
      edits: [strict, group, opens('a', ours, 'orders'), opens('b', theirs, 'read')],
      expect: [['overlap', first]],
    },
    {
      name: 'both allow one caller, one of them a second',
      edits: [
        strict,
        group,
        opens('a', ours, 'books'),
        opens('b', theirs, 'books'),
        opens('c', ours, 'read'),
      ],
      expect: [['overlap', first]],
    },
    {
      name: 'both allow two callers, one of whom is the same',
      edits: [
        strict,
        group,
        opensToTwo('a', [ours, theirs], 'books'),
        opensToTwo('b', [ours, 'bookstore/bookstore'], 'read'),
      ],
      expect: [['overlap', first]],
    },
    {
      name: 'the same headers in another order',
      edits: [strict, group, opens('a', ours, 'two headers'), opens('b', theirs, 'turned round')],
      expect: [['overlap', first]],
    },
    {
      name: 'one asks for a header, the other does not',
      edits: [strict, group, opens('a', ours, 'asked'), opens('b', theirs, 'books')],
      expect: [['overlap', first]],
    },
    {
      name: 'one of several pairs',
      edits: [
        strict,
        group,
        opens('a', ours, 'books', 'write'),
        opens('b', theirs, 'orders', 'books'),
        opens('c', theirs, 'all'),
      ],
      expect: [['overlap', first]],
    },
    {
      name: 'one allows nobody at all',
      edits: [
        strict,
        group,
        opens('a', ours, 'all'),
        target('bookstore/b', {
          sources: [],
          rules: [{ kind: 'HTTPRouteGroup', name: 'till', matches: ['read'] }],
        }),
      ],
      expect: [['overlap', first]],
    },
    {
      name: 'permissive mode makes it a note',
      cluster: 'healthy-1.1.1',
      edits: [
        permissive,
        group,
        { remove: 'TrafficTarget bookstore/bookstore' },
        opens('a', ours, 'all'),
        opens('b', theirs, 'read'),
      ],
      expect: [['overlap', first, 'info']],
    },
  ],
  passes: [
    { name: 'one TrafficTarget for each destination', cluster: 'healthy-1.1.1' },
    {
      name: 'the same match for two callers is one route',
      edits: [strict, group, opens('a', ours, 'all'), opens('b', theirs, 'all')],
    },
    {
      name: 'no path and no methods are all of them: the same match again',
      edits: [strict, group, opens('a', ours, 'all'), opens('b', theirs, 'everything too')],
    },
    { name: 'other methods', edits: [strict, group, opens('a', ours, 'read'), opens('b', theirs, 'write')] },
    { name: 'other paths', edits: [strict, group, opens('a', ours, 'books'), opens('b', theirs, 'orders')] },
    { name: 'other headers', edits: [strict, group, opens('a', ours, 'asked'), opens('b', theirs, 'other')] },
    {
      name: 'other destinations',
      edits: [
        strict,
        group,
        opens('a', ours, 'all'),
        target('bookstore/b', {
          destination: account('bookstore/postgres'),
          rules: [{ kind: 'HTTPRouteGroup', name: 'till', matches: ['read'] }],
          sources: [account('bookbuyer/other')],
        }),
      ],
    },
    { name: 'the same callers', edits: [strict, group, opens('a', ours, 'all'), opens('b', ours, 'read')] },
    {
      name: 'a TCPRoute of the name of a group opens none of its matches',
      edits: [
        strict,
        group,
        opens('a', ours, 'all'),
        target('bookstore/b', {
          sources: [account(theirs)],
          rules: [{ kind: 'TCPRoute', name: 'till', matches: ['read'] }],
        }),
      ],
    },
    {
      name: 'a group that is not there (OSM7003), and one without the list of matches (OSM7008)',
      edits: [
        strict,
        group,
        routeGroup('bookstore/none'),
        { patch: 'HTTPRouteGroup bookstore/none', with: { spec: { matches: null } } },
        opens('a', ours, 'all'),
        target('bookstore/b', {
          sources: [account(theirs)],
          rules: ['gone', 'none'].map((name) => ({ kind: 'HTTPRouteGroup', name, matches: ['read'] })),
        }),
      ],
    },
    {
      name: 'one that OSM does not take',
      edits: [
        strict,
        group,
        opens('a', ours, 'all'),
        opens('b', theirs, 'read'),
        { patch: 'TrafficTarget bookstore/b', with: { spec: { destination: { namespace: 'bookbuyer' } } } },
      ],
    },
    {
      name: 'outside the mesh it is OSM7013',
      edits: [
        strict,
        addNamespace('shop'),
        target('shop/a', { destination: account('shop/x') }),
        target('shop/b', { destination: account('shop/x'), sources: [] }),
      ],
    },
  ],
  notApplicable: [
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookstore' },
  ],
  unknown: [{ name: 'only some TrafficTargets came', incomplete: ['trafficTargets'] }],
};
