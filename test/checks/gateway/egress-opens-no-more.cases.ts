import type { CheckCases } from '../check-cases.ts';
import { onRelease } from '../on-release.ts';
import {
  egress,
  egressOff,
  elsewhere,
  port,
  routeGroup,
  routes,
  setFlags,
  setting,
  trafficSetting,
} from './objects.ts';

const maps = 'Egress bookbuyer/maps';
const database = { ports: [port('5432 tcp')] };
const nothing = { ipAddresses: ['999.0.0.0/8', 'x10.0.0.0/33'] };
const plain = { ports: [port('80 http')], hosts: ['maps.example.com'] };

export const cases: CheckCases = {
  fires: [
    {
      name: 'tcp, and none of its ranges can be read',
      edits: [egressOff, egress('maps', { ...database, ...nothing })],
      expect: [['failsOpen', maps, 'critical']],
    },
    {
      name: 'https too, and tcp-server-first',
      edits: [
        egressOff,
        egress('maps', nothing),
        egress('shop', { ports: [port('3306 tcp-server-first')], ...nothing }),
      ],
      expect: [
        ['failsOpen', maps, 'critical'],
        ['failsOpen', 'Egress bookbuyer/shop', 'critical'],
      ],
    },
    {
      name: 'https, and none of its ranges can be read: the names of its hosts still limit it',
      edits: [egressOff, egress('maps', { hosts: ['maps.example.com'], ...nothing })],
      expect: [['rangesLost', maps, 'warning']],
    },
    {
      name: 'the same beside tcp, which is open',
      edits: [
        egressOff,
        egress('maps', {
          ports: [port('443 https'), port('5432 tcp')],
          hosts: ['maps.example.com'],
          ...nothing,
        }),
      ],
      expect: [['failsOpen', maps, 'critical']],
    },
    {
      name: 'tcp limited by hosts, which are none there',
      edits: [
        egressOff,
        egress('maps', { ...database, hosts: ['db.example.com'] }),
        egress('shop', { ports: [port('3306 tcp-server-first')], hosts: ['db.example.com'] }),
      ],
      expect: [
        ['hostsIgnored', maps, 'error'],
        ['hostsIgnored', 'Egress bookbuyer/shop', 'error'],
      ],
    },
    {
      name: 'routes of no kind that OSM knows',
      edits: [
        egressOff,
        egress('maps', { ...plain, matches: [{ ...routes('all'), apiGroup: 'specs.smi-spec.io' }] }),
      ],
      expect: [['routesOpen', maps, 'error']],
    },
    {
      name: 'a kind or a group that OSM knows, but not the one with the other, and no group at all',
      edits: [
        egressOff,
        egress('maps', {
          ...plain,
          matches: [
            { ...routes('all'), kind: 'TCPRoute' },
            { ...setting('slow'), kind: 'Retry' },
          ],
        }),
        egress('shop', { ...plain, matches: [{ ...setting('slow'), kind: 'Retry' }] }),
        egress('till', {
          ...plain,
          matches: [{ ...setting('slow'), apiGroup: 'policy.openservicemesh.io' }],
        }),
        egress('wool', { ...plain, matches: [{ kind: 'HTTPRouteGroup', name: 'all' }] }),
      ],
      expect: [
        ['routesOpen', maps, 'error'],
        ['routesOpen', 'Egress bookbuyer/shop', 'error'],
        ['routesOpen', 'Egress bookbuyer/till', 'error'],
        ['routesOpen', 'Egress bookbuyer/wool', 'error'],
      ],
    },
    {
      name: 'routes of https',
      edits: [egressOff, routeGroup('all'), egress('maps', { matches: [routes('all')] })],
      expect: [['routesUnused', maps, 'warning']],
    },
    {
      name: 'routes of http, beside https where they do not count',
      edits: [
        egressOff,
        routeGroup('all'),
        egress('maps', { ...plain, ports: [port('80 http'), port('443 https')], matches: [routes('all')] }),
      ],
      expect: [['routesUnused', maps, 'info']],
    },
    {
      name: 'a setting alone on 1.0.0, which knows none',
      cluster: 'healthy-1.0.0',
      edits: [egressOff, egress('maps', { ...plain, matches: [setting('slow')] })],
      expect: [['routesOpen', maps]],
    },
    {
      name: 'upstream, where egress is off',
      cluster: 'healthy-1.1.1',
      edits: [egress('maps', { ...database, ...nothing })],
      expect: [['failsOpen', maps, 'critical']],
    },
    {
      name: 'some came of a list that was cut',
      edits: [egressOff, egress('maps', { ...database, ...nothing })],
      incomplete: ['egresses'],
      expect: [['failsOpen', maps, 'critical']],
    },
  ],
  passes: [
    { name: 'there is none', edits: [egressOff] },
    {
      name: 'one of its ranges can be read',
      edits: [egressOff, egress('maps', { ...database, ipAddresses: ['10.0.0.0/8', '999.0.0.0/8'] })],
    },
    { name: 'tcp without any limit says so', edits: [egressOff, egress('maps', database)] },
    {
      name: 'tcp limited by ranges, and hosts for the https beside it',
      edits: [
        egressOff,
        egress('maps', {
          ports: [port('5432 tcp'), port('443 https')],
          hosts: ['a.example.com'],
          ipAddresses: ['10.0.0.0/8'],
        }),
      ],
    },
    {
      name: 'http is chosen by host, and a port in capitals is left out',
      edits: [
        egressOff,
        egress('maps', { ...plain, ...nothing }),
        egress('shop', { ports: [port('5432 TCP')], ...nothing }),
      ],
    },
    {
      name: 'a setting is no route',
      edits: [egressOff, trafficSetting('slow'), egress('maps', { ...plain, matches: [setting('slow')] })],
    },
    {
      name: 'a setting on 1.1.0, the first release that has them',
      cluster: 'healthy-1.1.1',
      edits: [
        ...onRelease('v1.1.0', 'osm-system'),
        trafficSetting('slow'),
        egress('maps', { ...plain, matches: [setting('slow')] }),
      ],
    },
    {
      name: 'a match that OSM does not know beside one that it does, and on https: the finding of OSM8010',
      edits: [
        egressOff,
        egress('maps', { ...plain, matches: [routes('all'), { ...routes('all'), kind: 'TCPRoute' }] }),
        egress('shop', { matches: [{ ...routes('all'), kind: 'TCPRoute' }] }),
      ],
    },
    { name: 'routes of http', edits: [egressOff, egress('maps', { ...plain, matches: [routes('all')] })] },
    {
      name: 'where OSM does not look, or what is being deleted',
      edits: [
        egressOff,
        egress('maps', { ...database, ...nothing }, elsewhere.outside),
        egress('maps', { ...database, ...nothing }, elsewhere.leaving),
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
    { name: 'global egress is on: all is open anyway', edits: [egress('maps', { ...database, ...nothing })] },
    {
      name: 'the policies are switched off',
      edits: [
        egressOff,
        setFlags({ enableEgressPolicy: false }),
        egress('maps', { ...database, ...nothing }),
      ],
    },
  ],
  unknown: [{ name: 'none came of a list that was cut', edits: [egressOff], incomplete: ['egresses'] }],
};
