import type { WebhookConfiguration } from '../../model/admission.ts';
import type { Problem } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';
import { configurationRef, expectedConfigurationRef } from '../../osm/webhooks.ts';
import { lookAtConfiguration } from './mend-configuration.ts';

/**
 * Judges whether a mesh has more than its one configuration of a kind: a copy, or what another installation left.
 * OSM keeps only the one of its own name up to date, so the others are the odd ones. Those on their way out are not
 * counted.
 */
export function judgeDoubles(configurations: readonly WebhookConfiguration[], mesh: Mesh): Problem[] {
  const staying = configurations.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const [first] = staying;
  if (first === undefined) return [];
  const { name } = expectedConfigurationRef(first.kind, mesh);
  const own = staying.find(({ metadata }) => metadata.name === name) ?? first;
  return staying
    .filter((configuration) => configuration !== own)
    .map((configuration) => ({
      what: 'double',
      on: configurationRef(configuration),
      severity: 'warning',
      says: `${configuration.metadata.name} is a second ${configuration.kind} of mesh ${mesh.name} beside ${own.metadata.name}: ${effectOf(configuration)}.`,
      mend: [
        lookAtConfiguration(configuration, 'See what it calls; delete it only if it is a copy or a rest'),
      ],
    }));
}

function effectOf({ kind }: WebhookConfiguration): string {
  return kind === 'MutatingWebhookConfiguration'
    ? 'each new pod may be asked about twice'
    : 'each policy may be asked about twice';
}
