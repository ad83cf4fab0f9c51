import type { CheckCases } from '../check-cases.ts';

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
      name: 'a cluster without OSM',
      cluster: 'nothing-here',
      expect: [['notInstalled', 'Deployment osm-controller', 'error']],
    },
  ],
  passes: [
    {
      name: 'five replicas, as the HPA may run',
      edits: [{ patch: controller, with: { spec: { replicas: 5 }, status: { readyReplicas: 5 } } }],
    },
    { name: 'upstream runs one', cluster: 'healthy-1.1.1' },
  ],
};
