import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nearest } from '../../src/commands/nearest.ts';
import { findKey } from '../../src/osm/mesh-config/find-key.ts';
import { meshConfigKeys } from '../../src/osm/mesh-config/index.ts';

describe('findKey', () => {
  test.each([
    ['enableEgress', 'spec.traffic.enableEgress'],
    ['ENABLEEGRESS', 'spec.traffic.enableEgress'],
    ['.spec.traffic.enableEgress', 'spec.traffic.enableEgress'],
    [' traffic.enableegress ', 'spec.traffic.enableEgress'],
    ['tracing.port', 'spec.observability.tracing.port'],
    ['spec.tracing.port', 'spec.observability.tracing.port'],
    ['logLevel', 'spec.sidecar.logLevel'],
    ['osmLogLevel', 'spec.observability.osmLogLevel'],
    ['limits', 'spec.sidecar.resources.limits'],
    ['secret.name', 'spec.certificate.ingressGateway.secret.name'],
  ])('%s is %s', (typed, path) => {
    expect(findKey(typed, meshConfigKeys)).toMatchObject({ is: 'key', key: { path } });
  });

  test.each([
    ['port', ['spec.traffic.inboundExternalAuthorization.port', 'spec.observability.tracing.port']],
    ['enable', ['spec.traffic.inboundExternalAuthorization.enable', 'spec.observability.tracing.enable']],
    ['resources', ['spec.sidecar.resources.limits', 'spec.sidecar.resources.requests']],
    [
      'ingressGateway.secret',
      ['spec.certificate.ingressGateway.secret.name', 'spec.certificate.ingressGateway.secret.namespace'],
    ],
  ])('%s is ambiguous', (typed, choices) => {
    expect(findKey(typed, meshConfigKeys)).toEqual({ is: 'ambiguous', choices });
  });

  test.each([
    ['enablEgress', 'enableEgress'],
    ['tracing.prot', 'tracing.port'],
    ['spec.observability.tracing.osmLogLevel', 'observability.osmLogLevel'],
    ['egress', 'enableEgress'],
  ])('%s is unknown and near to %s', (typed, meant) => {
    const found = findKey(typed, meshConfigKeys);

    expect(found.is === 'unknown' && nearest(found.typed, found.near)).toContain(meant);
  });

  test.each(['', ' ', '.', 'spec', 'spec.', 'Egress.enable', 'gress'])('%j is no key', (typed) => {
    expect(findKey(typed, meshConfigKeys).is).toBe('unknown');
  });

  test('a whole path wins over longer ones that end like it', () => {
    const keys = [{ path: 'spec.a.port' }, { path: 'spec.b.a.port' }];

    expect(findKey('a.port', keys)).toEqual({ is: 'key', key: { path: 'spec.a.port' } });
    expect(findKey('port', keys)).toEqual({ is: 'ambiguous', choices: ['spec.a.port', 'spec.b.a.port'] });
  });

  test('every key is found by its path, and by any end of it at least as a choice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...meshConfigKeys), fc.nat(6), fc.boolean(), (key, skip, loud) => {
        const steps = key.path.split('.');
        const end = steps.slice(Math.min(skip, steps.length - 1)).join('.');
        const found = findKey(loud ? end.toUpperCase() : end, meshConfigKeys);

        if (skip === 0) expect(found).toEqual({ is: 'key', key });
        if (found.is === 'key') expect(found.key).toBe(key);
        else expect(found).toEqual({ is: 'ambiguous', choices: expect.arrayContaining([key.path]) });
      }),
    );
  });

  test('takes any text', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(['key', 'ambiguous', 'unknown']).toContain(findKey(typed, meshConfigKeys).is);
      }),
    );
  });
});
