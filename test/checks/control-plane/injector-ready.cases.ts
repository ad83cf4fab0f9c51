import type { CheckCases } from '../check-cases.ts';
import { another, deletedAt, gaveUp, longAgo, progressing, status, underWay } from './rollouts.ts';

const injector = 'Deployment kube-system/osm-injector';
const copy = 'Deployment kube-system/osm-injector-copy';

export const cases: CheckCases = {
  fires: [
    {
      name: 'both injectors are down',
      cluster: 'injector-down',
      expect: [['noneReady', injector, 'critical']],
    },
    {
      name: 'one of two is ready',
      edits: [{ patch: injector, with: { status: { readyReplicas: 1 } } }],
      expect: [['someNotReady', injector, 'error']],
    },
    {
      name: 'scaled to zero is not a pass',
      edits: [{ patch: injector, with: { spec: { replicas: 0 }, status: { readyReplicas: null } } }],
      expect: [['scaledToZero', injector, 'critical']],
    },
    {
      name: 'upstream ships one replica: scaled to zero it gets one back',
      cluster: 'healthy-1.1.1',
      edits: [
        {
          patch: 'Deployment osm-system/osm-injector',
          with: { spec: { replicas: 0 }, status: { readyReplicas: null } },
        },
      ],
      expect: [['scaledToZero', 'Deployment osm-system/osm-injector', 'critical']],
    },
    {
      name: 'the Deployment is gone, the rest stands',
      edits: [{ remove: injector }],
      expect: [['missing', injector, 'critical']],
    },
    {
      name: 'upstream is judged by its own namespace',
      cluster: 'healthy-1.1.1',
      edits: [{ patch: 'Deployment osm-system/osm-injector', with: { status: { readyReplicas: null } } }],
      expect: [['noneReady', 'Deployment osm-system/osm-injector', 'critical']],
    },
    {
      name: 'a rollout that Kubernetes gave up, with enough pods of the old template',
      edits: [status(injector, gaveUp, { updatedReplicas: 1, unavailableReplicas: 1 })],
      expect: [['rolloutStuck', injector, 'error']],
    },
    {
      name: 'a rollout that cannot make its ReplicaSet',
      edits: [status(injector, progressing('False', 'ReplicaSetCreateError', longAgo))],
      expect: [['rolloutStuck', injector, 'error']],
    },
    {
      name: 'a rollout failed, and the status tells neither why nor of how many pods it is about',
      edits: [
        { patch: injector, with: { status: null } },
        status(injector, { readyReplicas: 2, conditions: [{ type: 'Progressing', status: 'False' }] }),
      ],
      expect: [['rolloutStuck', injector, 'error']],
    },
    {
      name: 'a rollout without a deadline that stands still',
      edits: [
        status(injector, progressing('True', 'ReplicaSetUpdated', longAgo), { unavailableReplicas: 1 }),
      ],
      expect: [['rolloutStuck', injector, 'error']],
    },
    {
      name: 'a rollout that somebody paused and forgot: no pod is of the new template',
      edits: [
        status(injector, progressing('Unknown', 'DeploymentPaused', longAgo), { updatedReplicas: null }),
      ],
      expect: [['rolloutStuck', injector, 'error']],
    },
    {
      name: 'given up and one pod short',
      edits: [status(injector, gaveUp, { readyReplicas: 1, unavailableReplicas: 2 })],
      expect: [['rolloutStuck', injector, 'error']],
    },
    {
      name: 'given up with none ready',
      edits: [status(injector, gaveUp, { readyReplicas: null, unavailableReplicas: 2 })],
      expect: [['noneReady', injector, 'critical']],
    },
    {
      name: 'one of two is ready in the midst of a rollout',
      edits: [status(injector, underWay, { readyReplicas: 1, unavailableReplicas: 1 })],
      expect: [['rollingOut', injector, 'warning']],
    },
    {
      name: 'one of two is ready, the rollout made no progress for a while',
      edits: [
        status(injector, progressing('True', 'ReplicaSetUpdated', longAgo), {
          readyReplicas: 1,
          unavailableReplicas: 1,
        }),
      ],
      expect: [['someNotReady', injector, 'error']],
    },
    {
      name: 'a rollout is no excuse for none',
      edits: [status(injector, underWay, { readyReplicas: null, unavailableReplicas: 2 })],
      expect: [['noneReady', injector, 'critical']],
    },
    {
      name: 'none is ready by a status that is out of date',
      edits: [
        { patch: injector, with: { metadata: { generation: 2 } } },
        status(injector, { readyReplicas: null }),
      ],
      expect: [['noneReady', injector, 'critical']],
    },
    {
      name: 'it is being deleted, and its pods are still ready',
      edits: [{ patch: injector, with: { metadata: { deletionTimestamp: deletedAt } } }],
      expect: [['terminating', injector, 'critical']],
    },
    {
      name: 'a second Deployment of it',
      edits: [another('osm-injector')],
      expect: [['double', copy, 'warning']],
    },
    {
      name: 'a second Deployment of it that stands before it in the list',
      edits: [
        { remove: injector },
        another('osm-injector'),
        another('osm-injector', { name: 'osm-injector' }),
      ],
      expect: [['double', copy, 'warning']],
    },
    {
      name: 'two Deployments of it, both of other names',
      edits: [{ remove: injector }, another('osm-injector'), another('osm-injector', { name: 'mine' })],
      expect: [['double', 'Deployment kube-system/mine', 'warning']],
    },
    {
      name: 'a second Deployment of it is not ready',
      edits: [another('osm-injector', { replicas: 2, ready: 0 })],
      expect: [
        ['noneReady', copy, 'error'],
        ['double', copy, 'warning'],
      ],
    },
    {
      name: 'a second Deployment is ready, the real one is not',
      edits: [another('osm-injector'), status(injector, { readyReplicas: null })],
      expect: [
        ['noneReady', injector, 'error'],
        ['double', copy, 'warning'],
      ],
    },
    {
      name: 'a second Deployment of it, put to sleep',
      edits: [another('osm-injector', { replicas: 0, ready: 0 })],
      expect: [['double', copy, 'warning']],
    },
    {
      name: 'both are scaled to zero',
      edits: [
        another('osm-injector', { replicas: 0, ready: 0 }),
        { patch: injector, with: { spec: { replicas: 0 }, status: { readyReplicas: null } } },
      ],
      expect: [
        ['scaledToZero', injector, 'critical'],
        ['scaledToZero', copy, 'critical'],
        ['double', copy, 'warning'],
      ],
    },
    {
      name: "a user's Deployment with its label does not stand in for it",
      edits: [
        { remove: injector },
        {
          add: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'mine', namespace: 'kube-system', labels: { app: 'osm-injector' } },
            spec: { template: { spec: { containers: [{ name: 'mine', image: 'mine:1' }] } } },
            status: { readyReplicas: 1 },
          },
        },
      ],
      expect: [['missing', injector, 'critical']],
    },
  ],
  passes: [
    {
      name: 'ten replicas, as the HPA may run',
      edits: [
        { patch: injector, with: { spec: { replicas: 10 } } },
        status(injector, { updatedReplicas: 10, readyReplicas: 10 }),
      ],
    },
    {
      name: 'a rollout that goes on, with all the replicas that are wanted ready',
      edits: [status(injector, underWay, { updatedReplicas: 1, unavailableReplicas: 1 })],
    },
    {
      name: 'an API server that tells no more than how many are ready',
      edits: [{ patch: injector, with: { status: null } }, status(injector, { readyReplicas: 2 })],
    },
    { name: 'upstream runs one', cluster: 'healthy-1.1.1' },
    {
      name: 'the injector of a second mesh is down',
      cluster: 'two-meshes',
      edits: [{ patch: 'Deployment osm-system/osm-injector', with: { status: { readyReplicas: null } } }],
    },
  ],
  notApplicable: [{ name: 'a cluster without OSM: its controller check says so', cluster: 'nothing-here' }],
  unknown: [
    {
      name: 'the status is about the spec before the last change',
      edits: [{ patch: injector, with: { metadata: { generation: 2 } } }],
    },
    { name: 'only some Deployments came', incomplete: ['controlPlaneDeployments'] },
  ],
};
