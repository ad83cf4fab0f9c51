import type { Webhook, WebhookConfiguration } from '../../model/admission.ts';
import { defineCheck, type Problem, type Severity, type Verdict } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';
import type { EndpointSlice, Service } from '../../model/kubernetes.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { lookAtPods, restartOf } from '../../osm/components.ts';
import { serviceNames } from '../../osm/names.ts';
import { type SeenService, seeService } from '../../osm/services.ts';
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
  explainedBy: ['OSM1002', 'OSM1003', 'OSM1011'],
  article: [6, 7],
  reads: ['mesh', 'meshWebhooks', 'controlPlaneServices', 'controlPlaneEndpoints'],
  run({ mesh, meshWebhooks, controlPlaneServices, controlPlaneEndpoints }) {
    const configurations = [...meshWebhooks.mutating, ...meshWebhooks.validating];
    if (configurations.length === 0) return noConfigurations(mesh);
    const calls = configurations.flatMap((configuration) =>
      configuration.webhooks
        .filter(({ failurePolicy }) => failurePolicy === 'Fail')
        .map((webhook) => ({
          configuration,
          seen: serviceOf(webhook, controlPlaneServices, controlPlaneEndpoints),
        })),
    );
    const problems = calls.flatMap((call) => unanswered(call, mesh));
    const unseen = calls.find(({ seen }) => seen === undefined || seen.is === 'unlabelled');
    return problems.length > 0 || unseen === undefined ? problems : notSeen(unseen);
  },
});

/** A call to a webhook, and what is seen of the Service that is asked, with its name. */
interface Call {
  readonly configuration: WebhookConfiguration;
  /** Undefined where it is none of OSM's, which alone are read. */
  readonly seen: (SeenService & { readonly name: string }) | undefined;
}

function serviceOf(
  { service }: Webhook,
  services: readonly Service[],
  slices: readonly EndpointSlice[],
): Call['seen'] {
  const isOsms = service !== undefined && serviceNames.some((name) => name === service.name);
  if (!isOsms) return undefined;
  return { ...seeService(service, services, slices), name: `${service.namespace}/${service.name}` };
}

function notSeen({ configuration: { metadata }, seen }: Call): Verdict {
  return {
    unknown:
      seen === undefined
        ? `${metadata.name} does not call a Service of OSM (OSM2005), so who answers was not seen.`
        : `The Service that ${metadata.name} calls was not found by its label (OSM1011), so who answers was not seen.`,
  };
}

function unanswered({ configuration, seen }: Call, mesh: Mesh): Problem[] {
  if (seen === undefined || (seen.ready > 0 && seen.is !== 'gone')) return [];
  const { severity, effect } = effects[configuration.kind];
  const why = seen.is === 'gone' ? 'was not found' : 'has no ready endpoint';
  const says = `${configuration.metadata.name} fails closed and Service ${seen.name} ${why}: ${effect}.`;
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
