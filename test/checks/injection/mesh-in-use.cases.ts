import type { CheckCases, Edit } from '../check-cases.ts';
import { addNamespace, addPod, markNamespace, terminate } from './objects.ts';

const allLeave = ['bookstore', 'bookbuyer'].map((name) =>
  markNamespace(name, { labels: { 'monitored-by': null } }),
);
const controller = 'Deployment kube-system/osm-controller';
const noSidecars: Edit[] = [
  'bookstore/bookstore-m2jb92s6lf-c5hfw',
  'bookstore/bookstore-m2jb92s6lf-m7l6r',
  'bookstore/postgres-0',
  'bookbuyer/bookbuyer-7fxrwbmh98-2wmz7',
  'bookbuyer/bookbuyer-7fxrwbmh98-evctd',
].map((pod) => ({ patch: `Pod ${pod}`, with: { spec: { volumes: null } } }));
const idle = [...allLeave, ...noSidecars];

export const cases: CheckCases = {
  fires: [
    {
      name: 'only application routing is there, which joins by itself',
      edits: idle,
      expect: [['idle', controller, 'info']],
    },
    {
      name: 'every namespace left, and pods still have sidecars',
      edits: allLeave,
      expect: [['idleWithSidecars', controller, 'info']],
    },
    {
      name: 'every namespace left, application routing too, and one pod still has a sidecar',
      edits: [
        ...idle,
        markNamespace('app-routing-system', { labels: { 'monitored-by': null } }),
        addPod('bookbuyer', 'till', { sidecar: true }),
      ],
      expect: [['idleWithSidecars', controller, 'info']],
    },
    {
      name: 'the label names another mesh, whose sidecars are not of this one',
      edits: [
        ...idle,
        addNamespace('shop', { labels: { 'monitored-by': 'osmm' } }),
        addPod('shop', 'till', { sidecar: true }),
      ],
      expect: [['idle', controller]],
    },
    {
      name: 'annotated alone, a namespace is not in the mesh',
      edits: [...idle, addNamespace('shop', { annotations: { 'sidecar-injection': 'enabled' } })],
      expect: [['idle', controller]],
    },
    {
      name: 'only a system namespace is labelled',
      edits: [...idle, markNamespace('kube-system', { labels: { 'monitored-by': 'osm' } })],
      expect: [['idle', controller]],
    },
    {
      name: 'only the controller is gone, and nothing is in the mesh',
      edits: [...idle, { remove: controller }],
      expect: [['idle', 'Deployment kube-system/osm-injector']],
    },
  ],
  passes: [
    { name: 'two namespaces' },
    {
      name: 'one without sidecars counts: policies hold there',
      edits: [...idle, addNamespace('shop', { labels: { 'monitored-by': 'osm' } })],
    },
    { name: 'so does one that is being deleted, until it is gone', edits: [terminate('bookbuyer')] },
    { name: 'upstream', cluster: 'healthy-1.1.1' },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'in one namespace alone the mesh is not read', namespace: 'bookbuyer' },
  ],
  unknown: [
    { name: 'only some namespaces came', edits: idle, incomplete: ['namespaces'] },
    { name: 'only some pods came', edits: idle, incomplete: ['pods'] },
  ],
};
