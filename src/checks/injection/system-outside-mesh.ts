import { defineCheck, type Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import { meshesAmong } from '../../osm/facts/mesh.ts';
import { controlPlaneLabel, ignoreLabel, monitoredByLabel } from '../../osm/names.ts';
import { namespaceRef } from './namespaces.ts';

export const systemOutsideMesh = defineCheck({
  id: 'OSM5016',
  name: 'system-outside-mesh',
  area: 'injection',
  severity: 'critical',
  title: 'No system namespace is labelled into a mesh',
  failTitle: 'A system namespace is labelled into a mesh',
  why: 'The API server then asks the injector before it creates any pod there, its own and those of DNS and the network included. The injector cannot start without itself: once it is down, nothing there comes back.',
  remedy: 'Take the label off. OSM never gives these namespaces a sidecar, so nothing is lost.',
  source: 'namespaceSelector and isNamespaceInjectable in pkg/injector/webhook.go, v0.11.1 to v1.2.4',
  article: [11],
  reads: ['memberships', 'controlPlaneDeployments'],
  run({ memberships, controlPlaneDeployments }) {
    const meshes = meshesAmong(controlPlaneDeployments);
    const isSystem = ({ namespace, system }: Membership) =>
      system || meshes.some((mesh) => mesh.namespace === namespace.metadata.name);
    const names = meshes.map(({ name }) => name);
    return memberships.filter(isSystem).flatMap((membership) => judgeSystem(membership, names));
  },
});

function judgeSystem(membership: Membership, meshes: readonly string[]): Problem[] {
  const { monitoredBy, namespace } = membership;
  if (monitoredBy === undefined) return [];
  const { name } = namespace.metadata;
  const on = namespaceRef(membership);
  const away = whyInjectorStaysAway(membership, meshes);
  const labelled = `Namespace ${name} is labelled ${monitoredByLabel}=${monitoredBy}`;
  const does = `Take ${name} out of the mesh; its pods no longer depend on the injector`;
  const mend = [{ do: 'label' as const, on, key: monitoredByLabel, value: null, was: monitoredBy, does }];
  if (away !== undefined) {
    return [{ what: 'labelled', on, severity: 'warning', says: `${labelled}; ${away}.`, mend }];
  }
  const says = `${labelled}: while the injector is down, no pod can be created there.`;
  return [{ what: 'podsGoToInjector', on, says, mend }];
}

function whyInjectorStaysAway(
  { monitoredBy, ignored, namespace }: Membership,
  meshes: readonly (string | undefined)[],
): string | undefined {
  if (!meshes.includes(monitoredBy)) return 'no mesh here has this name';
  if (ignored) return `the injector stays away only because of ${ignoreLabel}`;
  const passedOver = controlPlaneLabel in namespace.metadata.labels;
  return passedOver ? `the injector stays away only because of the label ${controlPlaneLabel}` : undefined;
}
