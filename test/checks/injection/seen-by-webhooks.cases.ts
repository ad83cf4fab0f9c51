import type { CheckCases } from '../check-cases.ts';
import { addNamespace, markNamespace, terminate } from './objects.ts';

export const cases: CheckCases = {
  fires: [
    {
      name: 'monitored and ignored at once',
      cluster: 'half-configured',
      expect: [['ignored', 'Namespace reports', 'warning']],
    },
    {
      name: 'any value of ignore does it',
      edits: [markNamespace('bookbuyer', { labels: { ignore: 'false' } })],
      expect: [['ignored', 'Namespace bookbuyer']],
    },
    {
      name: 'the label control-plane does it too',
      edits: [markNamespace('bookbuyer', { labels: { 'control-plane': 'controller-manager' } })],
      expect: [['controlPlane', 'Namespace bookbuyer', 'warning']],
    },
    {
      name: 'in one namespace alone',
      cluster: 'half-configured',
      namespace: 'reports',
      expect: [['ignored', 'Namespace reports']],
    },
  ],
  passes: [
    {
      name: 'a namespace that is being deleted',
      edits: [addNamespace('shop', { labels: { 'monitored-by': 'osm', ignore: 'true' } }), terminate('shop')],
    },
    { name: 'monitored alone' },
    {
      name: 'ignored alone',
      edits: [addNamespace('shop', { labels: { ignore: 'true', 'control-plane': 'x' } })],
    },
    {
      name: "a second mesh's namespace is not ours to judge",
      cluster: 'two-meshes',
      edits: [markNamespace('playground', { labels: { ignore: 'true' } })],
    },
    {
      name: 'a system namespace is the finding of OSM5016',
      edits: [markNamespace('kube-system', { labels: { 'monitored-by': 'osm', ignore: 'true' } })],
    },
  ],
  notApplicable: [{ name: 'OSM is not there', cluster: 'nothing-here' }],
  unknown: [{ name: 'only some namespaces came', cluster: 'half-configured', incomplete: ['namespaces'] }],
};
