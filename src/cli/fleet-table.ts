import { cutEnd, cutMiddle } from '../model/cut-text.ts';
import { plain } from '../present/plain-text.ts';
import type { Paint } from '../present/terminal.ts';
import type { FleetRow } from './fleet-rows.ts';

/** Columns from which on there is room for names and counts in full. */
const roomy = 110;
/** Characters of a name where there is not. */
const nameInShort = 24;

/** A line a cluster: state, name, how many findings, how much was judged, the worst; cut at the end to the columns. */
export function fleetTable(rows: readonly FleetRow[], paint: Paint, columns: number): string[] {
  const cells = rows.map((row) => ({ ...row, ...fitting(row, columns) }));
  const width = (of: (row: (typeof cells)[number]) => string): number =>
    Math.max(0, ...cells.map((row) => of(row).length));
  const ofName = width(({ name }) => name);
  const ofNumbers = width(({ numbers }) => numbers);
  const ofCoverage = width(({ coverage }) => coverage);
  return cells.map(({ standing, name, numbers, coverage, says, member }) => {
    const state = standing.toUpperCase().padEnd(8);
    const judged = [numbers.padEnd(ofNumbers), coverage.padStart(ofCoverage)];
    const rest = [name.padEnd(ofName), ...(member.is === 'judged' ? judged : []), plain(says)];
    const line = cutEnd(rest.join('  ').trimEnd(), columns - state.length - 2);
    return `${paint(standing === 'not read' ? 'unknown' : standing, state)}  ${line}`;
  });
}

function fitting(
  { title, counts, shortCounts }: FleetRow,
  columns: number,
): { name: string; numbers: string } {
  const name = plain(title);
  if (columns >= roomy) return { name, numbers: counts };
  return { name: cutMiddle(name, nameInShort), numbers: shortCounts };
}
