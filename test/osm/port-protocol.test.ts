import { describe, expect, test } from '@jest/globals';
import { protocolOf, protocolsOf } from '../../src/osm/port-protocol.ts';

const releases = {
  '0.11.1': { major: 0, minor: 11, patch: 1 },
  '1.0.0': { major: 1, minor: 0, patch: 0 },
  '1.1.4': { major: 1, minor: 1, patch: 4 },
  '1.2.0': { major: 1, minor: 2, patch: 0 },
  '1.2.11': { major: 1, minor: 2, patch: 11 },
} as const;
type Release = keyof typeof releases;

const known = (protocol: string, by: string) => ({ is: 'known', protocol, by });

describe('protocolOf', () => {
  test.each<[Release, { name?: string; appProtocol?: string }, object]>([
    ['1.2.0', {}, known('http', 'default')],
    ['1.2.0', { appProtocol: 'tcp' }, known('tcp', 'appProtocol')],
    ['1.2.0', { appProtocol: 'GRPC' }, known('grpc', 'appProtocol')],
    ['1.2.0', { appProtocol: 'http', name: 'tcp-a' }, known('http', 'appProtocol')],
    ['1.2.0', { appProtocol: 'redis', name: 'tcp-a' }, { is: 'unknown', appProtocol: 'redis' }],
    ['1.2.0', { appProtocol: '' }, { is: 'unknown', appProtocol: '' }],
    ['1.2.0', { name: 'tcp-a' }, known('tcp', 'name')],
    ['1.2.0', { name: 'http-a' }, known('http', 'name')],
    ['1.2.11', { name: 'tcp-server-first-a' }, known('tcp-server-first', 'name')],
    ['1.2.0', { name: 'tcp' }, known('http', 'default')],
    ['1.2.0', { name: 'mytcp-a' }, known('http', 'default')],
    ['1.1.4', { name: 'tcp-a' }, known('http', 'default')],
    ['1.1.4', { appProtocol: 'tcp-server-first' }, known('tcp-server-first', 'appProtocol')],
    ['1.0.0', { appProtocol: 'Tcp-Server-First' }, known('tcp-server-first', 'appProtocol')],
    ['0.11.1', { appProtocol: 'tcp-server-first' }, { is: 'unknown', appProtocol: 'tcp-server-first' }],
    ['0.11.1', { appProtocol: 'TCP' }, known('tcp', 'appProtocol')],
    ['0.11.1', { name: 'tcp-a' }, known('http', 'default')],
  ])('%s: %j', (release, port, expected) => {
    expect(protocolOf(port, releases[release])).toEqual(expected);
  });
});

test('tcp-server-first came with v1.0', () => {
  expect(protocolsOf(releases['0.11.1'])).not.toContain('tcp-server-first');
  expect(protocolsOf(releases['1.0.0'])).toContain('tcp-server-first');
});
