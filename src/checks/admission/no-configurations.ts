import type { Verdict } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';

/** The verdict of checks that judge webhooks on a mesh that has none: a fault of its own, so nothing was shown. */
export function noConfigurations({ name, namespace }: Mesh): Verdict {
  return {
    unknown: `Mesh ${name} in ${namespace} has no webhook configuration to judge (OSM2001, OSM2002).`,
  };
}
