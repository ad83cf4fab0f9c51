import { defineCheck } from '../../model/check.ts';
import { isLeaving } from '../../osm/injection.ts';
import { controlPlaneLabel, ignoreLabel, monitoredByLabel } from '../../osm/names.ts';
import { lookAtPodsOf, namespaceRef } from './namespaces.ts';

export const seenByWebhooks = defineCheck({
  id: 'OSM5005',
  name: 'seen-by-webhooks',
  area: 'injection',
  severity: 'warning',
  title: "No namespace of the mesh is hidden from the mesh's webhooks",
  failTitle: "A namespace of the mesh is hidden from the mesh's webhooks",
  why: 'Its new pods get no sidecar and its policies are not validated, yet its services and policies count for the rest of the mesh.',
  remedy:
    'Take the ignore label off if the namespace belongs in the mesh; take monitored-by off if it does not.',
  source: 'namespaceSelector in pkg/injector/webhook.go and pkg/validator/patch.go, v0.11.1 to v1.2.4',
  article: [14],
  reads: ['memberships'],
  run({ memberships }) {
    return memberships
      .filter((membership) => membership.monitored && !membership.system && !isLeaving(membership))
      .flatMap((membership) => {
        const { name, labels } = membership.namespace.metadata;
        const on = namespaceRef(membership);
        const look = lookAtPodsOf(membership);
        if (membership.ignored) {
          const says = `Namespace ${name} carries both ${monitoredByLabel} and ${ignoreLabel}: no sidecars, no validation.`;
          const does = 'If it belongs in the mesh: stop ignoring it (else take monitored-by off instead)';
          const was = labels[ignoreLabel] ?? '';
          const off = {
            do: 'label',
            on,
            key: ignoreLabel,
            value: null,
            was,
            does,
            takesEffect: 'newPods',
          } as const;
          return [{ what: 'ignored', on, says, mend: [look, off] }];
        }
        if (!(controlPlaneLabel in labels)) return [];
        const says = `Namespace ${name} carries both ${monitoredByLabel} and ${controlPlaneLabel}, which OSM's webhooks pass over.`;
        return [{ what: 'controlPlane', on, says, mend: [look] }];
      });
  },
});
