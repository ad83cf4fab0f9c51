import { prose } from '../present/lines.ts';
import { plain } from '../present/plain-text.ts';
import { renderShort } from '../present/short.ts';
import type { Layout } from '../present/terminal.ts';
import { count } from '../present/words.ts';
import { tellClosed } from './closed.ts';
import { type FleetRow, type JudgedFleet, type Member, rowsOf, standings } from './fleet-rows.ts';
import { fleetTable } from './fleet-table.ts';

/** `short`: a line a cluster, worst first, then totals. `text`: before that, the report of each that is not healthy. */
export function renderFleet(
  fleet: JudgedFleet,
  form: 'short' | 'text',
  layout: Layout,
  tableColumns: number,
): string {
  const rows = rowsOf(fleet);
  const reports = form === 'text' ? rows.filter(({ standing }) => standing !== 'healthy') : [];
  const lines = [
    ...fleetTable(rows, layout.paint, tableColumns),
    '',
    totalsOf(rows),
    ...fleet.problems.flatMap((problem) => prose(problem, 0, layout, 'unknown')),
  ];
  return [
    ...reports.map((row) => `${heading(row, layout)}\n${reportOf(row.member, layout)}\n`),
    ...lines.map((line) => `${line}\n`),
  ].join('');
}

function heading({ title, standing }: FleetRow, { paint, columns }: Layout): string {
  return paint('strong', `── ${plain(title)}: ${standing} `.padEnd(columns, '─'));
}

function reportOf(member: Member, layout: Layout): string {
  return member.is === 'judged' ? renderShort(member.report, layout) : tellClosed(member.problem);
}

/** `5 clusters: 1 failing, 1 not read, 3 healthy.` */
function totalsOf(rows: readonly FleetRow[]): string {
  const told = standings
    .map((standing) => ({ standing, number: rows.filter((row) => row.standing === standing).length }))
    .filter(({ number }) => number > 0)
    .map(({ standing, number }) => `${number} ${standing}`);
  return `${count(rows.length, 'cluster')}: ${told.join(', ')}.`;
}
