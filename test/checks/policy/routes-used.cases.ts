import type { CheckCases } from '../check-cases.ts';
import { addNamespace } from '../injection/objects.ts';
import { egress, everything, permissive, routeGroup, strict, target, tcpRoute } from './objects.ts';

const group = 'HTTPRouteGroup bookstore/till';
const route = 'TCPRoute bookstore/till';
const uses = (kind: string) =>
  target('bookstore/t', { rules: [{ kind, name: 'till', matches: ['everything'] }] });

export const cases: CheckCases = {
  fires: [
    {
      name: 'routes that nobody uses',
      edits: [strict, routeGroup('bookstore/till', everything), tcpRoute('bookstore/till', 80)],
      expect: [
        ['unused', group, 'info'],
        ['unused', route, 'info'],
      ],
    },
    {
      name: 'used by another namespace alone, which OSM does not look at',
      edits: [
        strict,
        routeGroup('bookstore/till', everything),
        target('bookbuyer/t', { rules: [{ kind: 'HTTPRouteGroup', name: 'till', matches: ['everything'] }] }),
      ],
      expect: [['unused', group]],
    },
    {
      name: 'an Egress uses no TCPRoute, and so not the group of that name either',
      edits: [
        tcpRoute('bookstore/till', 80),
        routeGroup('bookstore/till', everything),
        egress('bookstore/e', { matches: [{ kind: 'TCPRoute', name: 'till' }] }),
      ],
      expect: [
        ['unused', group],
        ['unused', route],
      ],
    },
    {
      name: 'a TrafficTarget uses the TCPRoute of the same name',
      edits: [
        strict,
        routeGroup('bookstore/till', everything),
        tcpRoute('bookstore/till', 80),
        uses('TCPRoute'),
      ],
      expect: [['unused', group]],
    },
    {
      name: 'a group without matches, and one that does not even have the list',
      edits: [
        strict,
        routeGroup('bookstore/till'),
        uses('HTTPRouteGroup'),
        routeGroup('bookstore/none'),
        { patch: 'HTTPRouteGroup bookstore/none', with: { spec: { matches: null } } },
        egress('bookstore/e', { matches: [{ kind: 'HTTPRouteGroup', name: 'none' }] }),
      ],
      expect: [
        ['noMatches', 'HTTPRouteGroup bookstore/none', 'error'],
        ['noMatches', group, 'error'],
      ],
    },
    {
      name: 'two matches of one name',
      edits: [strict, routeGroup('bookstore/till', everything, everything), uses('HTTPRouteGroup')],
      expect: [['doubledNames', group, 'warning']],
    },
    {
      name: 'ports that OSM cuts to 16 bits',
      edits: [strict, tcpRoute('bookstore/till', 65_616, 443, 0, -1), uses('TCPRoute')],
      expect: [['impossiblePorts', route, 'error']],
    },
    {
      name: 'port 0 alone',
      edits: [strict, tcpRoute('bookstore/till', 0), uses('TCPRoute')],
      expect: [['impossiblePorts', route, 'error']],
    },
    {
      name: 'permissive mode makes the faults notes',
      cluster: 'healthy-1.1.1',
      edits: [
        permissive,
        tcpRoute('bookstore/till', 70_000),
        uses('TCPRoute'),
        { remove: 'HTTPRouteGroup bookstore/books' },
        routeGroup('bookstore/books', everything, everything),
      ],
      expect: [
        ['doubledNames', 'HTTPRouteGroup bookstore/books', 'info'],
        ['impossiblePorts', route, 'info'],
      ],
    },
    {
      name: 'some came of a list that was cut',
      edits: [strict, routeGroup('bookstore/till', everything)],
      incomplete: ['httpRouteGroups', 'tcpRoutes'],
      expect: [['unused', group]],
    },
  ],
  passes: [
    { name: 'routes that are used', cluster: 'healthy-1.1.1' },
    { name: 'no routes' },
    {
      name: 'a group that an Egress uses',
      edits: [
        routeGroup('bookstore/till', everything, { name: 'Everything' }),
        egress('bookstore/e', { matches: [{ kind: 'HTTPRouteGroup', name: 'till' }] }),
      ],
    },
    {
      name: 'the first and the last port',
      edits: [strict, tcpRoute('bookstore/till', 1, 65_535), uses('TCPRoute')],
    },
    {
      name: 'a TCPRoute without ports, which is for all of them',
      edits: [
        strict,
        tcpRoute('bookstore/till'),
        { patch: 'TCPRoute bookstore/till', with: { spec: { matches: null } } },
        uses('TCPRoute'),
      ],
    },
    {
      name: 'outside the mesh it is OSM7013',
      edits: [addNamespace('shop'), routeGroup('shop/till', everything)],
    },
  ],
  notApplicable: [
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookstore' },
  ],
  unknown: [
    {
      name: 'only some TrafficTargets came',
      edits: [routeGroup('bookstore/till', everything)],
      incomplete: ['trafficTargets'],
    },
    { name: 'none came of a list that was cut', incomplete: ['tcpRoutes'] },
  ],
};
