import type { CheckCases } from '../check-cases.ts';
import { addMeshed, addPlainNamespace, currentImage, ofDeployment, ownedBy } from './objects.ts';

const old = 'mcr.microsoft.com/oss/envoyproxy/envoy:v1.22.2';
const pods = (images: readonly string[], namespace = 'bookbuyer', created = '2026-11-22T11:00:00Z') =>
  images.map((image, number) =>
    addMeshed(namespace, `till-5d4f-${number}`, { ...ofDeployment('till'), image, created }),
  );

export const cases: CheckCases = {
  fires: [
    {
      name: 'some pods of a Deployment were replaced after an update',
      edits: pods([old, currentImage, currentImage]),
      expect: [['mixed', 'Deployment bookbuyer/till', 'warning']],
    },
    {
      name: 'one build under two names, and an older one',
      edits: pods([old, currentImage, 'contoso.azurecr.io/mirror/envoy:v1.25.8']),
      expect: [['mixed', 'Deployment bookbuyer/till']],
    },
    {
      name: 'five images',
      edits: pods(['v1.1.0', 'v1.2.0', 'v1.3.0', 'v1.4.0', 'v1.5.0'].map((tag) => `envoyproxy/envoy:${tag}`)),
      expect: [['mixed', 'Deployment bookbuyer/till']],
    },
    {
      name: 'a StatefulSet, of which only some pods came',
      edits: [old, currentImage].map((image, number) =>
        addMeshed('bookbuyer', `till-${number}`, { ...ownedBy('StatefulSet', 'apps/v1', 'till'), image }),
      ),
      incomplete: ['pods'],
      expect: [['mixed', 'StatefulSet bookbuyer/till']],
    },
    {
      name: 'over two ReplicaSets of a rollout that stopped',
      edits: [
        addMeshed('bookbuyer', 'till-aaaa-1', { ...ofDeployment('till', 'aaaa'), image: old }),
        addMeshed('bookbuyer', 'till-bbbb-1', ofDeployment('till', 'bbbb')),
      ],
      expect: [['mixed', 'Deployment bookbuyer/till']],
    },
    {
      name: 'the oldest release',
      cluster: 'legacy',
      expect: [['mixed', 'Deployment bookstore/bookstore']],
    },
    {
      name: 'in one namespace alone',
      edits: pods([old, currentImage]),
      namespace: 'bookbuyer',
      expect: [['mixed', 'Deployment bookbuyer/till']],
    },
  ],
  passes: [
    { name: 'one image everywhere' },
    { name: 'all pods of a workload have the same old one', edits: pods([old, old]) },
    {
      name: 'a rollout goes on: one pod is new',
      edits: [
        addMeshed('bookbuyer', 'till-5d4f-x', { ...ofDeployment('till'), image: old }),
        ...pods([currentImage], 'bookbuyer', '2026-11-22T11:55:00Z'),
      ],
    },
    {
      name: 'one pod has the volume of a sidecar, and none',
      edits: [
        ...pods([currentImage]),
        addMeshed('bookbuyer', 'till-5d4f-x', {
          ...ofDeployment('till'),
          spec: { containers: [{ name: 'app', image: 'contoso.azurecr.io/app:1' }] },
        }),
      ],
    },
    { name: 'mirrored', edits: pods(['contoso.azurecr.io/mirror/envoy:v1.25.8', currentImage]) },
    { name: 'a digest and a tag', edits: pods([`envoyproxy/envoy@sha256:${'a'.repeat(64)}`, currentImage]) },
    {
      name: 'Jobs of one name run when they run',
      edits: [old, currentImage].map((image, number) =>
        addMeshed('bookbuyer', `report-${number}`, { ...ownedBy('Job', 'batch/v1', 'report'), image }),
      ),
    },
    {
      name: 'workloads of one name in two namespaces',
      edits: [...pods([old]), ...pods([currentImage], 'bookstore')],
    },
    {
      name: 'the old one has ended',
      edits: [
        ...pods([currentImage]),
        addMeshed('bookbuyer', 'till-5d4f-x', { ...ofDeployment('till'), image: old, phase: 'Failed' }),
      ],
    },
    {
      name: 'a namespace that left the mesh',
      edits: [addPlainNamespace('former'), ...pods([old, currentImage], 'former')],
    },
    { name: "a second mesh's pods", cluster: 'two-meshes', edits: pods([old, currentImage], 'playground') },
  ],
  notApplicable: [{ name: 'OSM is not there', cluster: 'nothing-here' }],
  unknown: [{ name: 'only some pods came, and they are fine', incomplete: ['pods'] }],
};
