import type { CheckCases } from '../check-cases.ts';
import { markNamespace, terminate } from './objects.ts';

const monitored = { 'monitored-by': 'osm' };

export const cases: CheckCases = {
  fires: [
    {
      name: 'kube-system',
      cluster: 'meshed-kube-system',
      expect: [['podsGoToInjector', 'Namespace kube-system', 'critical']],
    },
    {
      name: 'even while it is being deleted',
      edits: [markNamespace('kube-public', { labels: monitored }), terminate('kube-public')],
      expect: [['podsGoToInjector', 'Namespace kube-public']],
    },
    {
      name: 'kube-public',
      edits: [markNamespace('kube-public', { labels: monitored })],
      expect: [['podsGoToInjector', 'Namespace kube-public']],
    },
    {
      name: "upstream's own namespace",
      cluster: 'healthy-1.1.1',
      edits: [markNamespace('osm-system', { labels: monitored })],
      expect: [['podsGoToInjector', 'Namespace osm-system', 'critical']],
    },
    {
      name: 'kube-system in a second mesh, and the namespace of that mesh in the first',
      cluster: 'two-meshes',
      edits: [
        markNamespace('kube-system', { labels: { 'monitored-by': 'osm-dev' } }),
        markNamespace('osm-system', { labels: monitored }),
      ],
      expect: [
        ['podsGoToInjector', 'Namespace kube-system', 'critical'],
        ['podsGoToInjector', 'Namespace osm-system', 'critical'],
      ],
    },
    {
      name: 'the webhook passes it over, as yet',
      edits: [
        markNamespace('kube-system', { labels: { ...monitored, 'control-plane': 'true' } }),
        markNamespace('kube-public', { labels: { ...monitored, ignore: 'true' } }),
      ],
      expect: [
        ['labelled', 'Namespace kube-public', 'warning'],
        ['labelled', 'Namespace kube-system', 'warning'],
      ],
    },
    {
      name: 'no mesh here has the name on the label',
      edits: [markNamespace('kube-system', { labels: { 'monitored-by': 'other' } })],
      expect: [['labelled', 'Namespace kube-system', 'warning']],
    },
  ],
  passes: [
    { name: 'none is labelled' },
    { name: 'upstream', cluster: 'healthy-1.1.1' },
    { name: 'two meshes, each outside the other', cluster: 'two-meshes' },
    {
      name: 'ignore and control-plane alone are what AKS writes',
      edits: [markNamespace('kube-system', { labels: { ignore: 'true', 'control-plane': 'true' } })],
    },
    {
      name: 'the annotation alone brings nothing to the injector',
      edits: [markNamespace('kube-system', { annotations: { 'sidecar-injection': 'enabled' } })],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'in one namespace alone the rest is not read', namespace: 'bookbuyer' },
  ],
  unknown: [{ name: 'only some namespaces came', cluster: 'meshed-kube-system', incomplete: ['namespaces'] }],
};
