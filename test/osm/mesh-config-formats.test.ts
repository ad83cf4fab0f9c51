import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseIpv4Range } from '../../src/osm/mesh-config/cidr.ts';
import { controlPlaneLogLevels, type Format, judgeFormat } from '../../src/osm/mesh-config/format.ts';
import { parseGoDuration } from '../../src/osm/mesh-config/go-duration.ts';
import { judgeValue, meshConfigKeys } from '../../src/osm/mesh-config/index.ts';

const v1011 = { major: 0, minor: 11, patch: 1 };
const v11 = { major: 1, minor: 1, patch: 4 };
const v12 = { major: 1, minor: 2, patch: 4 };

describe('Go durations', () => {
  test.each([
    ['24h', 86_400_000],
    ['1h30m', 5_400_000],
    ['300ms', 300],
    ['1.5h', 5_400_000],
    ['.5s', 500],
    ['5.s', 5000],
    ['0', 0],
    ['-0', 0],
    ['0s', 0],
    ['-1.5h', -5_400_000],
    ['+10m', 600_000],
    ['1us', 0.001],
    ['1µs', 0.001],
    ['1μs', 0.001],
    ['1m1m', 120_000],
    ['2562047h', 9_223_369_200_000],
  ])('%s is %d ms', (text, milliseconds) => {
    expect(parseGoDuration(text)).toBeCloseTo(milliseconds, 9);
  });

  test.each([
    '',
    ' ',
    '24',
    '1d',
    '1w',
    'soon',
    '24H',
    '1 h',
    ' 24h',
    '24h ',
    '.',
    '.s',
    '-',
    '+',
    'h',
    '1h30',
    '--1h',
    '1e3s',
    '1,5h',
    '2562048h',
    'P1D',
  ])('%j is none', (text) => {
    expect(parseGoDuration(text)).toBeUndefined();
  });

  test('any sequence of amounts adds up', () => {
    const units = { ns: 1e-6, us: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 3.6e6 };
    const part = fc.tuple(fc.nat(9999), fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[])));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const text = parts.map(([count, unit]) => `${count}${unit}`).join('');
        const sum = parts.reduce((total, [count, unit]) => total + count * units[unit], 0);

        expect(parseGoDuration(text)).toBeCloseTo(sum, 3);
      }),
    );
  });
});

const octet = fc.integer({ min: 0, max: 255 });
const octets = fc.tuple(octet, octet, octet, octet);

describe('IPv4 ranges', () => {
  test.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['1.1.1.1/24', '1.1.1.0/24'],
    ['169.254.169.254/32', '169.254.169.254/32'],
    ['255.255.255.255/0', '0.0.0.0/0'],
    ['10.127.255.255/9', '10.0.0.0/9'],
    ['10.255.0.0/9', '10.128.0.0/9'],
  ])('%s is the network %s', (text, network) => {
    expect(parseIpv4Range(text)?.network).toBe(network);
  });

  test.each([
    '999.1.1.1/99',
    'x1.2.3.4/8',
    '10.0.0.0',
    '10.0.0.0/33',
    '256.0.0.0/8',
    '10.0.0/8',
    '010.0.0.0/8',
    '10.0.0.0/08',
    '10.0.0.0/8 ',
    '::1/128',
    'fd00::/8',
    '10.0.0.0/8/8',
    '',
    '10.0.0.0/-1',
  ])('%j is none', (text) => {
    expect(parseIpv4Range(text)).toBeUndefined();
    expect(judgeFormat('cidr', text, v12)).toBeDefined();
  });

  test('every range is accepted, and its network is one that stays the same', () => {
    fc.assert(
      fc.property(octets, fc.integer({ min: 0, max: 32 }), (parts, prefix) => {
        const text = `${parts.join('.')}/${prefix}`;
        const network = parseIpv4Range(text)?.network ?? '';

        expect(judgeFormat('cidr', text, v12)).toBeUndefined();
        expect(parseIpv4Range(network)?.network).toBe(network);
      }),
    );
  });

  test('nothing else is accepted', () => {
    const wrong = fc
      .tuple(fc.array(fc.nat(400), { minLength: 1, maxLength: 6 }), fc.nat(99))
      .filter(([parts, prefix]) => parts.length !== 4 || prefix > 32 || parts.some((part) => part > 255));
    fc.assert(
      fc.property(wrong, ([parts, prefix]) => {
        expect(parseIpv4Range(`${parts.join('.')}/${prefix}`)).toBeUndefined();
      }),
    );
  });
});

