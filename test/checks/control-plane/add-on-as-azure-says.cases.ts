import type { Inputs } from '../../../src/model/snapshot.ts';
import type { CheckCases, Edit } from '../check-cases.ts';

const on: Partial<Inputs> = { managedCluster: { osmAddon: true } };
const off: Partial<Inputs> = { managedCluster: { osmAddon: false } };

const controller = 'Deployment kube-system/osm-controller';
const injector = 'Deployment kube-system/osm-injector';
const bootstrap = 'Deployment kube-system/osm-bootstrap';

const deleted = (deployment: string): Edit => ({
  patch: deployment,
  with: { metadata: { deletionTimestamp: '2026-11-22T11:59:00Z' } },
});

const likeArc: Edit = {
  add: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'osm-controller', namespace: 'arc-osm-system', labels: { app: 'osm-controller' } },
    spec: {
      replicas: 2,
      template: { spec: { containers: [{ name: 'osm-controller', image: 'osm:v1.2.6' }] } },
    },
  },
};

export const cases: CheckCases = {
  fires: [
    {
      name: 'the add-on is on, and nothing of OSM is there',
      cluster: 'nothing-here',
      values: on,
      expect: [['notOnCluster', controller, 'error']],
    },
    {
      name: 'the add-on is on, and what is there was installed by hand',
      cluster: 'healthy-1.1.1',
      values: on,
      expect: [['notOnCluster', controller, 'error']],
    },
    {
      name: 'the add-on is on, and the label app is of somebody else',
      cluster: 'nothing-here',
      values: on,
      edits: [
        {
          add: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { name: 'maps', namespace: 'kube-system', labels: { app: 'osm-controller' } },
            spec: { template: { spec: { containers: [{ name: 'maps', image: 'maps:1' }] } } },
          },
        },
      ],
      expect: [['notOnCluster', controller, 'error']],
    },
    {
      name: 'the add-on is off, and its control plane runs on',
      values: off,
      expect: [['notInAzure', controller, 'error']],
    },
    {
      name: 'the add-on is off, and a rest of it stayed',
      values: off,
      edits: [{ remove: controller }, deleted(injector)],
      expect: [['notInAzure', bootstrap, 'error']],
    },
    {
      name: 'the add-on is off, and both its control plane and another are there',
      cluster: 'two-meshes',
      values: off,
      expect: [['notInAzure', controller, 'error']],
    },
  ],
  passes: [
    { name: 'on, and there' },
    { name: 'on, and there beside another', cluster: 'two-meshes', values: on },
    { name: 'on, and a part of it is missing, which is OSM1003', values: on, edits: [{ remove: injector }] },
    { name: 'off, and nothing of OSM is there', cluster: 'nothing-here', values: off },
    { name: 'off, and what is there was installed by hand', cluster: 'healthy-1.1.1', values: off },
    {
      name: 'off, and what is there is the extension of Azure Arc',
      cluster: 'nothing-here',
      values: off,
      edits: [likeArc],
    },
    {
      name: 'off, and all of it is being deleted',
      values: off,
      edits: [deleted(controller), deleted(injector), deleted(bootstrap)],
    },
  ],
  notApplicable: [
    {
      name: 'nobody asked Azure: a kubeconfig led here',
      problems: { managedCluster: { reason: 'notAsked', detail: 'The cluster was not named in Azure.' } },
    },
    { name: 'one namespace was asked for', namespace: 'bookbuyer' },
  ],
  unknown: [{ name: 'only some Deployments came', incomplete: ['controlPlaneDeployments'], values: off }],
};
