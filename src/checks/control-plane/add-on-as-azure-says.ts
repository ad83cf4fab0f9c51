import { defineCheck, type Problem } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';
import { componentRef } from '../../osm/components.ts';
import { meshesAmong } from '../../osm/facts/mesh.ts';
import { componentNames } from '../../osm/names.ts';

export const addOnAsAzureSays = defineCheck({
  id: 'OSM1001',
  name: 'add-on-as-azure-says',
  area: 'control-plane',
  severity: 'error',
  title: 'Azure and the cluster agree whether the add-on is on',
  failTitle: 'Azure and the cluster disagree about the add-on',
  why: 'Microsoft keeps up only an add-on that Azure knows of: one that Azure takes for on and that is not there injects and enforces nothing, one that Azure takes for off gets no security fix and nobody restores it.',
  remedy:
    'See what Azure says: az aks show -g RG -n CLUSTER --query addonProfiles.openServiceMesh. Turning the add-on on or off takes some minutes; where it stays so, run az aks enable-addons -a open-service-mesh (or disable-addons) once more.',
  source: 'AKS documentation of the add-on: addonProfiles.openServiceMesh, control plane in kube-system',
  reads: ['managedCluster', 'controlPlaneDeployments'],
  run({ managedCluster, controlPlaneDeployments }) {
    const meshes = meshesAmong(controlPlaneDeployments);
    const addon = meshes.find(({ origin }) => origin === 'aks');
    if (managedCluster.osmAddon) return addon === undefined ? [notOnCluster(meshes)] : [];
    return addon === undefined ? [] : notInAzure(addon);
  },
});

function notOnCluster(meshes: readonly Mesh[]): Problem {
  const elsewhere = meshes.map(({ name, namespace }) => `mesh ${name} in ${namespace}`).join(', ');
  const besides = elsewhere === '' ? '' : `; ${elsewhere} was installed otherwise`;
  return {
    what: 'notOnCluster',
    on: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'kube-system', name: 'osm-controller' },
    says: `Azure says that the add-on is on, but kube-system has none of ${componentNames.join(', ')}${besides}.`,
    mend: [
      {
        do: 'look',
        does: 'Look for the control plane in every namespace',
        args: ['get', 'deployments', '-A', '-l', `app in (${componentNames.join(',')})`],
      },
    ],
  };
}

/** What is being deleted is on its way to what Azure says; a Deployment that hangs there is OSM1002's to OSM1004's. */
function notInAzure(addon: Mesh): Problem[] {
  const staying = componentNames.filter((component) => {
    const deployment = addon.components[component];
    return deployment !== undefined && deployment.metadata.deletionTimestamp === undefined;
  });
  const [first] = staying;
  if (first === undefined) return [];
  return [
    {
      what: 'notInAzure',
      on: componentRef(addon, first),
      says: `Azure says that the add-on is off, but kube-system has ${staying.join(', ')}: nobody updates or restores them.`,
      mend: [
        {
          do: 'look',
          does: 'See what is there and since when, before the add-on is turned on, or off once more',
          args: ['get', 'deployments', '-n', addon.namespace, '-l', `app in (${componentNames.join(',')})`],
        },
        {
          do: 'look',
          does: 'See which namespaces still count on it',
          args: ['get', 'namespaces', '-l', `openservicemesh.io/monitored-by=${addon.name}`],
        },
      ],
    },
  ];
}
