import type { CheckCases } from '../check-cases.ts';

const injector = 'Deployment kube-system/osm-injector';

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
  ],
  passes: [
    {
      name: 'ten replicas, as the HPA may run',
      edits: [{ patch: injector, with: { spec: { replicas: 10 }, status: { readyReplicas: 10 } } }],
    },
    { name: 'upstream runs one', cluster: 'healthy-1.1.1' },
    {
      name: 'the injector of a second mesh is down',
      cluster: 'two-meshes',
      edits: [{ patch: 'Deployment osm-system/osm-injector', with: { status: { readyReplicas: null } } }],
    },
  ],
  notApplicable: [{ name: 'a cluster without OSM: its controller check says so', cluster: 'nothing-here' }],
  unknown: [{ name: 'only some Deployments came', incomplete: ['controlPlaneDeployments'] }],
};
