import type { CheckCases } from '../check-cases.ts';
import { addPod } from '../injection/objects.ts';
import { azureNotAsked, inAzure, withoutControlPlane } from './objects.ts';

const owner = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'carts' };
const old = { owner, sidecar: true } as const;

export const cases: CheckCases = {
  fires: [
    {
      name: 'the add-on was disabled and nothing was restarted',
      cluster: 'stale-webhooks',
      expect: [
        ['orphanedSidecar', 'Deployment bookstore/bookstore', 'critical'],
        ['orphanedSidecar', 'StatefulSet bookstore/postgres', 'critical'],
        ['orphanedSidecar', 'Deployment bookbuyer/bookbuyer', 'critical'],
      ],
    },
    {
      name: 'pods of one workload are one finding; a pod by itself is one',
      cluster: 'nothing-here',
      edits: [
        addPod('shop', 'carts-0', old),
        addPod('shop', 'carts-1', old),
        addPod('shop', 'alone', { sidecar: true }),
      ],
      expect: [
        ['orphanedSidecar', 'StatefulSet shop/carts'],
        ['orphanedSidecar', 'Pod shop/alone'],
      ],
    },
    {
      name: 'Azure says that the add-on is on',
      cluster: 'nothing-here',
      ...inAzure({ osmAddon: true }),
      edits: [addPod('shop', 'carts-0', old)],
      expect: [['orphanedSidecar', 'StatefulSet shop/carts']],
    },
    {
      name: 'by kubeconfig',
      cluster: 'nothing-here',
      ...azureNotAsked,
      edits: [addPod('shop', 'carts-0', old)],
      expect: [['orphanedSidecar', 'StatefulSet shop/carts']],
    },
    {
      name: 'only some pods came',
      cluster: 'nothing-here',
      edits: [addPod('shop', 'carts-0', old)],
      incomplete: ['pods'],
      expect: [['orphanedSidecar', 'StatefulSet shop/carts']],
    },
  ],
  passes: [
    { name: 'a cluster that never had OSM', cluster: 'nothing-here' },
    {
      name: 'what has ended or is going, and the Envoy of somebody else',
      cluster: 'nothing-here',
      edits: [
        addPod('shop', 'carts-0', { ...old, phase: 'Succeeded' }),
        addPod('shop', 'carts-1', { ...old, metadata: { deletionTimestamp: '2026-11-22T11:00:00Z' } }),
        addPod('shop', 'web', { spec: { containers: [{ name: 'envoy', image: 'envoy:v1.30' }] } }),
      ],
    },
  ],
  notApplicable: [
    { name: 'OSM is there' },
    { name: 'one part of it is there', edits: [...withoutControlPlane.slice(1)] },
    { name: 'one namespace alone', namespace: 'bookstore' },
  ],
  unknown: [
    {
      name: 'only some Deployments came: OSM may be among the rest',
      cluster: 'stale-webhooks',
      incomplete: ['controlPlaneDeployments'],
    },
    { name: 'only some pods came, none with a sidecar', cluster: 'nothing-here', incomplete: ['pods'] },
  ],
};
