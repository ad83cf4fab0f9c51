import { prose } from '../../present/lines.ts';
import { plain } from '../../present/plain-text.ts';
import type { Layout } from '../../present/terminal.ts';
import type { OpenConfig } from './open-config.ts';
import type { ConfigRow, Survey } from './survey.ts';
import { versionLine } from './version-line.ts';

/** The MeshConfig as text, section by section. */
export function renderSurvey(open: OpenConfig, survey: Survey, layout: Layout): string {
  const sections = [...new Set(survey.rows.map(({ section }) => section))];
  const blocks = [
    top(open, survey, layout),
    ...sections.map((section) => [
      layout.paint('strong', section),
      ...survey.rows.filter((row) => row.section === section).flatMap((row) => rowLines(row, layout)),
    ]),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function top(open: OpenConfig, { rows, unknown }: Survey, layout: Layout): string[] {
  const differing = rows.filter(({ differs }) => differs).length;
  const noted = rows.filter(({ notes }) => notes.length > 0).length;
  const whose = open.installer === 'aks' ? "AKS's defaults" : "the chart's preset";
  const parts = [
    differing === 0 ? `nothing differs from ${whose}` : `${differing} differ from ${whose}`,
    ...(noted === 0 ? [] : [`${noted} with a remark`]),
    ...(unknown.length === 0 ? [] : [`${unknown.length} unknown to the schema`]),
  ];
  return [
    layout.paint('quiet', versionLine(open)),
    ...prose(
      `${parts.join(', ')}.`.replace(/^./, (first) => first.toUpperCase()),
      0,
      layout,
    ),
    ...unknown.flatMap((path) =>
      prose(`${path}: not in the schema; nothing reads it.`, 2, layout, 'warning'),
    ),
    ...(open.schema.is === 'opaque' ? prose(open.schema.because, 0, layout, 'warning') : []),
  ];
}

function rowLines(
  { path, section, isSet, value, actsAs, differs, untouched, notes }: ConfigRow,
  layout: Layout,
) {
  const name = path.slice(section.length + 1);
  const shown = isSet ? plain(JSON.stringify(value)) : `absent${actsAs === undefined ? '' : `: ${actsAs}`}`;
  const line = `  ${differs ? '*' : ' '} ${name.padEnd(34)} ${shown}`;
  const remarks = [
    ...(differs
      ? [untouched === undefined ? 'Not set by default.' : `Default: ${JSON.stringify(untouched)}.`]
      : []),
    ...notes,
  ];
  return [
    layout.paint(differs ? 'strong' : isSet ? 'passed' : 'quiet', line),
    ...remarks.flatMap((remark) => prose(remark, 6, layout, 'warning')),
  ];
}
