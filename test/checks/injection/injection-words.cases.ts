import type { CheckCases } from '../check-cases.ts';
import { addNamespace, addPod, markNamespace, terminate } from './objects.ts';

const monitored = { 'monitored-by': 'osm' };
const bookbuyer = 'Namespace bookbuyer';

export const cases: CheckCases = {
  fires: [
    {
      name: '"enable" is none of the six words',
      cluster: 'half-configured',
      expect: [['unknownInjection', 'Namespace checkout', 'critical']],
    },
    {
      name: 'in the old release too',
      cluster: 'legacy',
      expect: [['unknownInjection', 'Namespace accounts', 'critical']],
    },
    {
      name: 'an empty value is no word either',
      edits: [markNamespace('bookbuyer', { annotations: { 'sidecar-injection': '' } })],
      expect: [['unknownInjection', bookbuyer, 'critical']],
    },
    {
      name: 'a word with a space behind it',
      edits: [markNamespace('bookbuyer', { annotations: { 'sidecar-injection': 'enabled ' } })],
      expect: [['unknownInjection', bookbuyer]],
    },
    {
      name: 'the namespace of an ingress controller: no word is proposed',
      edits: [
        addNamespace('ingress-nginx', { labels: monitored, annotations: { 'sidecar-injection': 'on' } }),
      ],
      expect: [['unknownInjection', 'Namespace ingress-nginx']],
    },
    {
      name: 'metrics "on" refuses every pod that gets a sidecar',
      edits: [markNamespace('bookbuyer', { annotations: { metrics: 'on' } })],
      expect: [['unknownMetrics', bookbuyer, 'critical']],
    },
    {
      name: 'metrics " Off" in one namespace alone: it was meant as a no, and the mesh is not known',
      edits: [markNamespace('bookbuyer', { annotations: { metrics: ' Off' } })],
      namespace: 'bookbuyer',
      expect: [['unknownMetrics', bookbuyer]],
    },
    {
      name: 'both at once',
      edits: [markNamespace('bookbuyer', { annotations: { metrics: 'on', 'sidecar-injection': 'on' } })],
      expect: [
        ['unknownInjection', bookbuyer],
        ['unknownMetrics', bookbuyer],
      ],
    },
    {
      name: 'metrics "on" where only one pod asks for a sidecar',
      edits: [
        addNamespace('shop', {
          labels: monitored,
          annotations: { metrics: 'on', 'sidecar-injection': 'disabled' },
        }),
        addPod('shop', 'till', { annotations: { 'sidecar-injection': 'enabled' } }),
      ],
      expect: [['unknownMetrics', 'Namespace shop']],
    },
    {
      name: 'two pods of one workload that asked before the namespace joined',
      edits: ['a', 'b'].map((name) =>
        addPod('bookbuyer', `worker-${name}`, {
          annotations: { 'sidecar-injection': 'on' },
          owner: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'worker' },
        }),
      ),
      expect: [['unknownInjectionOfPods', 'StatefulSet bookbuyer/worker', 'error']],
    },
    {
      name: 'in one namespace alone',
      cluster: 'half-configured',
      namespace: 'checkout',
      expect: [['unknownInjection', 'Namespace checkout']],
    },
    {
      name: 'only some pods came: the namespace needs none of them',
      cluster: 'half-configured',
      incomplete: ['pods'],
      expect: [['unknownInjection', 'Namespace checkout']],
    },
    ...['off', `o${'n'.repeat(39)}`, `o${'n'.repeat(40)}`].map((word) => ({
      name: `a namespace says ${word}`,
      edits: [
        addNamespace('till', {
          labels: { 'monitored-by': 'osm' },
          annotations: { 'sidecar-injection': word },
        }),
      ],
      expect: [['unknownInjection', 'Namespace till', 'critical']] as const,
    })),
  ],
  passes: [
    {
      name: 'a namespace that is being deleted gets no new pods',
      edits: [
        markNamespace('bookbuyer', { annotations: { 'sidecar-injection': 'on', metrics: 'on' } }),
        addPod('bookbuyer', 'till', { annotations: { 'sidecar-injection': 'on' } }),
        terminate('bookbuyer'),
      ],
    },
    ...['Enabled', 'YES', 'true', 'disabled', 'No', 'FALSE'].map((word) => ({
      name: `"${word}" is known`,
      edits: [markNamespace('bookbuyer', { annotations: { 'sidecar-injection': word, metrics: word } })],
    })),
    {
      name: 'an empty word on metrics counts as none',
      edits: [markNamespace('bookbuyer', { annotations: { metrics: '' } })],
    },
    {
      name: 'a namespace outside the mesh',
      edits: [addNamespace('shop', { annotations: { 'sidecar-injection': 'on', metrics: 'on' } })],
    },
    {
      name: "another mesh's namespace",
      cluster: 'two-meshes',
      edits: [markNamespace('playground', { annotations: { 'sidecar-injection': 'on' } })],
    },
    {
      name: 'the webhook passes an ignored namespace over',
      edits: [
        markNamespace('bookbuyer', {
          labels: { ignore: 'true' },
          annotations: { 'sidecar-injection': 'on', metrics: 'on' },
        }),
      ],
    },
    {
      name: 'and one labelled control-plane',
      edits: [
        markNamespace('bookbuyer', {
          labels: { 'control-plane': 'x' },
          annotations: { 'sidecar-injection': 'on' },
        }),
      ],
    },
    {
      name: 'a system namespace is never injected, whatever it says',
      edits: [
        markNamespace('kube-system', { labels: monitored, annotations: { 'sidecar-injection': 'on' } }),
      ],
    },
    {
      name: 'metrics "on" where no pod gets a sidecar',
      edits: [
        markNamespace('app-routing-system', { annotations: { metrics: 'on' } }),
        addNamespace('empty', { labels: monitored, annotations: { metrics: 'on' } }),
      ],
    },
    {
      name: 'a finished pod and one of the host network are not asked about',
      edits: [
        addPod('bookbuyer', 'done', { annotations: { 'sidecar-injection': 'on' }, phase: 'Succeeded' }),
        addPod('bookbuyer', 'node', {
          annotations: { 'sidecar-injection': 'on' },
          spec: { hostNetwork: true },
        }),
      ],
    },
  ],
  notApplicable: [{ name: 'OSM is not there', cluster: 'nothing-here' }],
  unknown: [
    { name: 'only some pods came, and they are fine', incomplete: ['pods'] },
    { name: 'only some namespaces came', cluster: 'half-configured', incomplete: ['namespaces'] },
  ],
};
