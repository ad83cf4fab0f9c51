import type { CheckCases } from '../check-cases.ts';
import { backend, elsewhere, ingressBackend, nginx, ours, principal, range, setFlags } from './objects.ts';

const web = 'IngressBackend bookbuyer/web';
const grpc = { backends: [backend('bookbuyer:14001 grpc')] };
const off = setFlags({ enableIngressBackendPolicy: false });

export const cases: CheckCases = {
  fires: [
    {
      name: 'a protocol that OSM does not know',
      edits: [ingressBackend('web', grpc)],
      expect: [['unknownProtocol', web, 'error']],
    },
    {
      name: 'a kind of source that OSM does not know, for its case',
      edits: [ingressBackend('web', { sources: [nginx, { ...nginx, kind: 'service' }] })],
      expect: [['unknownSource', web, 'error']],
    },
    {
      name: 'a range that cannot be read beside what counts',
      edits: [
        ingressBackend('web', { sources: [range('10.0.0.0/8'), range('10.0.0.0-10.0.0.9')] }),
        ingressBackend('till', { sources: [nginx, range('10.0.0.1')] }),
      ],
      expect: [
        ['rangeIgnored', 'IngressBackend bookbuyer/till', 'error'],
        ['rangeIgnored', web, 'error'],
      ],
    },
    {
      name: 'the only range of a verified https backend',
      edits: [
        ingressBackend('web', {
          backends: [backend('bookbuyer:14001 https')],
          sources: [principal, range('x')],
        }),
      ],
      expect: [['rangeIgnored', web]],
    },
    {
      name: 'matches, which nothing reads',
      edits: [
        ingressBackend('web', {
          matches: [{ apiGroup: 'specs.smi-spec.io/v1alpha4', kind: 'HTTPRouteGroup', name: 'x' }],
        }),
      ],
      expect: [['matchesIgnored', web, 'warning']],
    },
    {
      name: 'tls of an http backend',
      edits: [
        ingressBackend('web', {
          backends: [backend('bookbuyer:14001 http', { skipClientCertValidation: false })],
        }),
      ],
      expect: [['tlsUnused', web, 'info']],
    },
    {
      name: 'on 0.11.1 the flag is off, which says all there is to say',
      cluster: 'healthy-0.11.1',
      edits: [off, ingressBackend('web', grpc)],
      expect: [['switchedOff', ours, 'warning']],
    },
    {
      name: 'some came of a list that was cut',
      edits: [ingressBackend('web', grpc)],
      incomplete: ['ingressBackends'],
      expect: [['unknownProtocol', web]],
    },
  ],
  passes: [
    { name: 'there is none' },
    { name: 'on 0.11.1 the flag is off and there is none', cluster: 'healthy-0.11.1', edits: [off] },
    { name: 'upstream, with one', cluster: 'healthy-1.1.1' },
    { name: 'from 1.0 on nothing reads the flag', edits: [off, ingressBackend('web', {})] },
    {
      name: 'every kind of source, and protocols in capitals',
      edits: [
        ingressBackend('web', {
          backends: [
            backend('bookbuyer:14001 HTTP'),
            backend('bookbuyer:14002 Https', {
              skipClientCertValidation: false,
              sniHosts: ['a.example.com', 'b.example.com'],
            }),
          ],
          sources: [nginx, principal, range('10.0.0.0/8'), range('2001:db8::/32')],
        }),
      ],
    },
    {
      name: 'the only range, which opens all, is the finding of OSM8003',
      edits: [ingressBackend('web', { sources: [range('x')] })],
    },
    {
      name: 'where OSM does not look, or what is being deleted',
      edits: [ingressBackend('web', grpc, elsewhere.outside), ingressBackend('web', grpc, elsewhere.leaving)],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [{ name: 'none came of a list that was cut', incomplete: ['ingressBackends'] }],
};
