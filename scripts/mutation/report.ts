import { accepted } from './accepted/all.ts';
import type { Accepted } from './accepted.ts';
import type { Mutant } from './instrument.ts';
import type { Fate } from './run-mutants.ts';

/** Per cent of the mutants that must fall. */
export const leastScore = 85;

/** What of the mutants of one place became. */
export interface Tally {
  readonly killed: number;
  readonly named: number;
  readonly all: number;
}

/** `src/checks/AREA` for checks, else the folder. */
export function placeOf({ file }: Mutant): string {
  const parts = file.split('/');
  return parts.slice(0, parts[1] === 'checks' && parts.length > 3 ? 3 : 2).join('/');
}

/** The reason why this mutant may survive, if one is given. */
export function acceptedAs({ is, mutant }: Fate): Accepted | undefined {
  return accepted.find(
    (entry) =>
      (entry.uncovered === undefined || is === 'uncovered') &&
      entry.in === mutant.file &&
      (entry.mutator === undefined || entry.mutator === mutant.mutator) &&
      (entry.mutated === undefined || entry.mutated === mutant.mutated) &&
      (typeof entry.original === 'string'
        ? entry.original === mutant.original
        : entry.original.test(mutant.original)),
  );
}

export function tally(fates: readonly Fate[]): Tally {
  const killed = fates.filter(({ is }) => is === 'killed').length;
  const named = fates.filter((fate) => fate.is !== 'killed' && acceptedAs(fate) !== undefined).length;
  return { killed, named, all: fates.length };
}

/** Per cent, of killed alone: what is named was not killed. */
export function scoreOf({ killed, all }: Tally): number {
  return all === 0 ? 100 : (killed / all) * 100;
}

/** The entries for these files that no survivor needs (any more). */
export function acceptedInVain(fates: readonly Fate[]): Accepted[] {
  const needed = new Set(fates.map((fate) => (fate.is === 'killed' ? undefined : acceptedAs(fate))));
  const files = new Set(fates.map(({ mutant }) => mutant.file));
  return accepted.filter((entry) => files.has(entry.in) && !needed.has(entry));
}

/** One line for each place. */
export function scoreLines(fates: readonly Fate[]): string[] {
  const places = [...Map.groupBy(fates, ({ mutant }) => placeOf(mutant))].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return [...places, ['all', fates] as const].map(([place, here]) => {
    const counts = tally(here);
    const unnamed = counts.all - counts.killed - counts.named;
    return `${place.padEnd(28)} ${scoreOf(counts).toFixed(1).padStart(5)} %  ${counts.killed} of ${counts.all} killed, ${counts.named} named, ${unnamed} not`;
  });
}

export function survivorLine({ mutant, is }: Fate): string {
  const { file, line, mutator, original, mutated } = mutant;
  const shown = (code: string) => (code.length > 110 ? `${code.slice(0, 107)}...` : code);
  return `${file}:${line} ${mutator}${is === 'uncovered' ? ' (no test comes here)' : ''}\n    - ${shown(original)}\n    + ${shown(mutated)}`;
}
