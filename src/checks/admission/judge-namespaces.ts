import type { Webhook, WebhookConfiguration } from '../../model/admission.ts';
import type { Membership, Mesh } from '../../model/facts.ts';
import { fewOf } from '../../model/few-of.ts';
import { reachesInjector } from '../../osm/injection.ts';
import { acceptedValues, isSelected, requiredLabels } from '../../osm/label-selector.ts';
import { monitoredByLabel } from '../../osm/names.ts';
import type { Deviation } from './deviation.ts';

/** The mesh and how each namespace stands towards it. */
export interface Members {
  readonly mesh: Mesh;
  readonly memberships: readonly Membership[];
}

/**
 * Judges whether a webhook's selector lets through the namespaces that want sidecars. One that selects no namespace
 * of this mesh by its very label is reported as such; those that OSM itself passes over are OSM5005's.
 */
export function judgeNamespaces(
  { kind, metadata }: WebhookConfiguration,
  { namespaceSelector }: Webhook,
  { mesh, memberships }: Members,
): Deviation[] {
  const accepted = acceptedValues(namespaceSelector, monitoredByLabel);
  if (accepted !== undefined && !accepted.includes(mesh.name)) return [];
  const hidden = memberships
    .filter((membership) => wantsSidecars(membership))
    .filter(({ namespace }) => !isSelected(namespaceSelector, namespace.metadata.labels));
  if (hidden.length === 0) return judgeNarrowing(metadata.name, namespaceSelector);
  const mutating = kind === 'MutatingWebhookConfiguration';
  const effect = mutating ? 'their new pods get no sidecar' : 'their policies are stored unchecked';
  const names = fewOf(
    hidden.map(({ namespace }) => namespace.metadata.name),
    5,
  );
  const says = `The namespaceSelector of ${metadata.name} passes over namespaces of the mesh, ${names}: ${effect}.`;
  return [{ what: 'namespacesHidden', severity: mutating ? 'error' : 'warning', says }];
}

function wantsSidecars(membership: Membership): boolean {
  return membership.injection === 'enabled' && !membership.system && reachesInjector(membership);
}

/** One that requires something leaves out the next namespace of the mesh that does not have it. */
function judgeNarrowing(name: string, selector: Webhook['namespaceSelector']): Deviation[] {
  const added = requiredLabels(selector).filter((key) => key !== monitoredByLabel);
  if (added.length === 0) return [];
  const says = `${name} asks namespaces for more labels than OSM does: ${added.join(', ')}.`;
  return [{ what: 'narrowed', severity: 'info', says }];
}
