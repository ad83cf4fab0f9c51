import type { Check } from '../model/check.ts';

/** The checks that were asked for, or the words that name none of them. */
export type Selection<C = Check> =
  | { readonly is: 'checks'; readonly checks: readonly C[] }
  | { readonly is: 'unknownWords'; readonly words: readonly string[] };

/** What a check is selected by. */
type Named = Pick<Check, 'id' | 'name' | 'area'>;

/** Selects by id (`OSM2004`), prefix (`OSM2`), area (`admission`) or check name; case does not matter. */
export function selectChecks<C extends Named>(
  catalogue: readonly C[],
  words: readonly string[],
): Selection<C> {
  if (words.length === 0) return { is: 'checks', checks: catalogue };
  const unknown = words.filter((word) => !catalogue.some((check) => isMeant(check, word)));
  if (unknown.length > 0) return { is: 'unknownWords', words: unknown };
  return {
    is: 'checks',
    checks: catalogue.filter((check) => words.some((word) => isMeant(check, word))),
  };
}

function isMeant(check: Named, word: string): boolean {
  const meant = word.toLowerCase();
  if (/^osm\d{1,4}$/.test(meant)) return check.id.toLowerCase().startsWith(meant);
  return check.area === meant || check.name === meant;
}
