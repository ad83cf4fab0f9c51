import type { CheckCases, Edit } from '../check-cases.ts';
import { backend, elsewhere, ingressBackend, nginx, principal, range } from './objects.ts';

const web = 'IngressBackend bookbuyer/web';
const https = [backend('bookbuyer:14001 https')];
const skip = { skipClientCertValidation: true };
const skipping = [backend('bookbuyer:14001 https', { ...skip, sniHosts: ['shop.example.com'] })];
const verifying = [backend('bookbuyer:14001 https', { skipClientCertValidation: false })];

/** The release with the fault. */
const v120: Edit = {
  patch: 'Deployment kube-system/osm-controller',
  with: {
    spec: {
      template: {
        spec: {
          containers: [
            { name: 'osm-controller', image: 'mcr.microsoft.com/oss/openservicemesh/osm-controller:v1.2.0' },
          ],
        },
      },
    },
  },
};

export const cases: CheckCases = {
  fires: [
    {
      name: 'certificates are not verified',
      edits: [ingressBackend('web', { backends: skipping, sources: [nginx, principal] })],
      expect: [['unverified', web, 'warning']],
    },
    {
      name: 'of one of two',
      edits: [
        ingressBackend('web', {
          backends: [backend('bookbuyer:14002 HTTPS', skip), ...verifying],
          sources: [nginx, principal],
        }),
      ],
      expect: [['unverified', web]],
    },
    {
      name: 'beside backends that have no tls, or are http, where it does not count: they stay as they are',
      edits: [
        ingressBackend('web', {
          backends: [
            ...skipping,
            backend('bookbuyer:14002 https'),
            backend('bookbuyer:14003 http', skip),
            backend('bookbuyer:14004 http', { skipClientCertValidation: false }),
          ],
          sources: [nginx, principal],
        }),
      ],
      expect: [['unverified', web]],
    },
    {
      name: 'no principal, so nobody is let in',
      edits: [ingressBackend('web', { backends: verifying })],
      expect: [['nobody', web, 'error']],
    },
    {
      name: 'no principal and no tls',
      edits: [ingressBackend('web', { backends: https, sources: [range('10.0.0.0/8')] })],
      expect: [['nobody', web, 'error']],
    },
    {
      name: 'no principal, though nothing is verified: what the webhook refuses and older objects hold',
      edits: [ingressBackend('web', { backends: skipping })],
      expect: [['nobody', web, 'error']],
    },
    {
      name: 'no sources at all',
      edits: [ingressBackend('web', { backends: verifying, sources: [] })],
      expect: [['nobody', web, 'error']],
    },
    {
      name: '1.2.0 refuses every principal',
      edits: [v120, ingressBackend('web', { backends: verifying, sources: [nginx, principal] })],
      expect: [['refusesAll', web, 'error']],
    },
    {
      name: 'but on 1.2.0 too nobody is refused who is not asked',
      edits: [v120, ingressBackend('web', { backends: skipping, sources: [nginx, principal] })],
      expect: [['unverified', web]],
    },
    {
      name: 'on 0.11.1',
      cluster: 'healthy-0.11.1',
      edits: [ingressBackend('web', { backends: https })],
      expect: [['nobody', web, 'error']],
    },
    {
      name: 'some came of a list that was cut',
      edits: [ingressBackend('web', { backends: https })],
      incomplete: ['ingressBackends'],
      expect: [['nobody', web, 'error']],
    },
  ],
  passes: [
    { name: 'there is none' },
    { name: 'upstream, with an http one', cluster: 'healthy-1.1.1' },
    {
      name: 'a verified principal',
      edits: [ingressBackend('web', { backends: https, sources: [nginx, principal] })],
    },
    {
      name: '1.2.0 asks nobody who is not verified',
      edits: [v120, ingressBackend('web', { backends: [backend('bookbuyer:14001 http', skip)] })],
    },
    {
      name: 'where OSM does not look, or what is being deleted',
      edits: [
        ingressBackend('web', { backends: https }, elsewhere.outside),
        ingressBackend('web', { backends: https }, elsewhere.leaving),
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [{ name: 'none came of a list that was cut', incomplete: ['ingressBackends'] }],
};