describe('what OSM can use', () => {
  const cases: readonly [Format, unknown][] = [
    ['port', 1],
    ['port', 65535],
    ['tracingPort', 9411],
    ['tracingPort', 32767],
    ['certificateValidity', '24h'],
    ['certificateValidity', '1m'],
    ['gatewayValidity', '24h'],
    ['resyncInterval', '0s'],
    ['resyncInterval', '0'],
    ['resyncInterval', '30s'],
    ['resyncInterval', '1h'],
    ['authorizationTimeout', '300ms'],
    ['keyBits', 2048],
    ['keyBits', 3072],
    ['keyBits', 4096],
    ['connections', 0],
    ['connections', 50],
    ['sidecarLogLevel', 'critical'],
    ['controlPlaneLogLevel', 'WARN'],
    ['image', ''],
    ['image', 'mcr.microsoft.com/oss/envoyproxy/envoy:v1.26.7'],
    ['image', 'localhost:5000/envoy'],
    ['image', `envoyproxy/envoy-alpine@sha256:${'6'.repeat(64)}`],
    ['host', 'jaeger.kube-system.svc.cluster.local'],
    ['host', '10.0.0.4'],
    ['urlPath', '/api/v2/spans'],
    ['quantities', { cpu: '100m', memory: '64Mi' }],
    ['quantities', { cpu: 1, memory: '1.5e3', storage: '0.5Gi' }],
    ['quantities', {}],
  ];

  test.each(cases)('%s: %j', (format, value) => {
    expect(judgeFormat(format, value, v12)).toBeUndefined();
  });
});

describe('what OSM cannot use', () => {
  const cases: readonly [Format, unknown, string][] = [
    ['port', 0, 'refuses it'],
    ['port', 65536, 'refuses it'],
    ['tracingPort', 32768, "can't decode the whole MeshConfig"],
    ['tracingPort', 99999, "can't decode the whole MeshConfig"],
    ['tracingPort', 0, 'uses 9411'],
    ['tracingPort', -1, 'No trace'],
    ['certificateValidity', 'soon', 'uses 24h'],
    ['certificateValidity', '1d', 'uses 24h'],
    ['certificateValidity', '', 'uses 24h'],
    ['certificateValidity', '59s', 'no minimum'],
    ['certificateValidity', '-24h', 'no minimum'],
    ['gatewayValidity', '1 day', 'the controller exits'],
    ['resyncInterval', '29s', 'keeps the interval'],
    ['resyncInterval', '-30s', 'keeps the interval'],
    ['resyncInterval', 'off', 'keeps the interval'],
    ['authorizationTimeout', '1', 'uses 1s'],
    ['keyBits', 1024, 'uses 2048'],
    ['keyBits', 8192, 'uses 2048'],
    ['connections', -1, 'no limit'],
    ['sidecarLogLevel', 'off', 'refuses it'],
    ['controlPlaneLogLevel', 'warning', 'keeps the level'],
    ['controlPlaneLogLevel', 'banana', 'keeps the level'],
    ['image', 'envoy proxy', 'InvalidImageName'],
    ['image', 'https://mcr.microsoft.com/envoy', 'InvalidImageName'],
    ['host', 'http://jaeger', 'never reach'],
    ['host', 'jaeger:9411', 'never reach'],
    ['urlPath', 'api/v2/spans', 'no spans'],
    ['quantities', { cpu: 'lots' }, "can't decode the whole MeshConfig"],
    ['quantities', { memory: '64MB' }, "can't decode the whole MeshConfig"],
  ];

  test.each(cases)('%s: %j: %s', (format, value, consequence) => {
    const misfit = judgeFormat(format, value, v12);

    expect(misfit?.consequence).toContain(consequence);
    expect(misfit?.wrong).toMatch(/\.$/);
    expect(misfit?.consequence).toMatch(/\.$/);
  });

  test('differs by release', () => {
    expect(judgeFormat('connections', -1, v11)?.consequence).toBe('The controller refuses every sidecar.');
    expect(judgeFormat('image', '', v1011)?.consequence).toContain('refuses every Linux pod');
  });

  test('is told item by item', () => {
    const ranges = meshConfigKeys.find(({ path }) => path.endsWith('.outboundIPRangeExclusionList'));

    expect(ranges && judgeValue(ranges, ['10.0.0.0/8', '999.1.1.1/99', 'x1.2.3.4/8'], v12)).toHaveLength(2);
  });

  test('leaves wrong types to the schema', () => {
    const formats = [...new Set(meshConfigKeys.flatMap(({ format = [] }) => format))];

    expect(formats.filter((format) => judgeFormat(format, true, v12) !== undefined)).toEqual([]);
    expect(formats.filter((format) => judgeFormat(format, null, v12) !== undefined)).toEqual([]);
  });
});

describe('the defaults of the table', () => {
  test.each(meshConfigKeys.map((key) => [key.path, key] as const))('%s: OSM can use them', (_, key) => {
    const { schema = [], preset = [], aks = [] } = key.defaults;
    const values = [...schema, ...preset, ...aks]
      .map(([, value]) => value)
      .filter((value) => value !== undefined);

    expect(values.flatMap((value) => judgeValue(key, value, v12))).toEqual([]);
  });

  test('log levels are accepted in any case', () => {
    fc.assert(
      fc.property(fc.mixedCase(fc.constantFrom(...controlPlaneLogLevels)), (level) => {
        expect(judgeFormat('controlPlaneLogLevel', level, v12)).toBeUndefined();
      }),
    );
  });

  test('a rule takes any value', () => {
    const formats = [...new Set(meshConfigKeys.flatMap(({ format = [] }) => format))];
    fc.assert(
      fc.property(fc.constantFrom(...formats), fc.anything(), (format, value) => {
        const misfit = judgeFormat(format, value, v12);
        expect(misfit === undefined || misfit.wrong.length > 0).toBe(true);
      }),
    );
  });
});
