import type { Webhook, WebhookConfiguration } from '../../model/admission.ts';
import { defineCheck, type Problem } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';
import { acceptedValues, labelsOf } from '../../osm/label-selector.ts';
import { ignoreLabel, monitoredByLabel } from '../../osm/names.ts';
import { type Deviation, toProblems } from './deviation.ts';
import { judgeNamespaces, type Members } from './judge-namespaces.ts';
import { noConfigurations } from './no-configurations.ts';

export const webhookSelectors = defineCheck({
  id: 'OSM2006',
  name: 'webhook-selectors',
  area: 'admission',
  severity: 'warning',
  title: 'The webhooks select the mesh and all of its pods',
  failTitle: 'A webhook selects more or less than the mesh',
  why: 'Without the label of the mesh a webhook that fails closed can stop pods in every namespace, kube-system included. With more conditions some pods of the mesh get no sidecar.',
  remedy:
    'Restart the component, which writes its selectors at its start. Expressions that AKS adds to keep its own namespaces out are normal; one that hides a namespace of the mesh is not.',
  source:
    'pkg/injector/webhook.go and pkg/validator/patch.go, v0.11.1 to v1.2.4; AKS FAQ on the admissions enforcer',
  reads: ['mesh', 'meshWebhooks', 'memberships'],
  run({ mesh, meshWebhooks, memberships }) {
    const configurations = [...meshWebhooks.mutating, ...meshWebhooks.validating];
    if (configurations.length === 0) return noConfigurations(mesh);
    return configurations.flatMap((configuration) =>
      configuration.webhooks.flatMap((webhook) =>
        judgeSelectors(configuration, webhook, { mesh, memberships }),
      ),
    );
  },
});

function judgeSelectors(
  configuration: WebhookConfiguration,
  webhook: Webhook,
  { mesh, memberships }: Members,
): Problem[] {
  const deviations = [
    ...judgeMembership(configuration, webhook, mesh),
    ...judgeIgnore(configuration, webhook),
    ...judgeNamespaces(configuration, webhook, { mesh, memberships }),
    ...judgeObjects(configuration, webhook),
  ];
  return toProblems(configuration, deviations, mesh);
}

/** An error where it can stop pods of the whole cluster, or passes over the mesh. */
function judgeMembership(
  { kind, metadata }: WebhookConfiguration,
  { namespaceSelector, failurePolicy }: Webhook,
  mesh: Mesh,
): Deviation[] {
  const accepted = acceptedValues(namespaceSelector, monitoredByLabel);
  const mutating = kind === 'MutatingWebhookConfiguration';
  if (accepted === undefined) {
    const severity = mutating && failurePolicy === 'Fail' ? 'error' : 'warning';
    const says = `${metadata.name} does not ask for ${monitoredByLabel}=${mesh.name}, so it reaches namespaces outside the mesh.`;
    return [{ what: 'notLimited', severity, says }];
  }
  if (accepted.length === 1 && accepted[0] === mesh.name) return [];
  const severity = mutating && !accepted.includes(mesh.name) ? 'error' : 'warning';
  const selects = accepted.length === 0 ? 'no mesh at all' : `the mesh ${accepted.join(' or ')}`;
  const says = `${metadata.name} selects namespaces of ${selects}, but this mesh is named ${mesh.name}.`;
  return [{ what: 'anotherMesh', severity, says }];
}

function judgeIgnore({ metadata }: WebhookConfiguration, { namespaceSelector }: Webhook): Deviation[] {
  const honoured = namespaceSelector.matchExpressions.some(
    ({ key, operator }) => key === ignoreLabel && operator === 'DoesNotExist',
  );
  if (honoured) return [];
  const says = `${metadata.name} does not pass over namespaces labelled ${ignoreLabel}.`;
  return [{ what: 'ignoreNotHonoured', severity: 'warning', says }];
}

function judgeObjects({ kind, metadata }: WebhookConfiguration, { objectSelector }: Webhook): Deviation[] {
  const keys = labelsOf(objectSelector);
  if (keys.length === 0) return [];
  const passedOver = kind === 'MutatingWebhookConfiguration' ? 'pods' : 'policies';
  const says = `${metadata.name} has an objectSelector (${keys.join(', ')}): some ${passedOver} pass it by.`;
  return [{ what: 'objectsSelected', severity: 'warning', says }];
}
