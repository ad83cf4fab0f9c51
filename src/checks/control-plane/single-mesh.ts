import { defineCheck, type Problem } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';
import type { Deployment } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { componentRef } from '../../osm/components.ts';
import { meshesAmong } from '../../osm/facts/mesh.ts';

export const singleMesh = defineCheck({
  id: 'OSM1016',
  name: 'single-mesh',
  area: 'control-plane',
  severity: 'error',
  title: 'There is one control plane of Open Service Mesh',
  failTitle: 'There is more than one control plane of Open Service Mesh',
  why: 'All meshes of a cluster share their CRDs: removing one with its cluster-wide resources breaks the other, and the AKS add-on can neither be enabled nor is it supported beside another mesh.',
  remedy:
    'Move its namespaces to the mesh that stays, then uninstall the other with its own tool (osm uninstall mesh, or helm uninstall) and without --delete-cluster-wide-resources. Deleting its Deployments alone leaves a webhook that refuses pods.',
  source:
    'AKS documentation of the add-on and openservicemesh/osm#5067; charts/osm/values.yaml enforceSingleMesh',
  reads: ['controlPlaneDeployments'],
  run({ controlPlaneDeployments }) {
    const [first, ...others] = meshesAmong(controlPlaneDeployments);
    if (first === undefined) {
      return { notApplicable: 'No control plane of Open Service Mesh was found on this cluster.' };
    }
    return others.map((other) => foreign(other, first));
  },
});

function foreign(other: Mesh, first: Mesh): Problem {
  const { 'osm-controller': controller, 'osm-injector': injector } = other.components;
  const mend = looks(other);
  if (controller === undefined) {
    const left = injector === undefined ? 'osm-bootstrap' : 'osm-injector';
    const says = `Namespace ${other.namespace} has ${left} without osm-controller, a rest of another installation: ${judged(first)}.`;
    return { what: 'rest', on: componentRef(other, left), severity: 'warning', says, mend };
  }
  const on = componentRef(other, 'osm-controller');
  const says = `A second control plane${imageOf(controller)}, mesh ${other.name}, is in ${other.namespace}: ${judged(first)}.`;
  return { what: 'secondMesh', on, severity: severityOf(other, first), says, mend };
}

/** No other check says that it passed over the rest. */
function judged({ name, namespace }: Mesh): string {
  return `only mesh ${name} in ${namespace} was judged by this run`;
}

/** Upstream lets meshes of different names live side by side where somebody asked for it. */
function severityOf(other: Mesh, first: Mesh): 'error' | 'warning' {
  return first.origin === 'upstream' && other.name !== first.name ? 'warning' : 'error';
}

function imageOf({ containers }: Deployment): string {
  const image = containers.find(({ name }) => name === 'osm-controller')?.image;
  return image === undefined ? '' : ` (${image})`;
}

function looks({ name, namespace }: Mesh): RemedyIntent[] {
  return [
    {
      do: 'look',
      does: 'See which namespaces are labelled for a mesh of its name',
      args: ['get', 'namespaces', '-l', `openservicemesh.io/monitored-by=${name}`],
    },
    {
      do: 'look',
      does: 'See what it consists of',
      args: [
        'get',
        'deployments,services',
        '-n',
        namespace,
        '-l',
        'app.kubernetes.io/name=openservicemesh.io',
      ],
    },
  ];
}
