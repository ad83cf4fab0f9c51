import type { WebhookConfiguration } from '../../model/admission.ts';
import type { Problem } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';
import {
  configurationRef,
  expectedConfigurationRef,
  expectedWebhooks,
  type WebhookKind,
} from '../../osm/webhooks.ts';
import { lookAtConfiguration, rewriteConfiguration } from './mend-configuration.ts';

/** Judges whether a mesh has its configuration of a kind, with a webhook in it, to stay. `effect` ends the sentence. */
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
  if (found.some((configuration) => !isTerminating(configuration) && configuration.webhooks.length > 0))
    return [];
  return found.map((configuration) =>
    isTerminating(configuration)
      ? terminating(configuration, effect)
      : {
          what: 'empty',
          on: configurationRef(configuration),
          says: `${kind} ${configuration.metadata.name} holds no webhook: ${effect}.`,
          mend,
        },
  );
}

function isTerminating({ metadata }: WebhookConfiguration): boolean {
  return metadata.deletionTimestamp !== undefined;
}

function terminating(configuration: WebhookConfiguration, effect: string): Problem {
  const { kind, metadata } = configuration;
  const says = `${kind} ${metadata.name} is being deleted since ${metadata.deletionTimestamp}: once it is gone, ${effect}.`;
  const look = lookAtConfiguration(configuration, 'See which finalizers still hold it');
  return { what: 'terminating', on: configurationRef(configuration), says, mend: [look] };
}
