import type { Piece } from './pieces.ts';

/** The most pieces from the front, at most `of`, that pass. What passes but for all of them passes for fewer too. */
export function mostThat(of: number, passes: (number: number) => boolean): number {
  // With all of them there is nothing left to count, which takes less room than one fewer and the count.
  if (passes(of)) return of;
  let [least, most] = [0, Math.max(0, of - 1)];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (passes(middle)) least = middle;
    else most = middle - 1;
  }
  return least;
}

/** Without a heading or divider that would introduce nothing. */
export function withoutDangling(pieces: readonly Piece[], number: number): number {
  const last = pieces[number - 1]?.is;
  const dangling = number < pieces.length && (last === 'heading' || last === 'divider');
  return dangling ? withoutDangling(pieces, number - 1) : number;
}

const kinds = [
  { of: ['heading', 'line', 'item', 'note'], one: 'line', many: 'lines' },
  { of: ['row'], one: 'row', many: 'rows' },
  { of: ['command'], one: 'command', many: 'commands' },
  { of: ['button'], one: 'button', many: 'buttons' },
] as const satisfies readonly { of: readonly Piece['is'][]; one: string; many: string }[];

/** `… 37 more lines and 3 commands do not fit here: ask for all of them.`, or nothing. */
export function leftOut(pieces: readonly Piece[]): string | undefined {
  const counted = kinds.flatMap(({ of, one, many }) => {
    const number = pieces.filter(({ is }) => (of as readonly string[]).includes(is)).length;
    return number === 0 ? [] : [`${number} ${number === 1 ? one : many}`];
  });
  if (counted.length === 0) return undefined;
  const [first, ...others] = counted;
  const all = [`${first?.replace(' ', ' more ')}`, ...others];
  const verb = all.length === 1 && first?.startsWith('1 ') ? 'does' : 'do';
  return `… ${all.length === 1 ? all[0] : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`} ${verb} not fit here: ask for all of them.`;
}
