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
    ...sections.map((section) => {
      const rows = survey.rows.filter((row) => row.section === section);
      const width = Math.max(...rows.map(({ path }) => path.length - section.length - 1));
      return [layout.paint('strong', section), ...rows.flatMap((row) => rowLines(row, width, layout))];
    }),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function top(open: OpenConfig, survey: Survey, layout: Layout): string[] {
  return [
    layout.paint('quiet', versionLine(open)),
    ...prose(surveyLine(open, survey), 0, layout),
    ...survey.unknown.flatMap((path) =>
      prose(`${path}: not in the schema; nothing reads it.`, 2, layout, 'warning'),
    ),
    ...(open.schema.is === 'opaque' ? prose(open.schema.because, 0, layout, 'warning') : []),
  ];
}

/** What a survey comes to: `3 differ from AKS's defaults, 1 with a remark.` */
export function surveyLine(open: OpenConfig, { rows, unknown }: Survey): string {
  const differing = rows.filter(({ differs }) => differs).length;
  const noted = rows.filter(({ notes }) => notes.length > 0).length;
  const whose = open.installer === 'aks' ? "AKS's defaults" : "the chart's preset";
  const parts = [
    differing === 0 ? `nothing differs from ${whose}` : `${differing} differ from ${whose}`,
    ...(noted === 0 ? [] : [`${noted} with a remark`]),
    ...(unknown.length === 0 ? [] : [`${unknown.length} unknown to the schema`]),
  ];
  return `${parts.join(', ')}.`.replace(/^./, (first) => first.toUpperCase());
}

function rowLines(row: ConfigRow, width: number, layout: Layout): string[] {
  const { path, section, isSet, differs, untouched, notes } = row;
  const name = path.slice(section.length + 1).padEnd(width);
  // What absence means is prose and is wrapped under itself; a value stays in one piece.
  const indent = 4 + width + 1;
  const [first = '', ...rest] = isSet ? [shownValue(row)] : prose(shownValue(row), indent, layout);
  const tone = differs ? 'strong' : isSet ? 'passed' : 'quiet';
  const remarks = [
    ...(differs
      ? [untouched === undefined ? 'Not set by default.' : `Default: ${JSON.stringify(untouched)}.`]
      : []),
    ...notes,
  ];
  return [
    layout.paint(tone, `  ${differs ? '*' : ' '} ${name} ${first.trimStart()}`),
    ...rest.map((line) => layout.paint(tone, line)),
    ...remarks.flatMap((remark) => prose(remark, 6, layout, 'warning')),
  ];
}

/** A value as it is told: what is absent says what that means. */
export function shownValue({ isSet, value, actsAs }: ConfigRow): string {
  if (isSet) return plain(JSON.stringify(value));
  return actsAs === undefined ? 'absent' : `absent: ${actsAs}`;
}
