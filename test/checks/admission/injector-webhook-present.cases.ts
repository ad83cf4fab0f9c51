import type { CheckCases } from '../check-cases.ts';
import { copyOf, mutating, mutatingWith } from './webhooks.ts';

export const cases: CheckCases = {
  fires: [
    { name: 'it is gone', edits: [{ remove: mutating }], expect: [['missing', mutating, 'error']] },
    {
      name: 'it is gone, upstream has another name for it',
      cluster: 'healthy-1.1.1',
      edits: [{ remove: 'MutatingWebhookConfiguration osm-webhook-osm' }],
      expect: [['missing', 'MutatingWebhookConfiguration osm-webhook-osm']],
    },
    {
      name: 'the configuration is there but holds no webhook',
      edits: [{ patch: mutating, with: { webhooks: [] } }],
      expect: [['empty', mutating]],
    },
    {
      name: 'it is gone and so is the injector',
      edits: [{ remove: mutating }, { remove: 'Deployment kube-system/osm-injector' }],
      expect: [['missing', mutating]],
    },
    {
      name: 'that of a second mesh does not count',
      cluster: 'two-meshes',
      edits: [{ remove: mutating }],
      expect: [['missing', mutating]],
    },
    {
      name: 'that of a second mesh does not count even when the meshes share a name',
      cluster: 'two-meshes',
      edits: [
        { remove: mutating },
        {
          patch: 'MutatingWebhookConfiguration osm-webhook-osm-dev',
          with: { metadata: { labels: { 'app.kubernetes.io/instance': 'osm' } } },
        },
      ],
      expect: [['missing', mutating]],
    },
    {
      name: 'it is being deleted, a finalizer holds it',
      edits: [{ patch: mutating, with: { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } } }],
      expect: [['terminating', mutating, 'error']],
    },
    {
      name: 'one holds no webhook, the other is being deleted',
      edits: [
        { patch: mutating, with: { webhooks: [] } },
        copyOf('mutating', 'osm-webhook-copy', { deletionTimestamp: '2026-11-22T11:59:00Z' }),
      ],
      expect: [
        ['empty', mutating],
        ['terminating', 'MutatingWebhookConfiguration osm-webhook-copy'],
      ],
    },
  ],
  passes: [
    {
      name: 'a copy is being deleted, it is not',
      edits: [copyOf('mutating', 'osm-webhook-copy', { deletionTimestamp: '2026-11-22T11:59:00Z' })],
    },
    { name: 'upstream', cluster: 'healthy-1.1.1' },
    {
      name: 'its labels are gone but it calls the injector',
      edits: [
        {
          patch: mutating,
          with: { metadata: { labels: { app: null, 'app.kubernetes.io/instance': null } } },
        },
      ],
    },
    {
      name: 'it calls something else: OSM2005',
      edits: [mutatingWith({ service: { namespace: 'elsewhere' } })],
    },
    {
      name: 'only the other one is gone',
      edits: [{ remove: 'ValidatingWebhookConfiguration aks-osm-validator-mesh-osm' }],
    },
  ],
  notApplicable: [{ name: 'left over without a control plane: OSM2007', cluster: 'stale-webhooks' }],
  unknown: [
    {
      name: 'only some configurations came',
      edits: [{ remove: mutating }],
      incomplete: ['mutatingWebhooks'],
    },
  ],
};
