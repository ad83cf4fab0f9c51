import type { CheckCases } from '../check-cases.ts';
import { addNamespace, markNamespace, terminate } from './objects.ts';

export const cases: CheckCases = {
  fires: [
    {
      name: 'a typo in the name of the mesh',
      edits: [markNamespace('bookbuyer', { labels: { 'monitored-by': 'openservicemesh' } })],
      expect: [['unknownMesh', 'Namespace bookbuyer', 'warning']],
    },
    {
      name: 'names differ in case',
      edits: [markNamespace('bookbuyer', { labels: { 'monitored-by': 'OSM' } })],
      expect: [['unknownMesh', 'Namespace bookbuyer']],
    },
    {
      name: 'the label is empty',
      edits: [addNamespace('shop', { labels: { 'monitored-by': '' } })],
      expect: [['unknownMesh', 'Namespace shop']],
    },
    {
      name: 'a typo, of what looks like an ingress',
      edits: [addNamespace('ingress-nginx', { labels: { 'monitored-by': 'osmm' } })],
      expect: [['unknownMesh', 'Namespace ingress-nginx']],
    },
    {
      name: 'a typo, beside a word that would have every pod refused',
      edits: [
        addNamespace('shop', {
          labels: { 'monitored-by': 'osmm' },
          annotations: { 'sidecar-injection': 'on' },
        }),
      ],
      expect: [['unknownMesh', 'Namespace shop']],
    },
    {
      name: 'neither of two meshes has this name',
      cluster: 'two-meshes',
      edits: [addNamespace('shop', { labels: { 'monitored-by': 'osm-test' } })],
      expect: [['unknownMesh', 'Namespace shop']],
    },
  ],
  passes: [
    {
      name: 'a namespace that is being deleted',
      edits: [addNamespace('shop', { labels: { 'monitored-by': 'osmm' } }), terminate('shop')],
    },
    { name: 'every label names the one mesh' },
    { name: "a namespace of a second mesh is that mesh's", cluster: 'two-meshes' },
    { name: 'a namespace without the label', edits: [addNamespace('shop')] },
    {
      name: 'a system namespace is the finding of OSM5016',
      edits: [markNamespace('kube-system', { labels: { 'monitored-by': 'other' } })],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'in one namespace alone the meshes are not read', namespace: 'bookbuyer' },
  ],
  unknown: [
    {
      name: 'only some namespaces came',
      incomplete: ['namespaces'],
      edits: [addNamespace('shop', { labels: { 'monitored-by': 'other' } })],
    },
    {
      name: 'only some Deployments came, and the mesh may be among the rest',
      incomplete: ['controlPlaneDeployments'],
      edits: [addNamespace('shop', { labels: { 'monitored-by': 'other' } })],
    },
  ],
};
