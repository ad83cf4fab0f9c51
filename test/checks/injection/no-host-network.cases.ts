import type { CheckCases } from '../check-cases.ts';
import { addPod, terminate } from './objects.ts';

const hostNetwork = { spec: { hostNetwork: true } };
const agent = { ...hostNetwork, owner: { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent' } };

export const cases: CheckCases = {
  fires: [
    {
      name: 'a DaemonSet of the host network: once for its two pods',
      edits: [addPod('bookbuyer', 'agent-a', agent), addPod('bookbuyer', 'agent-b', agent)],
      expect: [['hostNetwork', 'DaemonSet bookbuyer/agent', 'warning']],
    },
    {
      name: 'a pod that asks for a sidecar in vain',
      edits: [
        addPod('app-routing-system', 'probe', {
          ...hostNetwork,
          annotations: { 'sidecar-injection': 'enabled' },
        }),
      ],
      expect: [['hostNetwork', 'Pod app-routing-system/probe']],
    },
    {
      name: '1.0.0 was the first to leave them alone',
      cluster: 'healthy-1.0.0',
      edits: [addPod('bookbuyer', 'agent-a', agent)],
      expect: [['hostNetwork', 'DaemonSet bookbuyer/agent']],
    },
    {
      name: '0.11.1 would give it a sidecar, but it is older than the label',
      cluster: 'legacy',
      expect: [['sidecarMissing', 'Pod bookbuyer/node-probe', 'error']],
    },
    {
      name: 'only some pods came, and one of them is such',
      edits: [addPod('bookbuyer', 'agent-a', agent)],
      incomplete: ['pods'],
      expect: [['hostNetwork', 'DaemonSet bookbuyer/agent']],
    },
  ],
  passes: [
    {
      name: 'a namespace that is being deleted gets no new pods',
      edits: [addPod('bookbuyer', 'agent', { spec: { hostNetwork: true } }), terminate('bookbuyer')],
    },
    { name: 'none there' },
    { name: '0.11.1 gives them a sidecar', cluster: 'healthy-0.11.1' },
    {
      name: 'outside the mesh',
      edits: [addPod('outside', 'agent-a', agent), addPod('kube-system', 'proxy', agent)],
    },
    { name: 'where injection is disabled', edits: [addPod('app-routing-system', 'agent-a', agent)] },
    {
      name: 'one that says it is meant so',
      edits: [addPod('bookbuyer', 'agent-a', { ...agent, annotations: { 'sidecar-injection': 'disabled' } })],
    },
    { name: 'a finished one', edits: [addPod('bookbuyer', 'agent-a', { ...agent, phase: 'Failed' })] },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'in one namespace alone the release is not read', namespace: 'bookbuyer' },
  ],
  unknown: [{ name: 'only some pods came, and they are fine', incomplete: ['pods'] }],
};
