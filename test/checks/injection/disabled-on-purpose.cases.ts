import type { CheckCases } from '../check-cases.ts';
import { addNamespace, addPod, markNamespace, terminate } from './objects.ts';

const disabled = {
  labels: { 'monitored-by': 'osm' },
  annotations: { 'sidecar-injection': 'disabled' },
} as const;
const shop = 'Namespace shop';

export const cases: CheckCases = {
  fires: [
    {
      name: 'switched off while pods have sidecars',
      edits: [markNamespace('bookbuyer', { annotations: { 'sidecar-injection': 'disabled' } })],
      expect: [['losesSidecars', 'Namespace bookbuyer', 'warning']],
    },
    {
      name: 'no pod has a sidecar: perhaps on purpose',
      edits: [addNamespace('shop', disabled), addPod('shop', 'till'), addPod('shop', 'clerk')],
      expect: [['outsideMesh', shop, 'info']],
    },
    {
      name: 'some have one, some not: the graver is told',
      edits: [
        addNamespace('shop', disabled),
        addPod('shop', 'till'),
        addPod('shop', 'clerk', { sidecar: true }),
      ],
      expect: [['losesSidecars', shop, 'warning']],
    },
    {
      name: 'an ingress controller and something else beside it',
      edits: [
        addNamespace('edge', disabled),
        addPod('edge', 'nginx', { labels: { app: 'ingress-nginx' } }),
        addPod('edge', 'till'),
      ],
      expect: [
        ['outsideMesh', 'Namespace edge', 'info'],
        ['perhapsIngress', 'Namespace edge', 'info'],
      ],
    },
    {
      name: 'the namespace of an ingress controller, by its name: a guess, so it is asked about',
      edits: [addNamespace('contour', disabled), addPod('contour', 'front', { sidecar: true })],
      expect: [['perhapsIngress', 'Namespace contour', 'info']],
    },
    {
      name: 'an ingress controller, by the labels of its pods: a guess as well',
      edits: [
        addNamespace('edge', disabled),
        addPod('edge', 'a', { labels: { 'app.kubernetes.io/name': 'ingress-nginx' } }),
        addPod('edge', 'traefik-0', {
          owner: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'traefik' },
        }),
      ],
      expect: [['perhapsIngress', 'Namespace edge', 'info']],
    },
    {
      name: 'a web server is no ingress controller because of its name',
      edits: [
        addNamespace('nginx-shop', disabled),
        addPod('nginx-shop', 'till', { sidecar: true }),
        addNamespace('shop', disabled),
        addPod('shop', 'web', { labels: { app: 'nginx' }, sidecar: true }),
      ],
      expect: [
        ['losesSidecars', 'Namespace nginx-shop', 'warning'],
        ['losesSidecars', shop, 'warning'],
      ],
    },
    {
      name: 'only some pods came, and one of them runs outside',
      edits: [addNamespace('shop', disabled), addPod('shop', 'till')],
      incomplete: ['pods'],
      expect: [['outsideMesh', shop, 'info']],
    },
    {
      name: 'in one namespace alone',
      edits: [addNamespace('shop', disabled), addPod('shop', 'till')],
      namespace: 'shop',
      expect: [['outsideMesh', shop, 'info']],
    },
  ],
  passes: [
    { name: 'app-routing-system is so on AKS' },
    {
      name: 'a namespace that is being deleted',
      edits: [addNamespace('shop', disabled), addPod('shop', 'till', { sidecar: true }), terminate('shop')],
    },
    { name: 'nothing runs there', edits: [addNamespace('shop', disabled)] },
    {
      name: 'only what is finished or evicted',
      edits: [
        addNamespace('shop', disabled),
        addPod('shop', 'done', { phase: 'Succeeded' }),
        addPod('shop', 'evicted', { phase: 'Failed' }),
        addPod('shop', 'going', { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } }),
      ],
    },
    {
      name: 'pods that say so themselves, either way',
      edits: [
        addNamespace('shop', disabled),
        addPod('shop', 'till', { annotations: { 'sidecar-injection': 'disabled' } }),
        addPod('shop', 'clerk', { annotations: { 'sidecar-injection': 'enabled' }, sidecar: true }),
      ],
    },
    {
      name: 'no annotation at all is the finding of OSM5015',
      edits: [addNamespace('shop', { labels: disabled.labels }), addPod('shop', 'till')],
    },
    {
      name: 'disabled, but not in the mesh',
      edits: [addNamespace('shop', { annotations: disabled.annotations }), addPod('shop', 'till')],
    },
    {
      name: 'ignored besides is the finding of OSM5005',
      edits: [
        addNamespace('shop', { ...disabled, labels: { ...disabled.labels, ignore: 'true' } }),
        addPod('shop', 'till'),
      ],
    },
  ],
  notApplicable: [{ name: 'OSM is not there', cluster: 'nothing-here' }],
  unknown: [{ name: 'only some pods came, and they are fine', incomplete: ['pods'] }],
};
