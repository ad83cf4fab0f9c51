import { defineCheck } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { meshesAmong } from '../../osm/facts/mesh.ts';
import { looksLikeIngress } from '../../osm/ingress.ts';
import { isLeaving } from '../../osm/injection.ts';
import { monitoredByLabel } from '../../osm/names.ts';
import { labelForMesh, lookAtPodsOf, namespaceRef } from './namespaces.ts';

export const meshNameKnown = defineCheck({
  id: 'OSM5001',
  name: 'mesh-name-known',
  area: 'injection',
  severity: 'warning',
  title: 'Every namespace in a mesh names one that exists',
  failTitle: 'A namespace names a mesh that does not exist here',
  why: 'OSM looks for its own name in the label and passes every other namespace over: no sidecars, no policies, and nothing says so.',
  remedy:
    'Set the label to the name of the mesh, on AKS always osm, then restart the workloads; or take the label off.',
  source: 'pkg/k8s/client.go IsMonitoredNamespace, v0.11.1 to v1.2.4',
  article: [13],
  reads: ['memberships', 'controlPlaneDeployments'],
  run({ memberships, controlPlaneDeployments }) {
    const meshes = meshesAmong(controlPlaneDeployments).map(({ name }) => name);
    return memberships.flatMap((membership) => {
      if (isLeaving(membership)) return [];
      const { monitoredBy, system } = membership;
      if (monitoredBy === undefined || system || meshes.includes(monitoredBy)) return [];
      return [
        {
          what: 'unknownMesh',
          on: namespaceRef(membership),
          says: `Namespace ${membership.namespace.metadata.name} is labelled ${monitoredByLabel}=${monitoredBy}, but ${here(meshes)}.`,
          mend: mendFor(membership, meshes),
        },
      ];
    });
  },
});

function here(meshes: readonly string[]): string {
  return meshes.length === 1
    ? `the mesh here is called ${meshes[0]}`
    : `the meshes here are ${meshes.join(', ')}`;
}

/**
 * With several meshes only a person knows which one is meant; an unknown word beside the label would have every
 * pod refused, and an ingress would get sidecars.
 */
function mendFor(membership: Membership, meshes: readonly string[]): RemedyIntent[] {
  const look = lookAtPodsOf(membership);
  const unsafe = membership.injection === 'invalid' || looksLikeIngress(membership.namespace);
  if (meshes.length > 1 || unsafe) return [look];
  const does = (name: string) => `Name the mesh ${name} in the label; pods made from then on belong to it`;
  return [look, ...meshes.map((name) => labelForMesh(membership, name, does(name)))];
}
