import type { CheckCases } from '../check-cases.ts';
import { addNamespace, addPod, markNamespace, terminate } from './objects.ts';

const monitored = { 'monitored-by': 'osm' };
const enabled = { 'sidecar-injection': 'enabled' };
const shop = 'Namespace shop';

export const cases: CheckCases = {
  fires: [
    {
      name: 'the annotation alone, and the label alone; the other three have findings of their own',
      cluster: 'half-configured',
      expect: [
        ['labelMissing', 'Namespace inventory', 'warning'],
        ['annotationMissing', 'Namespace frontend', 'warning'],
      ],
    },
    {
      name: 'the annotation alone, with a word that OSM does not know',
      edits: [addNamespace('shop', { annotations: { 'sidecar-injection': 'on' } })],
      expect: [['labelMissing', shop]],
    },
    {
      name: 'an ingress controller annotated enabled: no label is proposed',
      edits: [addNamespace('ingress-nginx', { annotations: enabled })],
      expect: [['labelMissing', 'Namespace ingress-nginx']],
    },
    {
      name: 'no namespace is in the mesh yet, so its name shows nowhere',
      edits: [
        ...['app-routing-system', 'bookstore'].map((name) => ({ remove: `Namespace ${name}` })),
        markNamespace('bookbuyer', { labels: { 'monitored-by': null } }),
      ],
      expect: [['labelMissing', 'Namespace bookbuyer']],
    },
    {
      name: 'a web server is no ingress controller because of its name',
      edits: [addNamespace('nginx-shop', { labels: monitored }), addPod('nginx-shop', 'till')],
      expect: [['annotationMissing', 'Namespace nginx-shop', 'warning']],
    },
    {
      name: 'what looks like the namespace of an ingress controller is asked about',
      edits: ['ingress-nginx', 'projectcontour'].map((name) => addNamespace(name, { labels: monitored })),
      expect: [
        ['annotationMissing', 'Namespace ingress-nginx', 'info'],
        ['annotationMissing', 'Namespace projectcontour', 'info'],
      ],
    },
    {
      name: 'in one namespace alone',
      cluster: 'half-configured',
      namespace: 'inventory',
      expect: [['labelMissing', 'Namespace inventory']],
    },
    {
      name: 'in one namespace alone, the other half',
      cluster: 'half-configured',
      namespace: 'frontend',
      expect: [['annotationMissing', 'Namespace frontend']],
    },
  ],
  passes: [
    {
      name: 'namespaces that are being deleted',
      edits: [
        addNamespace('shop', { labels: monitored }),
        terminate('shop'),
        addNamespace('store', { annotations: enabled }),
        terminate('store'),
      ],
    },
    { name: 'each has both or neither' },
    { name: 'a healthy namespace alone', namespace: 'bookstore' },
    {
      name: 'disabled and not labelled is wholly outside',
      edits: [addNamespace('shop', { annotations: { 'sidecar-injection': 'disabled' } })],
    },
    {
      name: 'labelled without an annotation is how 0.11.1 adds an ingress namespace',
      cluster: 'healthy-0.11.1',
      edits: [markNamespace('app-routing-system', { annotations: { 'sidecar-injection': null } })],
    },
    {
      name: 'ignored, so its annotation is meant to rest',
      edits: [addNamespace('shop', { labels: { ignore: 'true' }, annotations: enabled })],
    },
    {
      name: 'labelled for another mesh is the finding of OSM5001',
      edits: [
        addNamespace('shop', { labels: { 'monitored-by': 'other' }, annotations: enabled }),
        addNamespace('store', { labels: { 'monitored-by': 'other' } }),
      ],
    },
    {
      name: 'hidden from the webhooks is the finding of OSM5005',
      edits: [addNamespace('shop', { labels: { ...monitored, ignore: 'true' } })],
    },
    {
      name: 'keys in the wrong place are the finding of OSM5003',
      edits: [
        addNamespace('shop', { labels: { ...monitored, ...enabled } }),
        addNamespace('store', { annotations: { ...monitored, ...enabled } }),
      ],
    },
    {
      name: 'nothing is proposed for a system namespace',
      edits: [
        markNamespace('kube-system', { annotations: enabled }),
        markNamespace('kube-public', { labels: monitored }),
      ],
    },
  ],
  notApplicable: [{ name: 'OSM is not there', cluster: 'nothing-here' }],
  unknown: [{ name: 'only some namespaces came', cluster: 'half-configured', incomplete: ['namespaces'] }],
};
