import { type Part, readPart } from './read-pattern.ts';

/** Whether a text matches a schema's pattern. */
export type Pattern = (text: string) => boolean;

/**
 * Reads a pattern of a CRD, which the API server runs as RE2 (Go's regexp.MatchString). Not with JavaScript's
 * RegExp, because it understands `\s`, `\z`, `[[:alpha:]]` and characters beyond the BMP otherwise, and because
 * a hostile pattern could keep it busy for years. Here all places where a part may end are followed at once.
 * Undefined for what both don't read alike: such a pattern judges nothing.
 */
export function readPattern(source: string): Pattern | undefined {
  const part = readPart(source);
  if (part === undefined) return undefined;
  return (text) => {
    const letters = [...text];
    return ends(part, letters, new Set(letters.keys()).add(letters.length)).size > 0;
  };
}

type Places = ReadonlySet<number>;

/** Where a part may end that begins at one of the places given. */
function ends(part: Part, text: readonly string[], from: Places): Places {
  switch (part.is) {
    case 'letter':
      return new Set([...from].filter((at) => part.fits(text[at])).map((at) => at + 1));
    case 'start':
      return new Set([...from].filter((at) => at === 0));
    case 'end':
      return new Set([...from].filter((at) => at === text.length));
    case 'sequence':
      return part.parts.reduce((places, next) => ends(next, text, places), from);
    case 'choice':
      return new Set(part.parts.flatMap((choice) => [...ends(choice, text, from)]));
    case 'repeat':
      return repeated(part, text, from);
  }
}

function repeated(part: Part & { is: 'repeat' }, text: readonly string[], from: Places): Places {
  let places = from;
  for (let count = 0; count < part.min; count += 1) places = ends(part.part, text, places);
  const all = new Set(places);
  for (let count = part.min; count < part.max && places.size > 0; count += 1) {
    // A place that was reached with fewer repetitions needs no second visit.
    places = new Set([...ends(part.part, text, places)].filter((at) => !all.has(at)));
    for (const at of places) all.add(at);
  }
  return all;
}
