import type { Webhook, WebhookConfiguration } from '../../model/admission.ts';
import { covers, expectedWebhooks, type WebhookKind } from '../../osm/webhooks.ts';
import type { Deviation } from './deviation.ts';

/** Judges what the API server calls a webhook for: by its rules, and by conditions, which OSM never sets. */
export function judgeCalls(configuration: WebhookConfiguration, webhook: Webhook): Deviation[] {
  return [...judgeRules(configuration, webhook), ...judgeConditions(configuration, webhook)];
}

function judgeRules({ kind, metadata }: WebhookConfiguration, { rules }: Webhook): Deviation[] {
  const missing = expectedWebhooks[kind].calledFor.filter(
    (call) => !rules.some((rule) => covers(rule, call)),
  );
  if (missing.length === 0) return [];
  const { severity, effect } = unasked[kind];
  const calls = missing.map(({ operation, resource }) => `${operation} of ${resource}`).join(', ');
  const says = `${metadata.name} has no rule for ${calls}: ${effect}.`;
  return [{ what: 'ruleMissing', severity, says }];
}

const unasked: Readonly<Record<WebhookKind, Pick<Deviation, 'severity'> & { readonly effect: string }>> = {
  MutatingWebhookConfiguration: { severity: 'error', effect: 'no new pod of the mesh gets a sidecar' },
  ValidatingWebhookConfiguration: { severity: 'warning', effect: 'these are stored unchecked' },
};

function judgeConditions(
  { kind, metadata }: WebhookConfiguration,
  { matchConditions }: Webhook,
): Deviation[] {
  if (matchConditions.length === 0) return [];
  const passing = kind === 'MutatingWebhookConfiguration' ? 'pods' : 'policies';
  const says = `${metadata.name} has matchConditions (${matchConditions.join(', ')}), which OSM does not set: ${passing} that do not meet them pass it by.`;
  return [{ what: 'conditional', severity: 'warning', says }];
}
