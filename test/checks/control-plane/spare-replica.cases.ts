import type { CheckCases, Edit } from '../check-cases.ts';

const controller = 'Deployment kube-system/osm-controller';
const injector = 'Deployment kube-system/osm-injector';

const scale = (deployment: string, replicas: number): Edit => ({
  patch: deployment,
  with: { spec: { replicas }, status: { readyReplicas: replicas } },
});

export const cases: CheckCases = {
  fires: [
    {
      name: 'one injector on the add-on',
      edits: [scale(injector, 1)],
      expect: [['oneReplica', injector, 'warning']],
    },
    {
      name: 'one of each on the add-on',
      edits: [scale(controller, 1), scale(injector, 1)],
      expect: [
        ['oneReplica', controller, 'warning'],
        ['oneReplica', injector, 'warning'],
      ],
    },
    {
      name: 'one injector, and no controller (OSM1002)',
      edits: [{ remove: controller }, scale(injector, 1)],
      expect: [['oneReplica', injector, 'warning']],
    },
    {
      name: 'upstream ships one of each: a fact, no fault',
      cluster: 'healthy-1.1.1',
      expect: [
        ['oneReplica', 'Deployment osm-system/osm-controller', 'info'],
        ['oneReplica', 'Deployment osm-system/osm-injector', 'info'],
      ],
    },
    {
      name: 'Kubernetes fills in one where the Deployment leaves it out',
      edits: [{ patch: controller, with: { spec: { replicas: null } } }],
      expect: [['oneReplica', controller, 'warning']],
    },
  ],
  passes: [
    { name: 'one bootstrap is as designed' },
    {
      name: 'two are wanted, one is not ready yet: OSM1003',
      edits: [{ patch: injector, with: { status: { readyReplicas: 1 } } }],
    },
    { name: 'none is wanted: OSM1003', edits: [scale(injector, 0)] },
    { name: 'the second mesh has one of each', cluster: 'two-meshes' },
  ],
  notApplicable: [
    { name: 'only bootstrap is left', edits: [{ remove: controller }, { remove: injector }] },
    { name: 'a cluster without OSM', cluster: 'nothing-here' },
  ],
};
