import { defineCheck, type Problem, type Severity } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';
import type { EndpointSlice, Webhook, WebhookConfiguration } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { lookAtPods, restartOf } from '../../osm/components.ts';
import { serviceNames } from '../../osm/names.ts';
import { configurationRef, expectedWebhooks, type WebhookKind } from '../../osm/webhooks.ts';
import { noConfigurations } from './no-configurations.ts';

export const webhooksAnswer = defineCheck({
  id: 'OSM2004',
  name: 'webhooks-answer',
  area: 'admission',
  severity: 'critical',
  title: 'Webhooks that fail closed have somebody to answer them',
  failTitle: 'A webhook that fails closed has nobody to answer it',
  why: 'The API server refuses what it cannot ask about: without osm-injector no pod can be created in any meshed namespace, so deployments, restarts and drained nodes end in outages.',
  remedy:
    'Bring the component back (OSM1002, OSM1003). Deleting the configuration lets pods in again, but without sidecars; the component writes it anew at its start.',
  source: 'pkg/injector/webhook.go and pkg/validator/patch.go, v0.11.1 to v1.2.4; openservicemesh/osm#4552',
  article: [6, 7],
  reads: ['mesh', 'meshWebhooks', 'controlPlaneEndpoints'],
  run({ mesh, meshWebhooks, controlPlaneEndpoints }) {
    const configurations = [...meshWebhooks.mutating, ...meshWebhooks.validating];
    if (configurations.length === 0) return noConfigurations(mesh);
    const closed = configurations.flatMap((configuration) =>
      configuration.webhooks
        .filter(({ failurePolicy }) => failurePolicy === 'Fail')
        .map((webhook) => ({ configuration, webhook })),
    );
    const problems = closed.flatMap(({ configuration, webhook }) =>
      unanswered(configuration, webhook, controlPlaneEndpoints, mesh),
    );
    const unseen = closed.find(({ webhook }) => !isSeen(webhook));
    if (problems.length > 0 || unseen === undefined) return problems;
    return {
      unknown: `${unseen.configuration.metadata.name} does not call a Service of OSM (OSM2005), so who answers was not seen.`,
    };
  },
});

/** Only the endpoints of OSM's own Services are read. */
function isSeen({ service }: Webhook): boolean {
  return serviceNames.some((name) => name === service?.name);
}

function unanswered(
  configuration: WebhookConfiguration,
  webhook: Webhook,
  slices: readonly EndpointSlice[],
  mesh: Mesh,
): Problem[] {
  const { service } = webhook;
  if (service === undefined || !isSeen(webhook)) return [];
  const ready = slices
    .filter((slice) => slice.service === service.name && slice.metadata.namespace === service.namespace)
    .reduce((total, slice) => total + slice.ready, 0);
  if (ready > 0) return [];
  const { severity, effect } = effects[configuration.kind];
  const says = `${configuration.metadata.name} fails closed and Service ${service.namespace}/${service.name} has no ready endpoint: ${effect}.`;
  const on = configurationRef(configuration);
  return [{ what: 'nobodyAnswers', on, severity, says, mend: mend(configuration, mesh) }];
}

const effects: Readonly<Record<WebhookKind, { severity: Severity; effect: string; loss: string }>> = {
  MutatingWebhookConfiguration: {
    severity: 'critical',
    effect: 'no pod can be created in namespaces of the mesh',
    loss: 'pods can be created again, but without sidecars',
  },
  ValidatingWebhookConfiguration: {
    severity: 'error',
    effect: 'policies cannot be written in namespaces of the mesh',
    loss: 'policies can be written again, but unchecked',
  },
};

function mend(configuration: WebhookConfiguration, mesh: Mesh): RemedyIntent[] {
  const { component } = expectedWebhooks[configuration.kind];
  const { loss } = effects[configuration.kind];
  return [
    lookAtPods(mesh, component),
    restartOf(mesh, component),
    {
      do: 'delete',
      object: configurationRef(configuration),
      does: `Last resort: delete the configuration; ${loss}, until ${component} restarts and writes it anew`,
      risk: 'changesCluster',
    },
  ];
}
