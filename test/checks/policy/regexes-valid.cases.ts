import type { CheckCases } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { egress, permissive, routeGroup, setMeshConfig, strict, target } from './objects.ts';

const name = 'HTTPRouteGroup bookstore/till';
const path = (pathRegex: string) => routeGroup('bookstore/till', { name: 'all', pathRegex, methods: ['*'] });
const used = target('bookstore/t', {
  rules: [{ kind: 'HTTPRouteGroup', name: 'till', matches: ['all'] }],
});

export const cases: CheckCases = {
  fires: [
    {
      name: 'a lookahead in a path',
      edits: [strict, path('/(?!admin).*'), used],
      expect: [['pathRegex', name, 'error']],
    },
    {
      name: 'a header, and two paths',
      edits: [
        strict,
        used,
        routeGroup(
          'bookstore/till',
          { name: 'all', pathRegex: '/a++', headers: [{ 'user-agent': '(a)\\1' }] },
          { name: 'more', pathRegex: '[z-a]' },
        ),
      ],
      expect: [
        ['pathRegex', name],
        ['headerRegex', name],
      ],
    },
    {
      name: 'an Egress uses it, which counts in permissive mode as well',
      edits: [path('/(?=x)'), egress('bookstore/e', { matches: [{ kind: 'HTTPRouteGroup', name: 'till' }] })],
      expect: [['pathRegex', name, 'error']],
    },
    {
      name: 'a TrafficTarget in permissive mode does not use it',
      cluster: 'healthy-1.1.1',
      edits: [permissive, path('/(?=x)'), used],
      expect: [['pathRegex', name, 'info']],
    },
    {
      name: 'an Egress, and the flag for Egress is off (OSM4017)',
      edits: [
        setMeshConfig({ featureFlags: { enableEgressPolicy: false } }),
        path('/(?=x)'),
        egress('bookstore/e', { matches: [{ kind: 'HTTPRouteGroup', name: 'till' }] }),
      ],
      expect: [['pathRegex', name, 'info']],
    },
    {
      name: 'nobody uses it',
      edits: [strict, path('/(?=x)')],
      expect: [['pathRegex', name, 'info']],
    },
    {
      name: 'a TrafficTarget uses a TCPRoute of the same name',
      edits: [
        strict,
        path('/(?=x)'),
        target('bookstore/t', { rules: [{ kind: 'TCPRoute', name: 'till', matches: ['all'] }] }),
      ],
      expect: [['pathRegex', name, 'info']],
    },
    {
      name: 'a TrafficTarget uses another match of the group',
      edits: [
        strict,
        used,
        routeGroup('bookstore/till', { name: 'all', pathRegex: '/.*' }, { name: 'x', pathRegex: '(' }),
      ],
      expect: [['pathRegex', name, 'info']],
    },
    {
      name: 'some came of a list that was cut',
      edits: [strict, path('*'), used],
      incomplete: ['httpRouteGroups'],
      expect: [['pathRegex', name]],
    },
  ],
  passes: [
    { name: 'an expression of RE2', cluster: 'healthy-1.1.1' },
    { name: 'no routes' },
    {
      name: 'what people write',
      edits: [
        strict,
        used,
        path('/api/v[0-9]+/(?i:books|magazines)/[^/]+(/reviews(/\\d{1,9})?)?/?'),
        routeGroup('bookstore/more', { name: 'no path' }, { name: 'empty', pathRegex: '' }),
      ],
    },
    {
      name: 'a group that does not even have the list of matches',
      edits: [
        strict,
        used,
        routeGroup('bookstore/till'),
        { patch: 'HTTPRouteGroup bookstore/till', with: { spec: { matches: null } } },
      ],
    },
    {
      name: 'the header host is a name',
      edits: [strict, used, routeGroup('bookstore/till', { name: 'all', headers: [{ host: '*.shop' }] })],
    },
    {
      name: 'outside the mesh it is OSM7013',
      edits: [strict, addNamespace('shop'), routeGroup('shop/till', { name: 'all', pathRegex: '(' })],
    },
  ],
  notApplicable: [
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookstore' },
  ],
  unknown: [
    { name: 'none came of a list that was cut', incomplete: ['httpRouteGroups'] },
    { name: 'only some Egresses came', edits: [path('(')], incomplete: ['egresses'] },
  ],
};
