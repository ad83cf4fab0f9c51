import type { CheckCases, Edit } from '../check-cases.ts';
import { addNamespace, addPod, markNamespace, terminate } from './objects.ts';

const labelled = (namespace: string, labels: Readonly<Record<string, string>>): Edit => ({
  patch: `Namespace ${namespace}`,
  with: {
    metadata: {
      labels: Object.fromEntries(
        Object.entries(labels).map(([key, value]) => [`pod-security.kubernetes.io/${key}`, value]),
      ),
    },
  },
});
const baseline = labelled('bookbuyer', { enforce: 'baseline' });
const asking = { annotations: { 'sidecar-injection': 'enabled' } };

export const cases: CheckCases = {
  fires: [
    {
      name: 'baseline forbids NET_ADMIN',
      edits: [baseline],
      expect: [['refused', 'Namespace bookbuyer', 'error']],
    },
    {
      name: 'restricted forbids root as well',
      edits: [
        labelled('bookbuyer', { enforce: 'restricted', 'enforce-version': 'v1.24', warn: 'restricted' }),
      ],
      expect: [['refused', 'Namespace bookbuyer']],
    },
    {
      name: 'a namespace in which there is no pod: perhaps none could be made',
      edits: [
        addNamespace('shop', {
          labels: { 'monitored-by': 'osm' },
          annotations: { 'sidecar-injection': 'Yes' },
        }),
        labelled('shop', { enforce: 'baseline' }),
      ],
      expect: [['refused', 'Namespace shop']],
    },
    {
      name: 'pods that ask for a sidecar themselves',
      edits: [
        labelled('app-routing-system', { enforce: 'baseline' }),
        addPod('app-routing-system', 'till', asking),
        addPod('app-routing-system', 'probe', asking),
      ],
      expect: [['someRefused', 'Namespace app-routing-system', 'error']],
    },
    {
      name: 'one pod alone asks for a sidecar',
      edits: [
        labelled('app-routing-system', { enforce: 'baseline' }),
        addPod('app-routing-system', 'till', asking),
      ],
      expect: [['someRefused', 'Namespace app-routing-system', 'error']],
    },
    {
      name: 'the oldest release, in one namespace alone',
      cluster: 'healthy-0.11.1',
      edits: [baseline],
      namespace: 'bookbuyer',
      expect: [['refused', 'Namespace bookbuyer']],
    },
    {
      name: 'Kubernetes 1.23 is the first that heeds the label',
      edits: [baseline],
      values: { apiServer: { gitVersion: 'v1.23.0' } },
      expect: [['refused', 'Namespace bookbuyer']],
    },
    {
      name: 'so will a Kubernetes with another first number',
      edits: [baseline],
      values: { apiServer: { gitVersion: 'v2.1.20' } },
      expect: [['refused', 'Namespace bookbuyer']],
    },
    {
      name: 'a version that tells no number counts as a new one',
      edits: [baseline],
      values: { apiServer: { gitVersion: 'unknown' } },
      expect: [['refused', 'Namespace bookbuyer']],
    },
    {
      name: 'only some pods came: the label is enough',
      edits: [baseline],
      incomplete: ['pods'],
      expect: [['refused', 'Namespace bookbuyer']],
    },
  ],
  passes: [
    { name: 'no such label' },
    {
      name: 'warn and audit only tell, and privileged allows all',
      edits: [
        labelled('bookbuyer', { warn: 'restricted', audit: 'baseline' }),
        labelled('bookstore', { enforce: 'privileged' }),
      ],
    },
    { name: 'outside the mesh', edits: [labelled('default', { enforce: 'restricted' })] },
    {
      name: 'a namespace without sidecars, whose pods do not ask for one',
      edits: [
        labelled('app-routing-system', { enforce: 'restricted' }),
        addPod('app-routing-system', 'done', { ...asking, phase: 'Succeeded' }),
        addPod('app-routing-system', 'host', { ...asking, spec: { hostNetwork: true } }),
      ],
    },
    {
      name: 'kube-system, even when it is labelled into the mesh',
      cluster: 'meshed-kube-system',
      edits: [
        labelled('kube-system', { enforce: 'restricted' }),
        markNamespace('kube-system', { annotations: { 'sidecar-injection': 'enabled' } }),
      ],
    },
    { name: 'a namespace that is being deleted', edits: [baseline, terminate('bookbuyer')] },
    {
      name: 'an unknown word on injection refuses the pods already (OSM5002)',
      edits: [
        baseline,
        {
          patch: 'Namespace bookbuyer',
          with: { metadata: { annotations: { 'openservicemesh.io/sidecar-injection': 'on' } } },
        },
        addPod('bookbuyer', 'till', asking),
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    {
      name: 'Kubernetes 1.22 takes it for a mere label',
      edits: [baseline],
      values: { apiServer: { gitVersion: 'v1.22.11' } },
    },
    {
      name: 'so it does where its version comes without the letter',
      edits: [baseline],
      values: { apiServer: { gitVersion: '1.22.17' } },
    },
  ],
  unknown: [
    { name: 'only some pods came', incomplete: ['pods'] },
    { name: 'only some namespaces came', incomplete: ['namespaces'] },
  ],
};
