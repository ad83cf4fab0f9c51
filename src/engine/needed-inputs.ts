import type { Check, SourceName, Tier } from '../model/check.ts';
import { type InputName, inputsOfTiers } from '../model/snapshot.ts';
import { facts, isFact } from '../osm/facts/index.ts';

/** The inputs that these sources need, directly or through facts: nothing else is read. */
export function inputsFor(sources: readonly SourceName[]): Set<InputName> {
  const inputs = new Set<InputName>(['apiServer', 'clock']);
  const visit = (source: SourceName): void => {
    if (source === 'run' || source === 'openFindings') return;
    if (!isFact(source)) {
      inputs.add(source);
      return;
    }
    for (const next of [...facts[source].from, ...facts[source].whenAsked]) visit(next);
  };
  sources.forEach(visit);
  return inputs;
}

/** The inputs that these checks need; those of a tier only where the run asks for it. */
export function neededInputs(checks: readonly Check[], tiers: readonly Tier[] = []): Set<InputName> {
  const inputs = inputsFor(checks.flatMap((check) => check.reads));
  for (const [tier, own] of Object.entries(inputsOfTiers)) {
    if (!tiers.some((asked) => asked === tier)) for (const name of own) inputs.delete(name);
  }
  return inputs;
}
