import type { Problem } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';
import type { WebhookConfiguration } from '../../model/kubernetes.ts';
import {
  configurationRef,
  expectedConfigurationRef,
  expectedWebhooks,
  type WebhookKind,
} from '../../osm/webhooks.ts';
import { rewriteConfiguration } from './mend-configuration.ts';

/** Judges whether a mesh has its configuration of a kind, with a webhook in it. `effect` ends the sentence. */
export function judgeConfigurationPresent(
  kind: WebhookKind,
  mesh: Mesh,
  found: readonly WebhookConfiguration[],
  effect: string,
): Problem[] {
  const { component } = expectedWebhooks[kind];
  const mend = [rewriteConfiguration(kind, mesh)];
  const expected = expectedConfigurationRef(kind, mesh);
  if (found.length === 0) {
    const says = `Mesh ${mesh.name} in ${mesh.namespace} has no ${kind} labelled app=${component}: ${effect}.`;
    return [{ what: 'missing', on: expected, says, mend }];
  }
  if (found.some(({ webhooks }) => webhooks.length > 0)) return [];
  return found.map((configuration) => ({
    what: 'empty',
    on: configurationRef(configuration),
    says: `${kind} ${configuration.metadata.name} holds no webhook: ${effect}.`,
    mend,
  }));
}
