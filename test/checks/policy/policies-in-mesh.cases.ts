import type { CheckCases } from '../check-cases.ts';
import { addNamespace, terminate } from '../injection/objects.ts';
import {
  egress,
  everything,
  ingressBackend,
  retry,
  routeGroup,
  setting,
  split,
  target,
  tcpRoute,
} from './objects.ts';

const shop = 'Namespace shop';

export const cases: CheckCases = {
  fires: [
    {
      name: 'one of each kind outside the mesh is one finding for the namespace',
      edits: [
        addNamespace('shop'),
        target('shop/a'),
        routeGroup('shop/a', everything),
        tcpRoute('shop/a', 80),
        split('shop/a', 'a', {}),
        egress('shop/a'),
        ingressBackend('shop/a', 'a'),
        retry('shop/a'),
        setting('shop/a', 'a'),
      ],
      expect: [['outsideMesh', shop, 'warning']],
    },
    {
      name: 'a label that names no mesh',
      edits: [addNamespace('shop', { labels: { 'monitored-by': 'openservicemesh' } }), target('shop/a')],
      expect: [['outsideMesh', shop]],
    },
    {
      name: 'half configured: annotated, not labelled',
      edits: [addNamespace('shop', { annotations: { 'sidecar-injection': 'enabled' } }), egress('shop/a')],
      expect: [['outsideMesh', shop]],
    },
    {
      name: 'in kube-system, which never joins',
      edits: [target('kube-system/a'), target('default/a')],
      expect: [
        ['outsideMesh', 'Namespace kube-system'],
        ['outsideMesh', 'Namespace default'],
      ],
    },
    {
      name: '1.0.0, which knows neither Retry nor UpstreamTrafficSetting',
      cluster: 'healthy-1.0.0',
      edits: [addNamespace('shop'), ingressBackend('shop/a', 'a')],
      expect: [['outsideMesh', shop]],
    },
    {
      name: 'a kind of SMI was deleted: the others are still judged',
      edits: [
        { remove: 'CustomResourceDefinition trafficsplits.split.smi-spec.io' },
        addNamespace('shop'),
        egress('shop/a'),
      ],
      expect: [['outsideMesh', shop]],
    },
    {
      name: 'some came of lists that were cut',
      edits: [addNamespace('shop'), egress('shop/a')],
      incomplete: ['egresses', 'trafficTargets'],
      expect: [['outsideMesh', shop]],
    },
  ],
  passes: [
    { name: 'no policies' },
    { name: 'policies in the mesh', cluster: 'healthy-1.1.1' },
    {
      name: 'a namespace that the webhooks pass over still counts',
      edits: [addNamespace('shop', { labels: { 'monitored-by': 'osm', ignore: 'true' } }), target('shop/a')],
    },
    { name: 'the namespace of another mesh', cluster: 'two-meshes', edits: [target('playground/a')] },
    {
      name: 'a namespace that is being deleted',
      edits: [addNamespace('shop'), target('shop/a'), terminate('shop')],
    },
    {
      name: 'a policy that is being deleted',
      edits: [addNamespace('shop'), target('shop/a', {}, { deletionTimestamp: '2026-11-22T11:59:00Z' })],
    },
    { name: 'a namespace that came after the list', edits: [target('new/a')] },
  ],
  notApplicable: [{ name: 'one namespace was asked for', namespace: 'bookstore' }],
  unknown: [
    { name: 'none came of a list that was cut', incomplete: ['egresses'] },
    { name: 'only some namespaces came', edits: [target('shop/a')], incomplete: ['namespaces'] },
  ],
};
