import type { CheckCases } from '../check-cases.ts';
import { mutating, validating } from './webhooks.ts';

export const cases: CheckCases = {
  fires: [
    { name: 'it is gone', edits: [{ remove: validating }], expect: [['missing', validating, 'error']] },
    {
      name: 'it is gone, upstream has another name for it',
      cluster: 'healthy-1.1.1',
      edits: [{ remove: 'ValidatingWebhookConfiguration osm-validator-mesh-osm' }],
      expect: [['missing', 'ValidatingWebhookConfiguration osm-validator-mesh-osm']],
    },
    {
      name: 'the configuration is there but holds no webhook',
      edits: [{ patch: validating, with: { webhooks: null } }],
      expect: [['empty', validating]],
    },
    {
      name: 'it is being deleted, a finalizer holds it',
      edits: [{ patch: validating, with: { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } } }],
      expect: [['terminating', validating, 'error']],
    },
  ],
  passes: [
    { name: 'upstream', cluster: 'healthy-1.1.1' },
    { name: 'as the article prints it: OSM2005', cluster: 'wrong-webhooks' },
    { name: 'only the other one is gone', edits: [{ remove: mutating }] },
  ],
  notApplicable: [{ name: 'left over without a control plane: OSM2007', cluster: 'stale-webhooks' }],
  unknown: [
    {
      name: 'only some configurations came',
      edits: [{ remove: validating }],
      incomplete: ['validatingWebhooks'],
    },
  ],
};
