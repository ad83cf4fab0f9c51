import type { Verdict } from '../../model/check.ts';
import type { Mesh } from '../../model/facts.ts';

/** The verdict of checks that judge webhooks, on a mesh that has none: OSM2001 and OSM2002 report it. */
export function noConfigurations({ name, namespace }: Mesh): Verdict {
  return { notApplicable: `Mesh ${name} in ${namespace} has no webhook configuration (OSM2001, OSM2002).` };
}
