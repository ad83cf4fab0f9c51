import type { CheckCases } from '../check-cases.ts';
import { addInjected, addNamespace, addPod, markNamespace, ofDeployment, terminate } from './objects.ts';

const left = (name: string) => markNamespace(name, { labels: { 'monitored-by': null } });
const bookstore = [
  ['outside', 'Deployment bookstore/bookstore', 'error'],
  ['outside', 'StatefulSet bookstore/postgres', 'error'],
] as const;
const app = [{ name: 'till' }];

export const cases: CheckCases = {
  fires: [
    {
      name: 'the namespace left, its pods were not restarted',
      edits: [left('bookstore')],
      expect: bookstore,
    },
    { name: 'upstream at 1.1.1', cluster: 'healthy-1.1.1', edits: [left('bookstore')], expect: bookstore },
    { name: '0.11.1', cluster: 'healthy-0.11.1', edits: [left('bookstore')], expect: bookstore },
    {
      name: 'labelled for a mesh that does not exist',
      edits: [markNamespace('bookstore', { labels: { 'monitored-by': 'osm-prod' } })],
      expect: bookstore,
    },
    {
      name: 'a copied manifest in a namespace that never was in the mesh',
      edits: [addNamespace('lab'), addInjected('lab', 'till', app)],
      expect: [['outside', 'Pod lab/till']],
    },
    {
      name: 'some came of a list that was cut',
      edits: [left('bookstore')],
      incomplete: ['pods'],
      expect: bookstore,
    },
  ],
  passes: [
    { name: 'all are in the mesh' },
    { name: 'upstream at 1.1.1', cluster: 'healthy-1.1.1' },
    {
      name: 'in the mesh still, and told to disable injection: the old pods are served',
      edits: [markNamespace('bookstore', { annotations: { 'sidecar-injection': 'disabled' } })],
    },
    {
      name: 'in the mesh of another control plane',
      cluster: 'two-meshes',
      edits: [addInjected('playground', 'till', app)],
    },
    { name: 'the namespace is being deleted', edits: [left('bookstore'), terminate('bookstore')] },
    {
      name: 'what has ended, and what has an Envoy of its own',
      edits: [
        addNamespace('lab'),
        addInjected('lab', 'till', app, { phase: 'Succeeded' }),
        addInjected('lab', 'scales', app, { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } }),
        addPod('lab', 'edge-5d4f-a', {
          ...ofDeployment('edge'),
          spec: { containers: [{ name: 'envoy', image: 'envoyproxy/envoy:v1.30.0' }] },
        }),
      ],
    },
  ],
  notApplicable: [
    { name: 'no control plane is there: OSM9011 judges that', cluster: 'stale-webhooks' },
    { name: 'one namespace was asked for', namespace: 'bookstore' },
  ],
  unknown: [{ name: 'none came of a list that was cut', incomplete: ['pods'] }],
};
