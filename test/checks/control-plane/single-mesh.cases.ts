import type { CheckCases, Edit } from '../check-cases.ts';

const second = (app: string, meshName: string): Edit => ({
  add: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: app, namespace: 'osm-dev', labels: { app, meshName } },
    spec: { replicas: 0 },
  },
});

export const cases: CheckCases = {
  fires: [
    {
      name: 'upstream beside the add-on',
      cluster: 'two-meshes',
      expect: [['secondMesh', 'Deployment osm-system/osm-controller', 'error']],
    },
    {
      name: 'scaled to zero it still keeps the add-on from being enabled',
      edits: [second('osm-controller', 'dev')],
      expect: [['secondMesh', 'Deployment osm-dev/osm-controller', 'error']],
    },
    {
      name: 'two upstream meshes of one name claim the same namespaces',
      cluster: 'healthy-1.1.1',
      edits: [second('osm-controller', 'osm')],
      expect: [['secondMesh', 'Deployment osm-system/osm-controller', 'error']],
    },
    {
      name: 'two upstream meshes of different names',
      cluster: 'healthy-1.1.1',
      edits: [second('osm-controller', 'dev')],
      expect: [['secondMesh', 'Deployment osm-system/osm-controller', 'warning']],
    },
    {
      name: 'a forgotten injector',
      edits: [second('osm-injector', 'dev')],
      expect: [['rest', 'Deployment osm-dev/osm-injector', 'warning']],
    },
  ],
  passes: [
    { name: 'the add-on alone' },
    { name: 'upstream alone, in its own namespace', cluster: 'healthy-1.1.1' },
    {
      name: 'a Deployment of somebody else with a like name',
      edits: [
        {
          add: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'osm-controller', namespace: 'maps', labels: { app: 'openstreetmap' } },
          },
        },
      ],
    },
  ],
  notApplicable: [{ name: 'a cluster without OSM', cluster: 'nothing-here' }],
  unknown: [{ name: 'only some Deployments came', incomplete: ['controlPlaneDeployments'] }],
};
