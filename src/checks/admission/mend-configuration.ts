import type { WebhookConfiguration } from '../../model/admission.ts';
import type { Severity } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';
import type { RemedyIntent } from '../../model/remedy.ts';
import { restartOf } from '../../osm/components.ts';
import { expectedWebhooks, type WebhookKind } from '../../osm/webhooks.ts';

/** What to do about a configuration that is not as OSM writes it; a mere fact is only looked at. */
export function mendConfiguration(
  configuration: WebhookConfiguration,
  mesh: Mesh,
  severity: Severity,
): RemedyIntent[] {
  const look = lookAtConfiguration(configuration, 'See the configuration as it is');
  return severity === 'info' ? [look] : [look, rewriteConfiguration(configuration.kind, mesh)];
}

/** Shows a configuration whole. */
export function lookAtConfiguration({ kind, metadata }: WebhookConfiguration, does: string): RemedyIntent {
  return { do: 'look', does, args: ['get', kind.toLowerCase(), metadata.name, '-o', 'yaml'] };
}

/** Has the component write its configuration anew. */
export function rewriteConfiguration(kind: WebhookKind, mesh: Mesh): RemedyIntent {
  const { component } = expectedWebhooks[kind];
  return restartOf(mesh, component, {
    does: `Restart ${component}, which writes its configuration at its start`,
  });
}
