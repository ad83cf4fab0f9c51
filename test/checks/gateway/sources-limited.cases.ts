import type { CheckCases } from '../check-cases.ts';
import { terminate } from '../injection/objects.ts';
import { backend, elsewhere, ingressBackend, nginx, principal, range } from './objects.ts';

const web = 'IngressBackend bookbuyer/web';
const http = [backend('bookbuyer:14001 http')];
const https = [backend('bookbuyer:14001 https')];
const skipping = [backend('bookbuyer:14001 https', { skipClientCertValidation: true })];
const verifying = [backend('bookbuyer:14001 https', { skipClientCertValidation: false })];

export const cases: CheckCases = {
  fires: [
    {
      name: 'no sources',
      edits: [ingressBackend('web', { sources: [] })],
      expect: [['noSources', web, 'error']],
    },
    {
      name: 'the protocol in capitals is http too',
      edits: [ingressBackend('web', { backends: [backend('bookbuyer:14001 HTTP')], sources: [] })],
      expect: [['noSources', web]],
    },
    {
      name: 'principals alone limit no http backend',
      edits: [ingressBackend('web', { sources: [principal] })],
      expect: [['principalsOnly', web, 'error']],
    },
    {
      name: 'nor an https one that verifies no certificate',
      edits: [ingressBackend('web', { backends: [...skipping, ...verifying], sources: [principal] })],
      expect: [['principalsOnly', web, 'error']],
    },
    {
      name: 'nor does a kind that OSM does not know',
      edits: [ingressBackend('web', { sources: [{ ...nginx, kind: 'service' }] })],
      expect: [['principalsOnly', web]],
    },
    {
      name: 'every address, of IPv4 and IPv6, however it is written',
      edits: ['0.0.0.0/0', '10.1.2.3/0', '::/0', '0.0.0.0/00'].map((name, index) =>
        ingressBackend(`web${index}`, { sources: [nginx, range(name)] }),
      ),
      expect: [0, 1, 2, 3].map((index) => ['anyAddress', `${web}${index}`, 'error'] as const),
    },
    {
      name: 'every address where certificates are not verified',
      edits: [ingressBackend('web', { backends: skipping, sources: [principal, range('0.0.0.0/0')] })],
      expect: [['anyAddress', web]],
    },
    {
      name: 'the only range is none: it fails open',
      edits: [ingressBackend('web', { sources: [range('10.0.0.0/33')] })],
      expect: [['failsOpen', web, 'critical']],
    },
    {
      name: 'addresses without their prefix, which a patch can mend',
      edits: [ingressBackend('web', { sources: [range('10.0.0.1'), range('10.0.0.2'), principal] })],
      expect: [['failsOpen', web, 'critical']],
    },
    {
      name: 'an address without its prefix beside what is none: no command',
      edits: [ingressBackend('web', { sources: [range('10.0.0.1'), range('all')] })],
      expect: [['failsOpen', web, 'critical']],
    },
    {
      name: 'zeros before an octet are no address to Go',
      edits: [ingressBackend('web', { sources: [range('010.0.0.0/8')] })],
      expect: [['failsOpen', web, 'critical']],
    },
    {
      name: 'https that verifies nobody, and no range that can be read',
      edits: [ingressBackend('web', { backends: skipping, sources: [principal, range('all')] })],
      expect: [['failsOpen', web, 'critical']],
    },
    {
      name: 'one of two backends is http',
      edits: [
        ingressBackend('web', {
          backends: [...verifying, backend('bookbuyer:14002 http')],
          sources: [principal, range('0.0.0.0/0')],
        }),
      ],
      expect: [['anyAddress', web]],
    },
    {
      name: 'a principal beside what counts',
      edits: [ingressBackend('web', { sources: [nginx, principal] })],
      expect: [['principalIgnored', web, 'warning']],
    },
    {
      name: '1.0.0',
      cluster: 'healthy-1.0.0',
      edits: [ingressBackend('web', { sources: [] })],
      expect: [['noSources', web]],
    },
    {
      name: 'some came of a list that was cut',
      edits: [ingressBackend('web', { sources: [] })],
      incomplete: ['ingressBackends'],
      expect: [['noSources', web]],
    },
  ],
  passes: [
    { name: 'there is none' },
    { name: 'upstream, with one', cluster: 'healthy-1.1.1' },
    { name: 'the ingress controller is the source', edits: [ingressBackend('web', {})] },
    {
      name: 'ranges, of IPv6 too, and zeros before the prefix',
      edits: [ingressBackend('web', { sources: [range('10.0.0.0/08'), range('2001:db8::/32')] })],
    },
    {
      name: 'one range can be read',
      edits: [ingressBackend('web', { sources: [range('10.0.0.0/8'), range('all')] })],
    },
    {
      name: 'https that verifies: the address does not matter',
      edits: [
        ingressBackend('web', { backends: verifying, sources: [principal, range('0.0.0.0/0')] }),
        ingressBackend('shop', { backends: verifying, sources: [principal, range('all')] }),
        ingressBackend('till', { backends: https, sources: [] }),
      ],
    },
    {
      name: 'https that verifies nobody and names no principal lets in nobody, and grpc is not served at all',
      edits: [
        ingressBackend('web', { backends: skipping, sources: [range('0.0.0.0/0')] }),
        ingressBackend('shop', {
          backends: [backend('bookbuyer:14001 grpc', { skipClientCertValidation: true })],
          sources: [principal, range('0.0.0.0/0')],
        }),
      ],
    },
    {
      name: 'principals are there for the https backend beside the http one',
      edits: [
        ingressBackend('web', {
          backends: [...http, backend('bookbuyer:14002 https')],
          sources: [nginx, principal],
        }),
      ],
    },
    { name: 'nothing is opened', edits: [ingressBackend('web', { backends: [], sources: [] })] },
    {
      name: 'where OSM does not look, or what is being deleted',
      edits: [
        ingressBackend('web', { sources: [] }, elsewhere.outside),
        ingressBackend('web', { sources: [] }, elsewhere.system),
        ingressBackend('web', { sources: [] }, elsewhere.leaving),
      ],
    },
    {
      name: 'the system is never in the mesh, though it is labelled',
      cluster: 'meshed-kube-system',
      edits: [ingressBackend('web', { sources: [] }, elsewhere.system)],
    },
    {
      name: 'a namespace that is being deleted',
      edits: [ingressBackend('web', { sources: [] }), terminate('bookbuyer')],
    },
    {
      name: "a second mesh's namespace is not ours to judge",
      cluster: 'two-meshes',
      edits: [ingressBackend('web', { sources: [] }, { namespace: 'playground' })],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [
    { name: 'none came of a list that was cut', incomplete: ['ingressBackends'] },
    {
      name: 'only some namespaces came',
      edits: [ingressBackend('web', { sources: [] })],
      incomplete: ['namespaces'],
    },
  ],
};
