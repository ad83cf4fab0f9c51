import { defineCheck } from '../../model/check.ts';
import { judgeConfigurationPresent } from './judge-configuration-present.ts';

export const validatorWebhookPresent = defineCheck({
  id: 'OSM2002',
  name: 'validator-webhook-present',
  area: 'admission',
  severity: 'error',
  title: 'The validating webhook for policies exists',
  failTitle: 'The webhook for policies is missing or being deleted',
  why: 'Without it an Egress, IngressBackend or TrafficTarget that contradicts another or itself is stored, and OSM passes over it or does something else than meant.',
  remedy:
    'Restart osm-controller, which writes it at its start; then look at the policies written meanwhile.',
  source: 'pkg/validator/patch.go, v0.11.1 to v1.2.4',
  explainedBy: ['OSM1002'],
  article: [4],
  reads: ['mesh', 'meshWebhooks'],
  run({ mesh, meshWebhooks }) {
    const effect = 'policies are stored unchecked';
    return judgeConfigurationPresent('ValidatingWebhookConfiguration', mesh, meshWebhooks.validating, effect);
  },
});
