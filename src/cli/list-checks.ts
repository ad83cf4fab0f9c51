import Table from 'cli-table3';
import { checks } from '../checks/index.ts';
import { plainBorders } from './plain-borders.ts';

/** `osm-doctor checks`: the catalogue as a table of 80 columns or as JSON. */
export function listChecks(output: 'table' | 'json'): string {
  if (output === 'json') {
    const rows = checks.map(({ id, name, area, severity, tier, title, why, reads }) => ({
      id,
      name,
      area,
      severity,
      ...(tier === undefined ? {} : { tier }),
      title,
      why,
      reads,
    }));
    return `${JSON.stringify(rows, undefined, 2)}\n`;
  }
  const table = new Table({
    head: ['id', 'area', 'severity', 'passes when'],
    colWidths: [9, 15, 10, 45],
    wordWrap: true,
    chars: plainBorders,
    style: { head: [], border: [], 'padding-left': 0 },
  });
  table.push(
    ...checks.map(({ id, area, severity, title, tier }) => [
      id,
      area,
      severity,
      tier === undefined ? title : `${title} (only with --${tier})`,
    ]),
  );
  return `${table.toString()}\n`;
}
