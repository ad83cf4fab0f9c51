import type { CheckCases } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import {
  account,
  allBooks,
  everything,
  permissive,
  routeGroup,
  strict,
  target,
  tcpRoute,
} from './objects.ts';

const upstream = { cluster: 'healthy-1.1.1' } as const;
const rules = (...list: readonly object[]) => target('bookstore/t', { rules: list });
const name = 'TrafficTarget bookstore/t';
const tcp = { kind: 'TCPRoute', name: 'database' };

export const cases: CheckCases = {
  fires: [
    {
      ...upstream,
      name: 'a UDPRoute drops the whole TrafficTarget',
      edits: [rules({ kind: 'UDPRoute', name: 'dns' }, allBooks)],
      expect: [['unknownKind', name, 'error']],
    },
    {
      ...upstream,
      name: 'the kind in lower case',
      edits: [rules({ ...allBooks, kind: 'httproutegroup' })],
      expect: [['unknownKind', name]],
    },
    {
      ...upstream,
      name: 'a TCPRoute that is not there',
      edits: [rules({ kind: 'TCPRoute', name: 'cache' }, allBooks)],
      expect: [['missingTcpRoute', name]],
    },
    {
      ...upstream,
      name: 'an HTTPRouteGroup that only another namespace has',
      edits: [routeGroup('bookbuyer/till', everything), rules({ ...allBooks, name: 'till' })],
      expect: [['missingRouteGroup', name]],
    },
    {
      ...upstream,
      name: 'a match that the group does not have',
      edits: [rules({ ...allBooks, matches: ['everything', 'Everything', 'read'] })],
      expect: [['missingMatch', name]],
    },
    {
      ...upstream,
      name: 'a group and a TCPRoute of the same name are not each other',
      edits: [tcpRoute('bookstore/till', 80), rules({ ...allBooks, name: 'till' })],
      expect: [['missingRouteGroup', name]],
    },
    {
      ...upstream,
      name: 'permissive mode makes it a note',
      edits: [permissive, rules({ ...allBooks, name: 'gone' })],
      expect: [['missingRouteGroup', name, 'info']],
    },
    {
      name: 'hostile names, on 1.2.4',
      edits: [strict, rules({ ...allBooks, name: '--all' }, { kind: 'TCPRoute', name: 'a"b\n' })],
      expect: [
        ['missingTcpRoute', name],
        ['missingRouteGroup', name],
      ],
    },
    {
      ...upstream,
      name: 'some came of a list that was cut',
      edits: [rules({ ...allBooks, name: 'gone' })],
      incomplete: ['trafficTargets'],
      expect: [['missingRouteGroup', name]],
    },
  ],
  passes: [
    {
      cluster: 'healthy-1.1.1',
      name: 'a TrafficTarget that OSM ignores whole for its namespace is the finding of OSM7004 alone',
      edits: [
        target('bookstore/t', {
          destination: account('bookbuyer/bookbuyer'),
          rules: [{ kind: 'HTTPRouteGroup', name: 'gone', matches: ['all'] }],
        }),
      ],
    },
    { ...upstream, name: 'rules that find their routes' },
    { ...upstream, name: 'both kinds in one TrafficTarget', edits: [rules(tcp, allBooks)] },
    {
      ...upstream,
      name: 'a rule without matches is OSM7015',
      edits: [rules({ kind: 'HTTPRouteGroup', name: 'books' })],
    },
    {
      ...upstream,
      name: 'a group without any match is OSM7008',
      edits: [routeGroup('bookstore/empty'), rules({ ...allBooks, name: 'empty' })],
    },
    {
      ...upstream,
      name: 'so is one that does not even have the list',
      edits: [
        routeGroup('bookstore/empty'),
        { patch: 'HTTPRouteGroup bookstore/empty', with: { spec: { matches: null } } },
        rules({ ...allBooks, name: 'empty' }),
      ],
    },
    {
      ...upstream,
      name: 'outside the mesh it is OSM7013',
      edits: [addNamespace('shop'), target('shop/t', { rules: [{ ...allBooks, name: 'gone' }] })],
    },
    { name: 'there is no TrafficTarget' },
  ],
  notApplicable: [
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookstore' },
  ],
  unknown: [
    { ...upstream, name: 'only some groups came', incomplete: ['httpRouteGroups'] },
    { ...upstream, name: 'only some TCPRoutes came', incomplete: ['tcpRoutes'] },
    { name: 'none came of a list that was cut', incomplete: ['trafficTargets'] },
  ],
};
