import type { CheckCases } from '../check-cases.ts';
import { onRelease } from '../on-release.ts';
import {
  account,
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
const plain = { ports: [port('80 http')], hosts: ['maps.example.com'] };
const noSettings = { remove: 'CustomResourceDefinition upstreamtrafficsettings.policy.openservicemesh.io' };

export const cases: CheckCases = {
  fires: [
    {
      name: 'a protocol in capitals',
      edits: [egressOff, egress('maps', { ports: [port('443 HTTPS'), port('5432 tcp')] })],
      expect: [['upperCase', maps, 'error']],
    },
    {
      name: 'in capitals, and in lower case it would stop or open more than it says: no command',
      edits: [
        egressOff,
        egress('maps', { ports: [port('80 HTTP')] }),
        egress('shop', { ports: [port('5432 TCP')], hosts: ['a.example.com'] }),
        egress('till', { ports: [port('5432 TCP')], ipAddresses: ['999.0.0.0/8'] }),
        egress('wool', { ports: [port('3306 TCP-Server-First')], hosts: ['a.example.com'] }),
      ],
      expect: [
        ['upperCase', maps, 'error'],
        ['upperCase', 'Egress bookbuyer/shop', 'error'],
        ['upperCase', 'Egress bookbuyer/till', 'error'],
        ['upperCase', 'Egress bookbuyer/wool', 'error'],
      ],
    },
    {
      name: 'in capitals, and in lower case it opens what it says: http by hosts, tcp by ranges or to all',
      edits: [
        egressOff,
        egress('maps', { ports: [port('80 HTTP'), port('443 HTTPS')], hosts: ['a.example.com'] }),
        egress('shop', {
          ports: [port('5432 TCP')],
          hosts: ['a.example.com'],
          ipAddresses: ['10.0.0.0/8'],
        }),
        egress('till', { ports: [port('5432 TCP')] }),
      ],
      expect: [
        ['upperCase', maps, 'error'],
        ['upperCase', 'Egress bookbuyer/shop', 'error'],
        ['upperCase', 'Egress bookbuyer/till', 'error'],
      ],
    },
    {
      name: 'which costs nothing while global egress is on',
      edits: [egress('maps', { ports: [port('443 HTTPS')] })],
      expect: [['upperCase', maps, 'info']],
    },
    {
      name: 'a protocol that OSM does not know',
      edits: [
        egressOff,
        egress('maps', { ports: [port('443 TLS'), port('80 HTTP')], hosts: ['a.example.com'] }),
      ],
      expect: [['unknownProtocol', maps, 'error']],
    },
    {
      name: 'http without hosts, on which global egress makes no difference',
      edits: [egress('maps', { ports: [port('80 http')] })],
      expect: [['noHosts', maps, 'error']],
    },
    {
      name: 'one of its ranges is none',
      edits: [
        egressOff,
        egress('maps', { ports: [port('5432 tcp')], ipAddresses: ['10.0.0.0/8', '999.0.0.0/8'] }),
      ],
      expect: [['rangeIgnored', maps, 'error']],
    },
    {
      name: 'a group that is not there, or not in its namespace',
      edits: [
        routeGroup('elsewhere', 'bookstore'),
        egress('maps', { ...plain, matches: [routes('gone'), routes('elsewhere')] }),
      ],
      expect: [['groupMissing', maps, 'error']],
    },
    {
      name: 'a setting that is not there: the whole policy is ignored',
      edits: [egressOff, egress('maps', { ...plain, matches: [setting('gone')] })],
      expect: [['settingMissing', maps, 'error']],
    },
    {
      name: 'more than one setting',
      edits: [
        trafficSetting('slow'),
        trafficSetting('fast'),
        egress('maps', { ...plain, matches: [setting('slow'), setting('fast')] }),
      ],
      expect: [['severalSettings', maps, 'warning']],
    },
    {
      name: 'a match of another version, beside one that counts',
      edits: [
        routeGroup('all'),
        egress('maps', {
          ...plain,
          matches: [routes('all'), { ...routes('all'), apiGroup: 'specs.smi-spec.io/v1alpha3' }],
        }),
      ],
      expect: [['unknownMatch', maps, 'warning']],
    },
    {
      name: 'a setting on 1.0.0, which has none',
      cluster: 'healthy-1.0.0',
      edits: [egress('maps', { matches: [setting('slow')] })],
      expect: [['unknownMatch', maps, 'warning']],
    },
    {
      name: 'a ServiceAccount that does not exist, and one of a namespace outside',
      edits: [
        egressOff,
        egress('maps', { sources: [account('bookbuyer/bookbuyer'), account('bookbuyer/gone')] }),
        egress('shop', { sources: [account('outside/default')] }),
        egress('till', { sources: [account('nowhere/default')] }),
      ],
      expect: [
        ['sourceMissing', maps, 'warning'],
        ['sourceOutside', 'Egress bookbuyer/shop', 'warning'],
        ['sourceOutside', 'Egress bookbuyer/till', 'warning'],
      ],
    },
    {
      name: 'one that does not exist costs nothing while global egress is on',
      edits: [egress('maps', { sources: [account('bookbuyer/gone')] })],
      expect: [['sourceMissing', maps, 'info']],
    },
    {
      name: 'nobody, and nothing',
      edits: [egressOff, egress('maps', { sources: [] }), egress('shop', { ports: [] })],
      expect: [
        ['noSources', maps, 'warning'],
        ['noPorts', 'Egress bookbuyer/shop', 'warning'],
      ],
    },
    {
      name: 'the worst comes first',
      edits: [egressOff, egress('maps', { ports: [port('80 http')], sources: [account('bookbuyer/gone')] })],
      expect: [
        ['noHosts', maps, 'error'],
        ['sourceMissing', maps, 'warning'],
      ],
    },
    {
      name: 'on 0.11.1',
      cluster: 'healthy-0.11.1',
      edits: [egress('maps', { ports: [port('80 http')] })],
      expect: [['noHosts', maps]],
    },
    {
      name: 'upstream, where egress is off',
      cluster: 'healthy-1.1.1',
      edits: [egress('maps', { ports: [port('443 Https')] })],
      expect: [['upperCase', maps, 'error']],
    },
    {
      name: 'some came of a list that was cut',
      edits: [egress('maps', { ports: [port('80 http')] })],
      incomplete: ['egresses'],
      expect: [['noHosts', maps]],
    },
  ],
  passes: [
    { name: 'there is none' },
    { name: 'there is no kind UpstreamTrafficSetting', edits: [noSettings, egress('maps', plain)] },
    {
      name: 'every protocol, ranges, routes and a setting that are there',
      edits: [
        egressOff,
        routeGroup('all'),
        trafficSetting('slow'),
        egress('maps', {
          ...plain,
          ports: ['80 http', '443 https', '5432 tcp', '3306 tcp-server-first'].map(port),
          ipAddresses: ['10.0.0.0/8'],
          matches: [routes('all'), setting('slow')],
        }),
      ],
    },
    {
      name: 'a setting on 1.1.0, the first release that has them',
      cluster: 'healthy-1.1.1',
      edits: [
        ...onRelease('v1.1.0', 'osm-system'),
        trafficSetting('slow'),
        egress('maps', { matches: [setting('slow')] }),
      ],
    },
    {
      name: 'ranges of http, where none counts',
      edits: [egress('maps', { ...plain, ipAddresses: ['10.0.0.0/8', '999.0.0.0/8'] })],
    },
    {
      name: 'an Egress that names a ServiceAccount of another namespace of the mesh',
      edits: [egress('maps', { sources: [account('bookstore/postgres')] })],
    },
    {
      name: 'no range that can be read is the finding of OSM8011',
      edits: [egressOff, egress('maps', { ports: [port('5432 tcp')], ipAddresses: ['999.0.0.0/8'] })],
    },
    {
      name: 'nothing but matches that OSM does not know is the finding of OSM8011',
      edits: [
        egressOff,
        egress('maps', { ...plain, matches: [{ apiGroup: 'x/v1', kind: 'Route', name: 'y' }] }),
      ],
    },
    {
      name: 'a group that is not there, of https, where none counts',
      edits: [egress('maps', { matches: [routes('gone')] })],
    },
    {
      name: 'where OSM does not look, or what is being deleted',
      edits: [
        egress('maps', { ports: [port('80 http')] }, elsewhere.outside),
        egress('maps', { ports: [port('80 http')] }, elsewhere.leaving),
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
    {
      name: 'the policies are switched off, which OSM4017 says',
      edits: [setFlags({ enableEgressPolicy: null }), egress('maps', { ports: [port('80 http')] })],
    },
  ],
  unknown: [
    { name: 'none came of a list that was cut', incomplete: ['egresses'] },
    {
      name: 'only some ServiceAccounts came',
      edits: [egress('maps', { sources: [account('bookbuyer/gone')] })],
      incomplete: ['serviceAccounts'],
    },
  ],
};
