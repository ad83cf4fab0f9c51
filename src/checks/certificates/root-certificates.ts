import { defineCheck, type Problem, type Verdict } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';
import { refTo } from '../../model/object-ref.ts';
import type { MeshRootCertificate } from '../../model/policies.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { usesRootCertificates } from '../../osm/certificate-provider.ts';
import { meshesAmong } from '../../osm/facts/mesh.ts';
import { componentNames } from '../../osm/names.ts';

export const rootCertificates = defineCheck({
  id: 'OSM3009',
  name: 'root-certificates',
  area: 'certificates',
  severity: 'warning',
  title: 'No MeshRootCertificate is unused or in error',
  failTitle: 'A MeshRootCertificate is unused or in error',
  why: 'OSM 1.2 takes its CA from them only where that feature is on, which it is not by default and on AKS: whoever writes one believes in a CA that nobody uses. One in error leaves the mesh without the CA that was meant.',
  remedy:
    'Take one that nobody uses away once it is clear who wrote it. Of one in error see its provider: OSM 1.2 reads these objects at its start alone, so mend it and restart the control plane, by a plan, as for any change of the CA.',
  source:
    'cmd/osm-controller flag --enable-mesh-root-certificate and pkg/certificate/providers, v1.2.0 to v1.2.4; Azure/AKS#3142',
  reads: ['mesh', 'controlPlaneDeployments', 'meshRootCertificates'],
  itemwise: ['meshRootCertificates'],
  run({ mesh, controlPlaneDeployments, meshRootCertificates }): Verdict {
    const meshes = meshesAmong(controlPlaneDeployments);
    return meshRootCertificates
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
      .flatMap((certificate) => {
        const here = meshes.find(({ namespace }) => namespace === certificate.metadata.namespace);
        return judge(certificate, here ?? mesh);
      });
  },
});

/** The mesh is that of its namespace; one that lies elsewhere is told of the mesh that the run judges. */
function judge(certificate: MeshRootCertificate, mesh: Mesh): Problem[] {
  const inUse = componentNames.some((component) => usesRootCertificates(mesh, component));
  const { metadata, providers, state } = certificate;
  const on = { apiVersion: 'config.openservicemesh.io/v1alpha2', ...refTo('MeshRootCertificate', metadata) };
  const provider = providers.join(' and ') || 'none';
  const named = `MeshRootCertificate ${metadata.name} in ${metadata.namespace} (provider ${provider})`;
  const mend = looks(certificate);
  const unused = `mesh ${mesh.name} is started without --enable-mesh-root-certificate`;
  if (state === 'error') {
    // Without the feature it is the rest of a try, and no traffic hangs on it.
    const counts = inUse && metadata.namespace === mesh.namespace;
    const says = `${named} is in state error${inUse ? '' : `, though ${unused}`}.`;
    return [{ what: 'inError', on, severity: counts ? 'error' : 'warning', says, mend }];
  }
  if (inUse) return [];
  return [{ what: 'unused', on, severity: 'info', says: `${named} is not used: ${unused}.`, mend }];
}

function looks({ metadata: { name, namespace = '' } }: MeshRootCertificate): RemedyIntent[] {
  return [
    {
      do: 'look',
      does: 'See its provider, its state and who wrote it',
      args: ['describe', 'meshrootcertificates.config.openservicemesh.io', name, '-n', namespace],
    },
  ];
}
