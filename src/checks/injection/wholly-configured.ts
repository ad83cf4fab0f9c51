import { defineCheck, type Problem } from '../../model/check.ts';
import type { Membership } from '../../model/facts.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { isAppRouting, looksLikeIngress } from '../../osm/ingress.ts';
import { isLeaving, reachesInjector } from '../../osm/injection.ts';
import { injectionAnnotation, monitoredByLabel } from '../../osm/names.ts';
import { misplacedKeys } from './misplaced-keys.ts';
import { annotateInjection, labelForMesh, lookAtPodsOf, namespaceRef, showWord } from './namespaces.ts';

/**
 * A namespace that is half in the mesh is reported once: a key in the wrong place by OSM5003, a label for another
 * mesh by OSM5001, a namespace hidden from the webhooks by OSM5005, an unknown word in a labelled namespace by
 * OSM5002, injection disabled by OSM5004, a system namespace by OSM5016. What is left is judged here.
 */
export const whollyConfigured = defineCheck({
  id: 'OSM5015',
  name: 'wholly-configured',
  area: 'injection',
  severity: 'warning',
  title: 'Every namespace is wholly in the mesh or wholly outside',
  failTitle: 'A namespace is only half in the mesh',
  why: 'It takes the label monitored-by and the annotation sidecar-injection: with one alone no pod gets a sidecar, and nothing says so. A key in the wrong place is OSM5003, injection disabled OSM5004.',
  remedy:
    'Add what is missing, then restart the workloads. An ingress controller wants the annotation too, with the word disabled.',
  source: 'pkg/injector/webhook.go and cmd/cli/namespace_add.go, v0.11.1 to v1.2.4',
  accept:
    'Annotate a labelled namespace openservicemesh.io/sidecar-injection: disabled, or take the annotation off one without the label.',
  article: [12, 13, 14],
  reads: ['memberships'],
  run({ memberships }) {
    const meshName = memberships.find(({ monitored }) => monitored)?.monitoredBy;
    return memberships
      .filter((membership) => !membership.system && !isLeaving(membership))
      .filter((membership) => misplacedKeys(membership).length === 0)
      .flatMap((membership) => judgeHalf(membership, meshName));
  },
});

function judgeHalf(membership: Membership, meshName: string | undefined): Problem[] {
  const { injection, monitoredBy, ignored, namespace } = membership;
  const { name, annotations } = namespace.metadata;
  const on = namespaceRef(membership);
  if (monitoredBy === undefined && !ignored && (injection === 'enabled' || injection === 'invalid')) {
    const word = showWord(annotations[injectionAnnotation]);
    const says = `Namespace ${name} is annotated sidecar-injection=${word} but lacks the label ${monitoredByLabel}: no pod gets a sidecar.`;
    return [{ what: 'labelMissing', on, says, mend: addLabel(membership, meshName) }];
  }
  if (injection === 'absent' && reachesInjector(membership) && !isAppRouting(namespace)) {
    const labelled = `Namespace ${name} is labelled ${monitoredByLabel}=${monitoredBy} but not annotated`;
    if (looksLikeIngress(namespace)) {
      const says = `${labelled}, which is right for an ingress controller: is it the namespace of one?`;
      return [{ what: 'annotationMissing', on, severity: 'info', says, mend: sayDisabled(membership) }];
    }
    const says = `${labelled}: no pod gets a sidecar unless it asks for one itself.`;
    return [{ what: 'annotationMissing', on, says, mend: addAnnotation(membership) }];
  }
  return [];
}

/** To OSM no annotation and this one are the same; a reader then sees that it is meant. */
function sayDisabled(membership: Membership): RemedyIntent[] {
  const does = 'If it is an ingress controller: write that its pods get no sidecar, as now';
  return [lookAtPodsOf(membership), annotateInjection(membership, 'disabled', does)];
}

/** The word is put right before the label, with which an unknown one would make OSM refuse every pod. */
function addLabel(membership: Membership, meshName: string | undefined): RemedyIntent[] {
  if (looksLikeIngress(membership.namespace)) return [lookAtPodsOf(membership)];
  const does =
    meshName === undefined
      ? 'Add the label; osm is the name on AKS and the usual one elsewhere'
      : `Add the label for mesh ${meshName}`;
  return [
    ...(meshName === undefined ? [lookForMeshName] : []),
    ...(membership.injection === 'invalid'
      ? [annotateInjection(membership, 'enabled', 'First write a word that OSM knows')]
      : []),
    labelForMesh(membership, meshName ?? 'osm', does),
  ];
}

const lookForMeshName: RemedyIntent = {
  do: 'look',
  does: 'See the name of the mesh, in the last column',
  args: ['get', 'deployments', '-A', '-l', 'app=osm-controller', '-L', 'meshName'],
};

function addAnnotation(membership: Membership): RemedyIntent[] {
  const does = 'Give new pods a sidecar (write disabled instead if this is an ingress controller)';
  return [lookAtPodsOf(membership), annotateInjection(membership, 'enabled', does)];
}
