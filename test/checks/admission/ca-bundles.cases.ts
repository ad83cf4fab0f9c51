import type { CheckCases } from '../check-cases.ts';
import { caBundle } from '../pem.ts';
import { mutating, mutatingWith, validating, validatingWith } from './webhooks.ts';

const upstream = {
  mutating: 'MutatingWebhookConfiguration osm-webhook-osm',
  service: { namespace: 'osm-system' },
} as const;

export const cases: CheckCases = {
  fires: [
    { name: 'the CA was replaced', cluster: 'ca-replaced', expect: [['disagree', mutating, 'critical']] },
    {
      name: 'from 1.1 on they must agree',
      cluster: 'healthy-1.1.1',
      edits: [
        mutatingWith({ service: upstream.service, caBundle: caBundle('other-root') }, upstream.mutating),
      ],
      expect: [['disagree', upstream.mutating, 'critical']],
    },
    {
      name: 'the same name in the subject does not make it the same CA',
      edits: [validatingWith({ caBundle: caBundle('other-root') })],
      expect: [['disagree', mutating, 'critical']],
    },
    {
      name: 'empty: pods are refused',
      edits: [mutatingWith({ caBundle: '' })],
      expect: [['empty', mutating, 'critical']],
    },
    {
      name: 'empty: only policies are refused',
      edits: [validatingWith({ caBundle: '' })],
      expect: [['empty', validating, 'error']],
    },
    {
      name: 'empty and open: pods are created without a sidecar',
      edits: [mutatingWith({ caBundle: '', failurePolicy: 'Ignore' })],
      expect: [['empty', mutating, 'error']],
    },
    {
      name: 'something that is no certificate',
      edits: [mutatingWith({ caBundle: Buffer.from('not a certificate').toString('base64') })],
      expect: [['unreadable', mutating, 'critical']],
    },
    {
      name: 'PEM around something that is no certificate',
      edits: [
        validatingWith({
          caBundle: Buffer.from('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n').toString(
            'base64',
          ),
        }),
      ],
      expect: [['unreadable', validating, 'error']],
    },
    {
      name: 'empty is wrong up to 1.0 as well',
      cluster: 'healthy-1.0.0',
      edits: [mutatingWith({ caBundle: '' })],
      expect: [['empty', mutating, 'critical']],
    },
  ],
  passes: [
    { name: 'in 0.11.1 each is the certificate of its webhook', cluster: 'healthy-0.11.1' },
    { name: 'in 1.0.0 each is the certificate of its webhook', cluster: 'healthy-1.0.0' },
    { name: 'upstream 1.1.1', cluster: 'healthy-1.1.1' },
    {
      name: 'during a rotation the controller trusts the old CA as well',
      edits: [
        mutatingWith({ caBundle: caBundle('other-root') }),
        validatingWith({ caBundle: caBundle('root', 'other-root') }),
      ],
    },
    {
      name: 'during a rotation the injector shows the old CA as well',
      edits: [
        mutatingWith({ caBundle: caBundle('other-root', 'root') }),
        validatingWith({ caBundle: caBundle('root') }),
      ],
    },
    { name: 'readable and about to end: OSM3001', cluster: 'ca-expiring' },
    { name: 'a second mesh has its own CA', cluster: 'two-meshes' },
  ],
  notApplicable: [{ name: 'left over without a control plane: OSM2007', cluster: 'stale-webhooks' }],
  unknown: [
    { name: 'there is no webhook: OSM2001', edits: [{ remove: mutating }, { remove: validating }] },
    {
      name: 'the release is not known, so neither is whether they should agree',
      cluster: 'ca-replaced',
      edits: ['osm-controller', 'osm-injector', 'osm-bootstrap'].map((component) => ({
        patch: `Deployment kube-system/${component}`,
        with: {
          metadata: { labels: { 'app.kubernetes.io/version': null } },
          spec: { template: { spec: { containers: [{ name: component, image: 'osm:latest' }] } } },
        },
      })),
    },
    { name: 'only some configurations came', cluster: 'ca-replaced', incomplete: ['validatingWebhooks'] },
  ],
};
