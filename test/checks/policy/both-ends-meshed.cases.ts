import type { CheckCases } from '../check-cases.ts';
import { addNamespace, addPod, markNamespace } from '../injection/objects.ts';
import { account, permissive, target } from './objects.ts';

const upstream = { cluster: 'healthy-1.1.1' } as const;
const as = (serviceAccountName: string) => ({ spec: { serviceAccountName } });
const disabled = (serviceAccountName: string) => ({
  ...as(serviceAccountName),
  annotations: { 'sidecar-injection': 'disabled' },
});

export const cases: CheckCases = {
  fires: [
    {
      ...upstream,
      name: 'a destination without a sidecar lets everybody in',
      edits: [addPod('bookstore', 'bare', disabled('bookstore'))],
      expect: [['openDestination', 'Pod bookstore/bare', 'warning']],
    },
    {
      ...upstream,
      name: 'a caller without a sidecar',
      edits: [
        addPod('bookbuyer', 'bare', disabled('bare')),
        target('bookstore/t', { sources: [account('bookbuyer/bare')] }),
      ],
      expect: [['unknownSource', 'Pod bookbuyer/bare', 'warning']],
    },
    {
      ...upstream,
      name: 'others of its ServiceAccount have sidecars: those may be the callers',
      edits: [addPod('bookbuyer', 'bare', disabled('bookbuyer'))],
      expect: [['unknownSource', 'Pod bookbuyer/bare', 'info']],
    },
    {
      ...upstream,
      name: 'an ingress controller as a source',
      edits: [target('bookstore/t', { sources: [account('app-routing-system/nginx')] })],
      expect: [['unknownSource', 'Deployment app-routing-system/nginx']],
    },
    {
      ...upstream,
      name: 'on the host network, of a workload with many pods',
      edits: ['1', '2', '3'].map((name) =>
        addPod('bookstore', name, {
          owner: { apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'agent' },
          spec: { serviceAccountName: 'bookstore', hostNetwork: true },
        }),
      ),
      expect: [['openDestination', 'DaemonSet bookstore/agent']],
    },
    {
      ...upstream,
      name: 'a rollout gives it the ServiceAccount of a destination: the old pods are told of beside the new one',
      edits: ['bookbuyer', 'postgres']
        .map((name) =>
          addPod('bookstore', name, {
            ...disabled(name),
            owner: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db' },
          }),
        )
        .concat(target('bookstore/t', { sources: [account('bookstore/bookbuyer')] })),
      expect: [
        ['unknownSource', 'StatefulSet bookstore/db'],
        ['openDestination', 'StatefulSet bookstore/db'],
      ],
    },
    {
      ...upstream,
      name: 'permissive mode makes it a note',
      edits: [permissive, addPod('bookstore', 'bare', disabled('bookstore'))],
      expect: [['openDestination', 'Pod bookstore/bare', 'info']],
    },
    {
      ...upstream,
      name: 'some TrafficTargets came of a list that was cut',
      edits: [addPod('bookstore', 'bare', disabled('bookstore'))],
      incomplete: ['trafficTargets'],
      expect: [['openDestination', 'Pod bookstore/bare']],
    },
  ],
  passes: [
    { ...upstream, name: 'both ends have sidecars' },
    { name: 'no TrafficTarget' },
    {
      ...upstream,
      name: 'a Job without a sidecar, as it must be to end, beside the workload whose ServiceAccount it borrows',
      edits: ['bookstore', 'bookbuyer'].map((name) =>
        addPod(name, 'nightly-x', {
          ...disabled(name),
          owner: { apiVersion: 'batch/v1', kind: 'Job', name: 'nightly' },
        }),
      ),
    },
    {
      ...upstream,
      name: 'one that only waits for its restart is OSM5006',
      edits: [addPod('bookstore', 'old', as('bookstore'))],
    },
    {
      ...upstream,
      name: 'one that would be refused is OSM5002',
      edits: [
        markNamespace('bookstore', { annotations: { 'sidecar-injection': 'on' } }),
        addPod('bookstore', 'old', as('bookstore')),
      ],
    },
    {
      ...upstream,
      name: 'one that has ended',
      edits: [addPod('bookstore', 'done', { ...disabled('bookstore'), phase: 'Succeeded' })],
    },
    {
      ...upstream,
      name: 'one that no TrafficTarget names',
      edits: [addPod('bookstore', 'x', disabled('x'))],
    },
    {
      ...upstream,
      name: 'a caller whose namespace came after the list of namespaces',
      edits: [addPod('new', 'till', as('till')), target('bookstore/t', { sources: [account('new/till')] })],
    },
    {
      ...upstream,
      name: 'a source outside the mesh is OSM7002',
      edits: [
        addNamespace('shop'),
        addPod('shop', 'till', as('till')),
        target('bookstore/t', { sources: [account('shop/till')] }),
      ],
    },
  ],
  notApplicable: [
    { name: 'there is no MeshConfig', cluster: 'no-mesh-config' },
    { name: 'one namespace was asked for', namespace: 'bookstore' },
  ],
  unknown: [
    {
      ...upstream,
      name: 'only some pods came: those that did not may have sidecars',
      edits: [addPod('bookbuyer', 'bare', disabled('bookbuyer'))],
      incomplete: ['pods'],
    },
    { ...upstream, name: 'only some pods came, and they have sidecars', incomplete: ['pods'] },
  ],
};
