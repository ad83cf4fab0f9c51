import type { FactDefinition } from '../../model/derived.ts';
import type { FactName } from '../../model/facts.ts';
import { azure } from './azure.ts';
import { countedErrors } from './counted-errors.ts';
import { memberships } from './memberships.ts';
import { mesh } from './mesh.ts';
import { meshConfig } from './mesh-config.ts';
import { meshConfigSchema } from './mesh-config-schema.ts';
import { meshWebhooks } from './mesh-webhooks.ts';
import { osmRelease } from './osm-release.ts';
import { sidecarImage } from './sidecar-image.ts';

/** Facts that are derived from inputs; the others are the engine's own. */
export type DerivedFactName = Exclude<FactName, 'run' | 'openFindings'>;

/** Every fact, by name. */
export const facts: { readonly [F in DerivedFactName]: FactDefinition<F> } = {
  azure,
  countedErrors,
  memberships,
  mesh,
  meshConfig,
  meshConfigSchema,
  meshWebhooks,
  osmRelease,
  sidecarImage,
};

/** Whether a source is a fact of this table. */
export function isFact(name: string): name is DerivedFactName {
  return name in facts;
}
