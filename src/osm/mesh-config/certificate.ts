import { always, type Fallback, type MeshConfigKey } from './key.ts';

const gateway = 'spec.certificate.ingressGateway';
const noGateway: Fallback = {
  says: 'without ingressGateway no certificate is issued for an ingress controller',
};

/**
 * Keys of `spec.certificate`; sources as in sidecar.ts, `pkg/certificate/manager.go` and
 * `pkg/ingress` (the gateway's certificate).
 */
export const certificateKeys: readonly MeshConfigKey[] = [
  {
    path: 'spec.certificate.serviceCertValidityDuration',
    type: 'string',
    format: 'certificateValidity',
    requiredIn: 'spec.certificate',
    defaults: { preset: always('24h'), aks: always('24h'), code: always({ value: '24h' }) },
    means: 'How long the certificates of sidecars are valid.',
    takesEffect: [
      ['v0.11.1', 'controlPlaneRestart'],
      ['v1.2.0', 'nextIssuance'],
    ],
    note: 'Up to v1.1 renewals keep the duration that the controller read when it started. What OSM cannot read counts as 24h; there is no minimum.',
    risk: 'high',
    since: 'v0.11.1',
  },
  {
    path: 'spec.certificate.certKeyBitSize',
    type: 'integer',
    format: 'keyBits',
    requiredIn: 'spec.certificate',
    defaults: { preset: always(2048), aks: always(2048), code: always({ value: 2048 }) },
    means:
      'The size of the RSA keys of the certificates that OSM issues; not of the CA, whose key is always 2048 bits.',
    takesEffect: always('controlPlaneRestart'),
    note: 'A size outside 2048 to 4096 counts as 2048.',
    risk: 'medium',
    since: 'v0.11.1',
  },
  {
    path: 'spec.certificate.ingressGateway.subjectAltNames',
    type: 'strings',
    limits: {
      minItems: [
        ['v0.11.1', undefined],
        ['v1.0.0', 1],
      ],
    },
    requiredIn: gateway,
    defaults: { code: always(noGateway) },
    means: "The names in the ingress controller's client certificate; only the first is used.",
    takesEffect: always('atOnce'),
    risk: 'medium',
    since: 'v0.11.1',
  },
  {
    path: 'spec.certificate.ingressGateway.validityDuration',
    type: 'string',
    format: 'gatewayValidity',
    requiredIn: gateway,
    defaults: { code: always(noGateway) },
    means: "How long the ingress controller's client certificate is valid.",
    takesEffect: always('atOnce'),
    note: 'What OSM cannot read ends the controller when it next starts.',
    risk: 'high',
    since: 'v0.11.1',
  },
  {
    path: 'spec.certificate.ingressGateway.secret.name',
    type: 'string',
    requiredIn: gateway,
    defaults: { code: always(noGateway) },
    means: "The name of the Secret into which the ingress controller's certificate is written.",
    takesEffect: always('atOnce'),
    risk: 'medium',
    since: 'v0.11.1',
  },
  {
    path: 'spec.certificate.ingressGateway.secret.namespace',
    type: 'string',
    requiredIn: gateway,
    defaults: { code: always(noGateway) },
    means: "The namespace of the Secret into which the ingress controller's certificate is written.",
    takesEffect: always('atOnce'),
    risk: 'medium',
    since: 'v0.11.1',
  },
];
