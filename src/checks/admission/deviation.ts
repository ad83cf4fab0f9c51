import type { WebhookConfiguration } from '../../model/admission.ts';
import type { Problem, Severity } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';
import { configurationRef } from '../../osm/webhooks.ts';
import { mendConfiguration } from './mend-configuration.ts';

/** In what a configuration is otherwise than OSM writes it. */
export type Deviation = Pick<Problem, 'what' | 'says'> & { readonly severity: Severity };

/** The problems of a configuration that deviates, each with how to have it written anew. */
export function toProblems(
  configuration: WebhookConfiguration,
  deviations: readonly Deviation[],
  mesh: Mesh,
): Problem[] {
  const on = configurationRef(configuration);
  return deviations.map((deviation) => ({
    ...deviation,
    on,
    mend: mendConfiguration(configuration, mesh, deviation.severity),
  }));
}
