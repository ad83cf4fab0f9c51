import type { CheckCases, Edit } from '../check-cases.ts';
import { addOnWebhooks, setBundle, setBundles } from '../pem.ts';

// The CA short-lived-fresh is of 17 November 2026, noon; the pods of the healthy cluster are of 16 October.
const fresh = setBundles('short-lived-fresh');
const bookstore = 'Deployment bookstore/bookstore';
const bookbuyer = 'Deployment bookbuyer/bookbuyer';
const postgres = 'StatefulSet bookstore/postgres';

const pods = {
  bookstore: ['bookstore/bookstore-m2jb92s6lf-c5hfw', 'bookstore/bookstore-m2jb92s6lf-m7l6r'],
  bookbuyer: ['bookbuyer/bookbuyer-7fxrwbmh98-2wmz7'],
  postgres: ['bookstore/postgres-0'],
} as const;

const patched = (of: keyof typeof pods, change: object): Edit[] =>
  pods[of].map((name) => ({ patch: `Pod ${name}`, with: change }));
const madeAt = (of: keyof typeof pods, creationTimestamp: string): Edit[] =>
  patched(of, { metadata: { creationTimestamp } });
const later = '2026-11-18T06:00:00Z';
const others = [...madeAt('bookbuyer', later), ...madeAt('postgres', later)];

const startedWith = (argument: string): Edit => ({
  patch: 'Deployment kube-system/osm-controller',
  with: {
    spec: {
      template: {
        spec: {
          containers: [{ name: 'osm-controller', image: 'osm-controller:v1.2.4', args: [argument] }],
        },
      },
    },
  },
});

export const cases: CheckCases = {
  fires: [
    {
      name: 'the CA was replaced and nothing was restarted: once for each workload',
      edits: fresh,
      expect: [
        ['olderThanCa', bookstore, 'error'],
        ['olderThanCa', postgres, 'error'],
        ['olderThanCa', bookbuyer, 'error'],
      ],
    },
    {
      name: 'all but one workload were restarted since',
      edits: [...fresh, ...others],
      expect: [['olderThanCa', bookstore]],
    },
    {
      name: 'its containers restarted since, but the pod is the same',
      edits: [
        ...fresh,
        ...others,
        ...patched('bookstore', {
          status: {
            startTime: later,
            containerStatuses: [
              { name: 'envoy', ready: true, restartCount: 1, state: { running: { startedAt: later } } },
            ],
          },
        }),
      ],
      expect: [['olderThanCa', bookstore]],
    },
    {
      name: 'six minutes older',
      edits: [...fresh, ...others, ...madeAt('bookstore', '2026-11-17T11:54:00Z')],
      expect: [['olderThanCa', bookstore]],
    },
    {
      name: 'the CA was made this minute, by a clock a little ahead of ours',
      edits: [...fresh, ...others],
      now: '2026-11-17T11:57:00Z',
      expect: [['olderThanCa', bookstore]],
    },
    {
      name: 'its namespace left the mesh, the sidecar did not',
      edits: [
        ...fresh,
        ...others,
        {
          patch: 'Namespace bookstore',
          with: { metadata: { labels: { 'openservicemesh.io/monitored-by': null } } },
        },
      ],
      expect: [['olderThanCa', bookstore]],
    },
    {
      name: 'the other bundle cannot be read',
      edits: [setBundle('mutating', 'short-lived-fresh'), setBundle('validating'), ...others],
      expect: [['olderThanCa', bookstore]],
    },
    {
      name: 'a rotation is under way, from one new CA to another',
      edits: [
        setBundle('mutating', 'short-lived-fresh'),
        setBundle('validating', 'short-lived-fresh', 'not-yet-valid'),
        ...others,
      ],
      expect: [['olderThanCa', bookstore]],
    },
    {
      name: 'only some pods came, and these are old',
      edits: [...fresh, ...others],
      incomplete: ['pods'],
      expect: [['olderThanCa', bookstore]],
    },
  ],
  passes: [
    { name: 'the CA is years older than every pod' },
    { name: 'also on 1.1', cluster: 'healthy-1.1.1' },
    {
      name: 'the bundle holds the CA before beside the new one: a rotation',
      edits: setBundles('root', 'short-lived-fresh'),
    },
    {
      name: 'only the webhook that tells whom to trust still holds the one before',
      edits: [
        setBundle('mutating', 'short-lived-fresh'),
        setBundle('validating', 'root', 'short-lived-fresh'),
      ],
    },
    {
      name: 'the bundles disagree, which is OSM2003',
      edits: [setBundle('mutating', 'short-lived-fresh'), setBundle('validating', 'root')],
    },
    {
      name: 'cert-manager gives the CA, and all pods are younger',
      edits: [
        ...fresh,
        ...others,
        ...madeAt('bookstore', later),
        startedWith('--certificate-manager=cert-manager'),
      ],
    },
    { name: 'all were restarted since', edits: [...fresh, ...others, ...madeAt('bookstore', later)] },
    {
      name: 'made in the same minutes as the CA',
      edits: [...fresh, ...others, ...madeAt('bookstore', '2026-11-17T11:55:00Z')],
    },
    {
      name: 'the old one has no sidecar',
      edits: [...fresh, ...others, ...patched('bookstore', { spec: { volumes: [] } })],
    },
    {
      name: 'the old ones have ended or are on their way out',
      edits: [
        ...fresh,
        ...others,
        { patch: `Pod ${pods.bookstore[0]}`, with: { status: { phase: 'Failed', reason: 'Evicted' } } },
        {
          patch: `Pod ${pods.bookstore[1]}`,
          with: { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } },
        },
      ],
    },
    {
      name: 'the old one is of another mesh',
      edits: [
        ...fresh,
        ...others,
        {
          patch: 'Namespace bookstore',
          with: { metadata: { labels: { 'openservicemesh.io/monitored-by': 'osm-dev' } } },
        },
      ],
    },
  ],
  notApplicable: [
    { name: '1.0.0 shows the certificates of its webhooks', cluster: 'healthy-1.0.0' },
    { name: '0.11.1 does too', cluster: 'healthy-0.11.1' },
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [
    {
      name: 'cert-manager may have renewed the CA under the same key',
      edits: [...fresh, startedWith('--certificate-manager=cert-manager')],
    },
    {
      name: 'so may whoever a MeshRootCertificate names',
      edits: [...fresh, startedWith('--enable-mesh-root-certificate=true')],
    },
    { name: 'the CA is not valid yet', edits: setBundles('not-yet-valid') },
    { name: 'both bundles are empty', edits: setBundles() },
    {
      name: 'neither webhook exists',
      edits: [{ remove: addOnWebhooks.mutating }, { remove: addOnWebhooks.validating }],
    },
    { name: 'only some pods came, and these are young', incomplete: ['pods'] },
    { name: 'only some webhooks came', edits: fresh, incomplete: ['mutatingWebhooks'] },
  ],
};
