import type { CheckCases } from '../check-cases.ts';
import { deletedAt, gaveUp, status } from './rollouts.ts';

const controller = 'Deployment kube-system/osm-controller';

export const cases: CheckCases = {
  fires: [
    {
      name: 'no replica is ready',
      edits: [{ patch: controller, with: { status: { readyReplicas: null } } }],
      expect: [['noneReady', controller, 'critical']],
    },
    {
      name: 'one of two is ready',
      edits: [{ patch: controller, with: { status: { readyReplicas: 1 } } }],
      expect: [['someNotReady', controller, 'error']],
    },
    {
      name: 'scaled to zero is not a pass',
      edits: [{ patch: controller, with: { spec: { replicas: 0 }, status: { readyReplicas: null } } }],
      expect: [['scaledToZero', controller, 'critical']],
    },
    {
      name: 'the Deployment is gone, the rest stands',
      edits: [{ remove: controller }],
      expect: [['missing', controller, 'critical']],
    },
    {
      name: 'the image of a new release cannot be pulled, the old pods serve on',
      edits: [status(controller, gaveUp, { updatedReplicas: 1, unavailableReplicas: 1 })],
      expect: [['rolloutStuck', controller, 'error']],
    },
    {
      name: 'it is being deleted',
      edits: [{ patch: controller, with: { metadata: { deletionTimestamp: deletedAt } } }],
      expect: [['terminating', controller, 'critical']],
    },
    {
      name: "a user's Deployment with its label is no mesh",
      cluster: 'nothing-here',
      edits: [
        {
          add: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'maps', namespace: 'maps', labels: { app: 'osm-controller' } },
            spec: { template: { spec: { containers: [{ name: 'maps', image: 'maps:1' }] } } },
            status: { readyReplicas: 1 },
          },
        },
      ],
      expect: [['notInstalled', 'Deployment osm-controller', 'error']],
    },
    {
      name: 'a cluster without OSM',
      cluster: 'nothing-here',
      expect: [['notInstalled', 'Deployment osm-controller', 'error']],
    },
  ],
  passes: [
    {
      name: 'five replicas, as the HPA may run',
      edits: [
        { patch: controller, with: { spec: { replicas: 5 } } },
        status(controller, { updatedReplicas: 5, readyReplicas: 5 }),
      ],
    },
    { name: 'upstream runs one', cluster: 'healthy-1.1.1' },
  ],
  unknown: [
    {
      name: 'Kubernetes has not seen the last change yet',
      edits: [{ patch: controller, with: { metadata: { generation: 2 } } }],
    },
  ],
};
