import type { CheckCases } from '../check-cases.ts';
import { addNamespace, addPod, markNamespace, type PodSpecial, terminate } from './objects.ts';

const deployment = (name: string): PodSpecial => ({
  owner: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-5d4f` },
  labels: { 'pod-template-hash': '5d4f' },
});
const ownedBy = (kind: string, apiVersion: string, name: string): PodSpecial => ({
  owner: { apiVersion, kind, name },
});
const missing = 'sidecarMissing';

export const cases: CheckCases = {
  fires: [
    {
      name: 'twelve pods older than the label of their namespace: one finding for each workload',
      cluster: 'waiting-for-restart',
      expect: [
        [missing, 'Deployment warehouse/orders', 'error'],
        [missing, 'Deployment warehouse/stock'],
        [missing, 'StatefulSet warehouse/queue'],
        [missing, 'DaemonSet warehouse/agent'],
        [missing, 'Pod warehouse/toolbox'],
      ],
    },
    {
      name: 'a pod that asks for it itself, in a namespace that does not',
      edits: [addPod('app-routing-system', 'till', { annotations: { 'sidecar-injection': 'yes' } })],
      expect: [[missing, 'Pod app-routing-system/till']],
    },
    {
      name: 'a Job, which cannot be restarted',
      edits: [addPod('bookbuyer', 'report-1', ownedBy('Job', 'batch/v1', 'report'))],
      expect: [[missing, 'Job bookbuyer/report']],
    },
    {
      name: 'a ReplicaSet that no Deployment made',
      edits: [addPod('bookbuyer', 'old-1', ownedBy('ReplicaSet', 'apps/v1', 'old'))],
      expect: [[missing, 'ReplicaSet bookbuyer/old']],
    },
    {
      name: 'a kind that we do not know',
      edits: [addPod('bookbuyer', 'canary-1', ownedBy('Rollout', 'argoproj.io/v1alpha1', 'canary'))],
      expect: [[missing, 'Rollout bookbuyer/canary']],
    },
    {
      name: 'owners that kubectl would read as options or lists',
      edits: [
        addPod('bookbuyer', 'a', ownedBy('Deployment', 'apps/v1', '--all')),
        addPod('bookbuyer', 'b', ownedBy('Job', 'batch/v1', '-A')),
        addPod('bookbuyer', 'c', ownedBy('secrets,pods', 'v1', 'x')),
      ],
      expect: [
        [missing, 'Deployment bookbuyer/--all'],
        [missing, 'Job bookbuyer/-A'],
        [missing, 'secrets,pods bookbuyer/x'],
      ],
    },
    {
      name: 'an Envoy of its own is no sidecar, even with the label of an injected pod',
      edits: [
        addPod('bookbuyer', 'proxy', {
          labels: { 'osm-proxy-uuid': 'copied' },
          spec: { containers: [{ name: 'envoy', image: 'envoyproxy/envoy:v1.30.0' }] },
        }),
      ],
      expect: [[missing, 'Pod bookbuyer/proxy']],
    },
    {
      name: 'one that is not running yet',
      edits: [addPod('bookbuyer', 'till', { phase: 'Pending' })],
      expect: [[missing, 'Pod bookbuyer/till']],
    },
    {
      name: 'one for Windows, in one namespace alone, where OSM5008 does not look',
      edits: [addPod('bookbuyer', 'iis', { spec: { nodeSelector: { 'kubernetes.io/os': 'windows' } } })],
      namespace: 'bookbuyer',
      expect: [[missing, 'Pod bookbuyer/iis']],
    },
    {
      name: 'in one namespace alone, a Deployment that asks for Windows only since its last change',
      edits: [
        addPod('bookbuyer', 'iis-5d4f-a', deployment('iis')),
        addPod('bookbuyer', 'iis-77b9-a', {
          owner: { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'iis-77b9' },
          labels: { 'pod-template-hash': '77b9' },
          spec: { nodeSelector: { 'kubernetes.io/os': 'windows' } },
        }),
      ],
      namespace: 'bookbuyer',
      expect: [[missing, 'Deployment bookbuyer/iis']],
    },
    {
      name: 'only some pods came, and some of them have none',
      cluster: 'waiting-for-restart',
      edits: ['orders', 'stock'].map((name) => ({ remove: `Deployment warehouse/${name}` })),
      incomplete: ['pods'],
      expect: [
        [missing, 'Deployment warehouse/orders'],
        [missing, 'Deployment warehouse/stock'],
        [missing, 'StatefulSet warehouse/queue'],
        [missing, 'DaemonSet warehouse/agent'],
        [missing, 'Pod warehouse/toolbox'],
      ],
    },
    {
      name: 'in one namespace alone',
      edits: [addPod('bookbuyer', 'till-5d4f-a', deployment('till')), addPod('bookstore', 'other')],
      namespace: 'bookbuyer',
      expect: [[missing, 'Deployment bookbuyer/till']],
    },
    {
      name: 'upstream',
      cluster: 'healthy-1.1.1',
      edits: [addPod('bookbuyer', 'till-5d4f-a', deployment('till'))],
      expect: [[missing, 'Deployment bookbuyer/till']],
    },
  ],
  passes: [
    {
      name: 'a namespace that is being deleted gets no new pods',
      edits: [addPod('bookbuyer', 'till'), terminate('bookbuyer')],
    },
    { name: 'every pod has one; a finished Job and an evicted pod do not count' },
    { name: 'upstream', cluster: 'healthy-1.1.1' },
    { name: 'the oldest release', cluster: 'healthy-0.11.1' },
    { name: 'a healthy namespace alone', namespace: 'bookstore' },
    {
      name: 'half configured: nothing would be injected, so a restart would not help',
      cluster: 'half-configured',
    },
    {
      name: 'a pod that does not want one',
      edits: [addPod('bookbuyer', 'till', { annotations: { 'sidecar-injection': 'disabled' } })],
    },
    {
      name: 'a pod of the host network is the finding of OSM5007',
      edits: [addPod('bookbuyer', 'agent', { spec: { hostNetwork: true } })],
    },
    {
      name: 'a pod for Windows is the finding of OSM5008',
      edits: [addPod('bookbuyer', 'iis', { spec: { nodeSelector: { 'kubernetes.io/os': 'Windows' } } })],
    },
    {
      name: 'a pod that is being deleted',
      edits: [addPod('bookbuyer', 'till', { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } })],
    },
    {
      name: 'a namespace that the webhooks pass over',
      edits: [
        addNamespace('shop', {
          labels: { 'monitored-by': 'osm', 'control-plane': 'x' },
          annotations: { 'sidecar-injection': 'enabled' },
        }),
        addPod('shop', 'till'),
      ],
    },
    {
      name: 'pods that would be refused: a restart would stop them',
      edits: [
        markNamespace('bookbuyer', { annotations: { metrics: 'on' } }),
        markNamespace('bookstore', { annotations: { 'sidecar-injection': 'on' } }),
        addPod('bookbuyer', 'till'),
        addPod('bookstore', 'till'),
      ],
    },
    {
      name: 'kube-system is never injected, even when it is labelled',
      cluster: 'meshed-kube-system',
      edits: [markNamespace('kube-system', { annotations: { 'sidecar-injection': 'enabled' } })],
    },
    {
      name: "a second mesh's namespace is not ours to judge",
      cluster: 'two-meshes',
      edits: [addPod('playground', 'till')],
    },
  ],
  notApplicable: [{ name: 'OSM is not there', cluster: 'nothing-here' }],
  unknown: [
    { name: 'only some pods came, and they are fine', incomplete: ['pods'] },
    { name: 'only some namespaces came', cluster: 'waiting-for-restart', incomplete: ['namespaces'] },
  ],
};
