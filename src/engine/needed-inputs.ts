import type { Check, SourceName } from '../model/check.ts';
import type { InputName } from '../model/snapshot.ts';
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

/** The inputs that these checks need. */
export function neededInputs(checks: readonly Check[]): Set<InputName> {
  return inputsFor(checks.flatMap((check) => check.reads));
}
