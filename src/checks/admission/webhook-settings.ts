import type { Webhook, WebhookConfiguration } from '../../model/admission.ts';
import { defineCheck, type Problem } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';
import { expectedWebhooks } from '../../osm/webhooks.ts';
import { type Deviation, toProblems } from './deviation.ts';
import { judgeCalls } from './judge-calls.ts';
import { judgeDoubles } from './judge-doubles.ts';
import { noConfigurations } from './no-configurations.ts';

/** Below this a loaded injector does not answer in time. */
const shortTimeoutSeconds = 5;

export const webhookSettings = defineCheck({
  id: 'OSM2005',
  name: 'webhook-settings',
  area: 'admission',
  severity: 'warning',
  title: 'The webhooks call OSM as OSM set them up',
  failTitle: 'A webhook is set up otherwise than OSM does',
  why: 'With another service, path or port the API server asks somebody else. Where its rules do not ask for pods, or it fails open and osm-injector does not answer, pods are created without a sidecar, and nothing says so.',
  remedy:
    'Restart the component, which writes its configuration at its start. The service osm-config-validator and the path /validate-webhook of the troubleshooting article belong to OSM 0.8.',
  source: 'pkg/injector/webhook.go, pkg/validator/patch.go and charts/osm/values.yaml, v0.11.1 to v1.2.4',
  article: [6, 7],
  reads: ['mesh', 'meshWebhooks'],
  run({ mesh, meshWebhooks }) {
    const configurations = [...meshWebhooks.mutating, ...meshWebhooks.validating];
    if (configurations.length === 0) return noConfigurations(mesh);
    return [
      ...configurations.flatMap((configuration) =>
        configuration.webhooks.flatMap((webhook) => judgeWebhook(configuration, webhook, mesh)),
      ),
      ...judgeDoubles(meshWebhooks.mutating, mesh),
      ...judgeDoubles(meshWebhooks.validating, mesh),
    ];
  },
});

function judgeWebhook(configuration: WebhookConfiguration, webhook: Webhook, mesh: Mesh): Problem[] {
  const deviations = [
    ...judgeService(configuration, webhook, mesh),
    ...judgeCalls(configuration, webhook),
    ...judgeFailurePolicy(configuration, webhook),
    ...judgeTimeout(configuration, webhook),
  ];
  return toProblems(configuration, deviations, mesh);
}

function judgeService(
  { kind, metadata }: WebhookConfiguration,
  { service }: Webhook,
  mesh: Mesh,
): Deviation[] {
  const { service: name, path, port } = expectedWebhooks[kind];
  const expected = `${mesh.namespace}/${name}:${port}${path}`;
  const called =
    service === undefined
      ? 'no Service'
      : `${service.namespace}/${service.name}:${service.port}${service.path ?? ''}`;
  if (called === expected) return [];
  const says = `${metadata.name} calls ${called}, where OSM answers at ${expected}.`;
  return [{ what: 'anotherService', severity: 'error', says }];
}

function judgeFailurePolicy(
  { kind, metadata }: WebhookConfiguration,
  { failurePolicy }: Webhook,
): Deviation[] {
  if (failurePolicy === 'Fail') return [];
  const effect =
    kind === 'MutatingWebhookConfiguration'
      ? 'while osm-injector does not answer, pods are created without a sidecar'
      : 'while osm-controller does not answer, policies are stored unchecked';
  const says = `${metadata.name} has failurePolicy ${failurePolicy} instead of Fail: ${effect}.`;
  return [{ what: 'failsOpen', severity: 'warning', says }];
}

/** Which timeout AKS sets is not verified, so another one is a fact rather than a fault. */
function judgeTimeout({ kind, metadata }: WebhookConfiguration, { timeoutSeconds }: Webhook): Deviation[] {
  const expected = expectedWebhooks[kind].timeoutSeconds;
  if (timeoutSeconds === expected) return [];
  const says = `${metadata.name} gives up after ${timeoutSeconds} s, where OSM sets ${expected} s.`;
  return timeoutSeconds < shortTimeoutSeconds
    ? [{ what: 'shortTimeout', severity: 'warning', says }]
    : [{ what: 'anotherTimeout', severity: 'info', says }];
}
