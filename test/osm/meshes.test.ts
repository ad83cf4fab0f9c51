import { expect, test } from '@jest/globals';
import { deploymentOf } from '../../src/kubernetes/shapes/workloads.ts';
import { meshesAmong } from '../../src/osm/facts/mesh.ts';

const controllerIn = (namespace?: string) => {
  const labels = { app: 'osm-controller', 'app.kubernetes.io/name': 'openservicemesh.io' };
  return deploymentOf({ metadata: { name: 'osm-controller', namespace, labels } });
};

test('meshes come by namespace, the add-on first', () => {
  const meshes = meshesAmong([
    controllerIn('osm-system'),
    controllerIn('kube-system'),
    controllerIn('osm-dev'),
  ]);

  expect(meshes.map(({ namespace, origin }) => [namespace, origin])).toEqual([
    ['kube-system', 'aks'],
    ['osm-dev', 'upstream'],
    ['osm-system', 'upstream'],
  ]);
});

test('a Deployment that says no namespace is in no mesh', () => {
  expect(meshesAmong([controllerIn()])).toEqual([]);
});
