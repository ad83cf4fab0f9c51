import type { CheckCases, Edit } from '../check-cases.ts';

const second = (app: string, meshName: string): Edit => ({
  add: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: app, namespace: 'osm-dev', labels: { app, meshName } },
    spec: { replicas: 0, template: { spec: { containers: [{ name: app, image: `${app}:v1.2.4` }] } } },
  },
});

const labelled = (labels: object): Edit => ({
  add: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'maps', namespace: 'maps', labels: { app: 'osm-controller', ...labels } },
    spec: { template: { spec: { containers: [{ name: 'maps', image: 'maps:1' }] } } },
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
    {
      name: 'a forgotten bootstrap',
      edits: [second('osm-bootstrap', 'dev')],
      expect: [['rest', 'Deployment osm-dev/osm-bootstrap', 'warning']],
    },
    {
      name: 'its container has another name, its label tells',
      edits: [labelled({ 'app.kubernetes.io/name': 'openservicemesh.io' })],
      expect: [['secondMesh', 'Deployment maps/maps', 'error']],
    },
  ],
  passes: [
    { name: "a user's Deployment with OSM's label", edits: [labelled({})] },
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
