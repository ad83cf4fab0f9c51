import type { CheckCases } from '../check-cases.ts';
import { account, egress, elsewhere, port, routes, setFlags } from './objects.ts';

const second = 'Egress bookbuyer/b';
const plain = { ports: [port('80 http')], hosts: ['maps.example.com'] };
const hosts = (count: number) => Array.from({ length: count }, (_, index) => `h${index}.example.com`);
const ranges = (count: number) =>
  Array.from({ length: count }, (_, index) => `10.${index >> 8}.${index & 255}.0/24`);
const huge = egress('huge', {
  hosts: hosts(200),
  ipAddresses: ranges(60),
  ports: ['443 https', '5432 tcp'].map(port),
});

export const cases: CheckCases = {
  fires: [
    {
      name: 'one host and port, and two sets of routes',
      edits: [
        egress('a', { ...plain, matches: [routes('read')] }),
        egress('b', { ...plain, matches: [routes('write')] }),
      ],
      expect: [['overlap', second, 'warning']],
    },
    {
      name: 'a port that is http in one and https in the other',
      edits: [
        egress('a', { ports: [port('443 http')], hosts: ['a.example.com'] }),
        egress('b', { hosts: ['b.example.com'] }),
      ],
      expect: [['mixedProtocols', second]],
    },
    {
      name: 'one range in two lists that differ',
      edits: [
        egress('a', { ports: [port('5432 tcp')], ipAddresses: ['10.0.0.0/8'] }),
        egress('b', { ports: [port('5432 tcp')], ipAddresses: ['192.168.0.0/16', '10.1.0.0/8'] }),
      ],
      expect: [['overlap', second]],
    },
    {
      name: 'a port of any address, as tcp and as https without hosts',
      edits: [egress('a', { ports: [port('443 tcp')] }), egress('b', {})],
      expect: [['overlap', second]],
    },
    {
      name: 'one name of https in two lists that differ',
      edits: [
        egress('a', { hosts: ['x.example.com'] }),
        egress('b', { hosts: ['y.example.com', 'x.example.com'] }),
      ],
      expect: [['overlap', second]],
    },
    {
      name: 'one policy with itself',
      edits: [egress('a', { ports: [port('80 http'), port('80 tcp')], hosts: ['maps.example.com'] })],
      expect: [['mixedProtocols', 'Egress bookbuyer/a']],
    },
    {
      name: 'one policy with itself and with another',
      edits: [
        egress('a', { ...plain, matches: [routes('read')] }),
        egress('b', { ports: [port('80 http'), port('80 tcp')], hosts: plain.hosts }),
      ],
      expect: [
        ['mixedProtocols', second],
        ['overlap', second],
      ],
    },
    {
      name: 'a port of any address, as tcp, where hosts do not count, and as https without',
      edits: [egress('a', { ports: [port('443 tcp')], hosts: ['x.example.com'] }), egress('b', {})],
      expect: [['overlap', second]],
    },
    {
      name: 'one name of https at one range in two lists that differ',
      edits: [
        egress('a', { hosts: ['x.example.com'], ipAddresses: ['10.0.0.0/8'] }),
        egress('b', { hosts: ['y.example.com', 'x.example.com'], ipAddresses: ['10.0.0.0/8'] }),
      ],
      expect: [['overlap', second]],
    },
    {
      name: 'while another lists more than can be compared',
      edits: [egress('a', { ports: [port('443 tcp')] }), egress('b', {}), huge],
      expect: [['overlap', second]],
    },
    {
      name: 'from another namespace, for the same ServiceAccount',
      edits: [egress('a', { ports: [port('443 tcp')] }), egress('z', {}, { namespace: 'bookstore' })],
      expect: [['overlap', 'Egress bookstore/z']],
    },
    {
      name: 'on 0.11.1',
      cluster: 'healthy-0.11.1',
      edits: [egress('a', { ports: [port('443 tcp')] }), egress('b', {})],
      expect: [['overlap', second]],
    },
    {
      name: 'two came of a list that was cut',
      edits: [egress('a', { ports: [port('443 tcp')] }), egress('b', {})],
      incomplete: ['egresses'],
      expect: [['overlap', second]],
    },
  ],
  passes: [
    { name: 'there is none' },
    { name: 'equal ones are merged', edits: [egress('a', plain), egress('b', plain)] },
    {
      name: 'hosts, ports, names and ranges apart',
      edits: [
        egress('a', { ...plain, matches: [routes('read')] }),
        egress('b', { ...plain, hosts: ['other.example.com'] }),
        egress('c', { ...plain, ports: [port('8080 http')], matches: [routes('write')] }),
        egress('d', { hosts: ['x.example.com'] }),
        egress('e', { hosts: ['y.example.com'] }),
        egress('f', { ports: [port('5432 tcp')], ipAddresses: ['10.0.0.0/8'] }),
        egress('g', { ports: [port('5432 tcp')], ipAddresses: ['10.1.0.0/16'] }),
      ],
    },
    {
      name: 'one name of https at two ranges, and one range with a name and without',
      edits: [
        egress('a', { hosts: ['x.example.com'], ipAddresses: ['10.0.0.0/8'] }),
        egress('b', { hosts: ['x.example.com'], ipAddresses: ['192.168.0.0/16'] }),
        egress('c', { ports: [port('443 tcp')], ipAddresses: ['10.0.0.0/8'] }),
        egress('d', { hosts: ['x.example.com'] }),
      ],
    },
    {
      name: 'a range that cannot be read is left out of both',
      edits: [
        egress('a', { ports: [port('5432 tcp')], ipAddresses: ['10.0.0.0/8', '999.0.0.0/8'] }),
        egress('b', { ports: [port('5432 tcp')], ipAddresses: ['192.168.0.0/16', '999.0.0.0/8'] }),
      ],
    },
    {
      name: 'of two ServiceAccounts',
      edits: [
        egress('a', { ports: [port('443 tcp')] }),
        egress('b', { sources: [account('bookstore/bookstore')] }),
      ],
    },
    {
      name: 'a protocol in capitals does not reach the sidecar',
      edits: [egress('a', { ports: [port('443 TCP')] }), egress('b', {})],
    },
    {
      name: 'one ServiceAccount named twice',
      edits: [egress('a', { sources: [account('bookbuyer/bookbuyer'), account('bookbuyer/bookbuyer')] })],
    },
    {
      name: 'the other one is being deleted, or where OSM does not look',
      edits: [
        egress('a', { ports: [port('443 tcp')] }),
        egress('b', {}, elsewhere.leaving),
        egress('b', {}, elsewhere.outside),
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
    {
      name: 'the policies are switched off',
      edits: [
        setFlags({ enableEgressPolicy: false }),
        egress('a', { ports: [port('443 tcp')] }),
        egress('b', {}),
      ],
    },
  ],
  unknown: [
    {
      name: 'so many hosts and ranges that comparing them would stop the run',
      edits: [egress('a', { hosts: hosts(20_000), ipAddresses: ranges(20_000) }), egress('b', {})],
    },
    { name: 'fewer, but of several ports', edits: [huge] },
    { name: 'one came of a list that was cut', edits: [egress('a', {})], incomplete: ['egresses'] },
  ],
};
