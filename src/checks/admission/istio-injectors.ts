import type { Webhook, WebhookConfiguration } from '../../model/admission.ts';
import { type ApiCall, covers } from '../../osm/webhooks.ts';

/** A webhook that is asked about new pods, and its configuration. */
export interface PodInjector {
  readonly configuration: WebhookConfiguration;
  readonly webhook: Webhook;
}

const creationOfPods: ApiCall = { operation: 'CREATE', group: '', version: 'v1', resource: 'pods' };

/** The webhooks of a configuration that are asked about new pods. */
export function podInjectors(configuration: WebhookConfiguration): PodInjector[] {
  return configuration.webhooks
    .filter(({ rules }) => rules.some((rule) => covers(rule, creationOfPods)))
    .map((webhook) => ({ configuration, webhook }));
}

/**
 * Those of them that inject Istio's sidecar: by the label of Istio's chart, by the webhooks' names, or by who is
 * called, since revisions, tags and the AKS add-on all name their configurations differently
 * (`istiod/templates/mutatingwebhook.yaml` of Istio 1.17 to 1.29).
 */
export function istioInjectors(configuration: WebhookConfiguration): PodInjector[] {
  const labelled = configuration.metadata.labels['app'] === 'sidecar-injector';
  return podInjectors(configuration).filter(
    ({ webhook }) => labelled || isNamedByIstio(webhook) || callsIstiod(webhook),
  );
}

function isNamedByIstio({ name }: Webhook): boolean {
  return name === 'sidecar-injector.istio.io' || name.endsWith('.sidecar-injector.istio.io');
}

/** Behind the path may stand which cluster and network ask: `/inject/cluster/remote`. */
function callsIstiod({ service }: Webhook): boolean {
  const path = service?.path ?? '';
  return service?.name.startsWith('istiod') === true && (path === '/inject' || path.startsWith('/inject/'));
}

/** The labels of a namespace that ask for Istio's sidecar, such as `istio.io/rev=asm-1-28`; empty where none does. */
export function istioLabelsOf(labels: Readonly<Record<string, string>>): string {
  const injection = labels['istio-injection'];
  const revision = labels['istio.io/rev'];
  return [
    ...(injection === 'enabled' ? ['istio-injection=enabled'] : []),
    ...(revision === undefined || injection === 'disabled' ? [] : [`istio.io/rev=${revision}`]),
  ].join(' and ');
}
