import type { CheckCases } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { allBooks, permissive, routeGroup, strict, target } from './objects.ts';

const name = 'TrafficTarget bookstore/t';
const silent = { kind: 'HTTPRouteGroup', name: 'books' };
const upstream = { cluster: 'healthy-1.1.1' } as const;
const tcp = { kind: 'TCPRoute', name: 'database' };

export const cases: CheckCases = {
  fires: [
    {
      ...upstream,
      name: 'no matches: its patch lists all, and keeps the other rules',
      edits: [target('bookstore/t', { rules: [silent, tcp, allBooks] })],
      expect: [['noMatches', name, 'error']],
    },
    {
      ...upstream,
      name: 'an empty list',
      edits: [target('bookstore/t', { rules: [{ ...silent, matches: [] }] })],
      expect: [['noMatches', name]],
    },
    {
      name: 'a group that is not there either, on 1.2.4',
      edits: [strict, target('bookstore/t', { rules: [silent] })],
      expect: [['noMatches', name]],
    },
    {
      ...upstream,
      name: 'a group that does not even have the list of matches',
      edits: [
        routeGroup('bookstore/none'),
        { patch: 'HTTPRouteGroup bookstore/none', with: { spec: { matches: null } } },
        target('bookstore/t', { rules: [{ kind: 'HTTPRouteGroup', name: 'none' }] }),
      ],
      expect: [['noMatches', name]],
    },
    {
      ...upstream,
      name: 'two groups, one of which is not there: nothing is written for a part',
      edits: [target('bookstore/t', { rules: [silent, { ...silent, name: 'gone' }] })],
      expect: [['noMatches', name]],
    },
    {
      ...upstream,
      name: 'permissive mode makes it a note',
      edits: [permissive, target('bookstore/t', { rules: [silent] })],
      expect: [['noMatches', name, 'info']],
    },
    {
      ...upstream,
      name: 'some came of a list that was cut',
      edits: [target('bookstore/t', { rules: [silent] })],
      incomplete: ['trafficTargets'],
      expect: [['noMatches', name]],
    },
  ],
  passes: [
    { ...upstream, name: 'rules that list their matches; a TCPRoute has none to list' },
    { name: 'no TrafficTarget' },
    { ...upstream, name: 'no rules at all is OSM7004', edits: [target('bookstore/t', { rules: [] })] },
    {
      ...upstream,
      name: 'outside the mesh it is OSM7013',
      edits: [addNamespace('shop'), target('shop/t', { rules: [silent] })],
    },
  ],
  notApplicable: [
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookstore' },
  ],
  unknown: [{ ...upstream, name: 'none came of a list that was cut', incomplete: ['trafficTargets'] }],
};
