import type { CheckCases } from '../check-cases.ts';
import { addNamespace, markNamespace, terminate } from './objects.ts';

const shop = 'Namespace shop';

export const cases: CheckCases = {
  fires: [
    {
      name: 'the injection key as a label',
      cluster: 'half-configured',
      expect: [['injectionAsLabel', 'Namespace payments', 'warning']],
    },
    {
      name: 'the mesh as an annotation',
      edits: [
        addNamespace('shop', { annotations: { 'monitored-by': 'osm', 'sidecar-injection': 'enabled' } }),
      ],
      expect: [['monitoredByAsAnnotation', shop, 'warning']],
    },
    {
      name: 'each in the place of the other',
      edits: [
        addNamespace('shop', {
          labels: { 'sidecar-injection': 'enabled' },
          annotations: { 'monitored-by': 'osm' },
        }),
      ],
      expect: [
        ['injectionAsLabel', shop],
        ['monitoredByAsAnnotation', shop],
      ],
    },
    {
      name: 'the label contradicts the annotation',
      edits: [markNamespace('bookbuyer', { labels: { 'sidecar-injection': 'disabled' } })],
      expect: [['injectionAsLabel', 'Namespace bookbuyer']],
    },
    {
      name: 'a value that no label can hold',
      edits: [addNamespace('shop', { annotations: { 'monitored-by': 'the mesh; reboot' } })],
      expect: [['monitoredByAsAnnotation', shop]],
    },
    ...(['disabled', 'no', 'on'] as const).map((word) => ({
      name: `the label says ${word}`,
      edits: [addNamespace('shop', { labels: { 'sidecar-injection': word } })],
      expect: [['injectionAsLabel', shop]] as const,
    })),
    ...(['enabled', 'disabled'] as const).map((word) => ({
      name: `the label says ${word}, of what looks like an ingress`,
      edits: [addNamespace('ingress-nginx', { labels: { 'sidecar-injection': word } })],
      expect: [['injectionAsLabel', 'Namespace ingress-nginx']] as const,
    })),
    ...['o', 'a-b', 'm'.repeat(63), 'm'.repeat(64), 'osm-', 'a.b_c'].map((mesh) => ({
      name: `the annotation says ${mesh}`,
      edits: [addNamespace('shop', { annotations: { 'monitored-by': mesh } })],
      expect: [['monitoredByAsAnnotation', shop]] as const,
    })),
    {
      name: 'the mesh as an annotation, of what looks like an ingress',
      edits: [addNamespace('ingress-nginx', { annotations: { 'monitored-by': 'osm' } })],
      expect: [['monitoredByAsAnnotation', 'Namespace ingress-nginx']],
    },
    {
      name: 'the mesh as an annotation, beside a word that would have every pod refused',
      edits: [addNamespace('shop', { annotations: { 'monitored-by': 'osm', 'sidecar-injection': 'on' } })],
      expect: [['monitoredByAsAnnotation', shop]],
    },
    {
      name: 'the annotation names another mesh than the label',
      edits: [markNamespace('bookbuyer', { annotations: { 'monitored-by': 'osm-dev' } })],
      expect: [['monitoredByAsAnnotation', 'Namespace bookbuyer']],
    },
    {
      name: 'in one namespace alone',
      cluster: 'half-configured',
      namespace: 'payments',
      expect: [['injectionAsLabel', 'Namespace payments']],
    },
  ],
  passes: [
    {
      name: 'a namespace that is being deleted',
      edits: [addNamespace('shop', { labels: { 'sidecar-injection': 'enabled' } }), terminate('shop')],
    },
    { name: 'both in their places' },
    { name: 'neither key', edits: [addNamespace('shop')] },
    {
      name: 'the same word in both places does no harm',
      edits: [
        markNamespace('bookbuyer', {
          labels: { 'sidecar-injection': 'enabled' },
          annotations: { 'monitored-by': 'osm' },
        }),
      ],
    },
    {
      name: 'nothing is moved in a system namespace',
      edits: [markNamespace('kube-system', { annotations: { 'monitored-by': 'osm' } })],
    },
  ],
  notApplicable: [{ name: 'OSM is not there', cluster: 'nothing-here' }],
  unknown: [{ name: 'only some namespaces came', cluster: 'half-configured', incomplete: ['namespaces'] }],
};
