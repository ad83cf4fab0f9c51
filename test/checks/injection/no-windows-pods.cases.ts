import type { CheckCases } from '../check-cases.ts';
import { addInjected, addNode, addPod, ofDeployment, terminate } from './objects.ts';

const app = [{ name: 'iis' }];
const selector = { spec: { nodeSelector: { 'kubernetes.io/os': 'windows' } } };
const onNode = { spec: { nodeName: 'akswin000000' } };
const node = addNode('akswin000000', 'windows');
const injectedSelector = { ...ofDeployment('iis'), ...selector };
const disabled = { annotations: { 'sidecar-injection': 'disabled' } };

export const cases: CheckCases = {
  fires: [
    {
      name: 'two pods of a Deployment with the nodeSelector, one not scheduled yet: once',
      edits: [
        addPod('bookbuyer', 'iis-5d4f-a', { ...injectedSelector, phase: 'Pending' }),
        addPod('bookbuyer', 'iis-5d4f-b', injectedSelector),
      ],
      expect: [['noSidecar', 'Deployment bookbuyer/iis', 'error']],
    },
    {
      name: 'the injector compares the selector without case',
      edits: [addPod('bookbuyer', 'iis', { spec: { nodeSelector: { 'kubernetes.io/os': 'Windows' } } })],
      expect: [['noSidecar', 'Pod bookbuyer/iis']],
    },
    {
      name: 'one that asks for a sidecar in a namespace that does not',
      edits: [
        addPod('app-routing-system', 'iis', { ...selector, annotations: { 'sidecar-injection': 'enabled' } }),
      ],
      expect: [['noSidecar', 'Pod app-routing-system/iis']],
    },
    {
      name: 'a sidecar that somebody configured an image for',
      edits: [addInjected('bookbuyer', 'iis', app, selector)],
      expect: [['unsupportedSidecar', 'Pod bookbuyer/iis', 'warning']],
    },
    {
      name: 'without the selector on a Windows node: the sidecar is for Linux',
      edits: [node, addInjected('bookbuyer', 'iis', app, { ...onNode, phase: 'Pending' })],
      expect: [['linuxSidecar', 'Pod bookbuyer/iis', 'error']],
    },
    {
      name: 'older than the label, on a Windows node without the selector',
      edits: [node, addPod('bookbuyer', 'iis-5d4f-a', { ...ofDeployment('iis'), ...onNode })],
      expect: [['linuxSidecarNext', 'Deployment bookbuyer/iis']],
    },
    {
      name: 'upstream has a sidecar for Windows',
      cluster: 'healthy-1.1.1',
      edits: [addPod('bookbuyer', 'iis', selector)],
      expect: [['sidecarMissing', 'Pod bookbuyer/iis', 'error']],
    },
    {
      name: 'upstream too has none for pods that do not say so',
      cluster: 'healthy-1.1.1',
      edits: [node, addInjected('bookbuyer', 'iis', app, onNode)],
      expect: [['linuxSidecar', 'Pod bookbuyer/iis']],
    },
    {
      name: 'only some pods and nodes came, and there is one',
      edits: [addPod('bookbuyer', 'iis', selector)],
      incomplete: ['pods', 'nodes'],
      expect: [['noSidecar', 'Pod bookbuyer/iis']],
    },
  ],
  passes: [
    { name: 'no Windows at all' },
    {
      name: 'a Windows node pool outside the mesh',
      edits: [
        node,
        addPod('default', 'iis', { spec: { ...selector.spec, ...onNode.spec } }),
        addPod('kube-system', 'csi-win', onNode),
      ],
    },
    {
      name: 'in a namespace of the mesh that does not inject, or annotated itself',
      edits: [
        node,
        addPod('app-routing-system', 'exporter', onNode),
        addPod('bookbuyer', 'iis', { ...selector, ...disabled }),
      ],
    },
    {
      name: 'finished, or being deleted',
      edits: [
        node,
        addPod('bookbuyer', 'a', { ...selector, phase: 'Succeeded' }),
        addPod('bookbuyer', 'b', { ...onNode, metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } }),
      ],
    },
    {
      name: 'its namespace is being deleted',
      edits: [addPod('bookbuyer', 'iis', selector), terminate('bookbuyer')],
    },
    {
      name: 'on the host network, where this release gives no sidecar',
      edits: [
        addPod('bookbuyer', 'host-process', { spec: { ...selector.spec, hostNetwork: true } }),
        node,
        addPod('bookbuyer', 'csi-proxy', { spec: { ...onNode.spec, hostNetwork: true } }),
      ],
    },
    { name: 'on a node that is gone', edits: [addInjected('bookbuyer', 'web', app, onNode)] },
    {
      name: 'upstream, with a sidecar for Windows',
      cluster: 'healthy-1.1.1',
      edits: [node, addInjected('bookbuyer', 'iis', app, { spec: { ...selector.spec, ...onNode.spec } })],
    },
    {
      name: "a second mesh's namespace is not ours to judge",
      cluster: 'two-meshes',
      edits: [addPod('playground', 'iis', selector)],
    },
  ],
  notApplicable: [
    { name: 'OSM is not there', cluster: 'nothing-here' },
    { name: 'in one namespace alone the nodes are not read', namespace: 'bookbuyer' },
  ],
  unknown: [
    { name: 'only some pods came', incomplete: ['pods'] },
    { name: 'only some nodes came', incomplete: ['nodes'] },
  ],
};
