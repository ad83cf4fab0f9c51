import { defineCheck } from '../../model/check.ts';
import { judgeConfigurationPresent } from './judge-configuration-present.ts';

export const injectorWebhookPresent = defineCheck({
  id: 'OSM2001',
  name: 'injector-webhook-present',
  area: 'admission',
  severity: 'error',
  title: 'The mutating webhook that injects sidecars exists',
  failTitle: 'The webhook for sidecars is missing or being deleted',
  why: 'Without it new pods of meshed namespaces start without a sidecar, and nothing says so: they are outside the mesh, without mTLS and without policies.',
  remedy: 'Restart osm-injector, which writes it at its start; then restart what was created meanwhile.',
  source: 'pkg/injector/webhook.go, v0.11.1 to v1.2.4',
  explainedBy: ['OSM1003'],
  article: [5],
  reads: ['mesh', 'meshWebhooks'],
  run({ mesh, meshWebhooks }) {
    const effect = 'new pods get no sidecar';
    return judgeConfigurationPresent('MutatingWebhookConfiguration', mesh, meshWebhooks.mutating, effect);
  },
});
