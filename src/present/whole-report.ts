import type { Line, Message, Part, Span } from '../model/message.ts';
import type { Report } from '../model/report.ts';
import { blindParts, isToldAsBlind } from './blind-parts.ts';
import { minuteOf } from './dates.ts';
import { explainedWords, type Group, groupFindings } from './group-findings.ts';
import { code, data, flow, objectSpan, oneLine, shortName, strong } from './message-parts.ts';
import { type ReportFile, reportFile } from './report-file.ts';
import { tellCommands } from './tell-commands.ts';
import { count, countSeverities, findingsOf, headline } from './words.ts';

/** Everything that a report holds, for the thread of its message: some messages, or one file with a line about it. */
export type WholeReport = { readonly messages: readonly Message[] } | ReportFile;

/** More than this nobody reads in a thread; `characters` is what is safe in one message of Slack's. */
const most = { messages: 5, parts: 34, characters: 7_600, paragraph: 2_500 } as const;

/** All findings by area, the worst first, with their commands; the notes; and the checks that could not look. */
export function wholeReport(report: Report): WholeReport {
  const pages = pack([...unitsOf(report), closingParts(report)]);
  if (pages === undefined) return reportFile(report);
  return {
    messages: pages.map((parts, place) => {
      const of = pages.length === 1 ? '' : ` (${place + 1} of ${pages.length})`;
      const title = `${oneLine(`${shortName(report.cluster.name)} · everything that was found`)}${of}`;
      return {
        tone: report.state,
        summary: title,
        parts: [{ is: 'heading' as const, text: title }, ...parts],
      };
    }),
  };
}

type Tell = ReturnType<typeof tellCommands>;

/** What should stay together, in the order to read it: a finding with its commands, a heading with what follows. */
function unitsOf(report: Report): Part[][] {
  const groups = groupFindings(report).filter(({ result }) => !isToldAsBlind(result, report));
  const faults = groups.filter(({ severity }) => severity !== 'info');
  const notes = groups.filter(({ severity }) => severity === 'info');
  const byArea = [...Map.groupBy(faults, ({ result }) => result.area)];
  const inOrder = [...byArea.flatMap(([, here]) => here), ...notes];
  const tell = tellCommands(
    report,
    inOrder.flatMap(({ findings }) => findings.flatMap(({ remedies }) => remedies)),
  );
  return [
    [{ is: 'paragraph', lines: [[strong(headline(report))]] }],
    // Groups come worst first, so the area of the worst does too.
    ...byArea.flatMap(([area, here]) => section(area, here, tell)),
    ...(notes.length === 0 ? [] : section('facts, not faults', notes, tell)),
  ];
}

function section(name: string, groups: readonly Group[], tell: Tell): Part[][] {
  const found = countSeverities(groups.flatMap(({ findings }) => findings));
  const [begin = [], ...rest] = groups.flatMap((group) => groupUnits(group, tell));
  return [[{ is: 'heading', text: `${name}: ${found}` }, ...begin], ...rest];
}

function groupUnits({ severity, result, findings }: Group, tell: Tell): Part[][] {
  const word = severity === 'info' ? 'NOTE' : severity.toUpperCase();
  const title: Line = [strong(`${word}: ${result.failTitle}`), ' ', code(result.id)];
  const explained = explainedWords(result);
  const head = explained === undefined ? [title] : [title, [strong(explained)]];
  return findings.map((finding, place) =>
    flow([
      ...(place === 0 ? head : []),
      [objectSpan(finding.on)],
      [data(finding.says, 600)],
      ...tell(finding.remedies),
    ]),
  );
}

function closingParts(report: Report): Part[] {
  const { passed, notApplicable } = report.counts;
  const nothing = findingsOf(report).length === 0 ? 'Nothing was found. ' : '';
  const apply = notApplicable === 0 ? '' : `, ${count(notApplicable, 'does', 'do')} not apply`;
  return [
    ...blindParts(report),
    // Two parts, so that it does not run on from the last finding.
    { is: 'paragraph', lines: [[`${nothing}${count(passed, 'check')} passed${apply}.`]] },
    { is: 'note', lines: [[`Judged as of ${minuteOf(report.takenAt)}. Nothing was changed.`]] },
  ];
}

/** Fills messages in order; undefined when they would be too many, or when one unit fits into none. */
function pack(units: readonly (readonly Part[])[]): Part[][] | undefined {
  const pages: Part[][] = [[]];
  for (const unit of units) {
    const last = pages.at(-1) ?? [];
    const longer = joined(last, unit);
    if (fits(longer)) pages[pages.length - 1] = longer;
    else if (pages.length < most.messages && fits(unit)) pages.push([...unit]);
    else return undefined;
  }
  return pages;
}

function fits(parts: readonly Part[]): boolean {
  return parts.length <= most.parts && charactersIn(parts) <= most.characters;
}

/** Findings without commands share a paragraph, so that many small ones do not use up a message. */
function joined(before: readonly Part[], after: readonly Part[]): Part[] {
  const last = before.at(-1);
  const [first] = after;
  if (last?.is !== 'paragraph' || first?.is !== 'paragraph' || after.length > 1) return [...before, ...after];
  if (charactersIn([last, first]) > most.paragraph) return [...before, ...after];
  return [...before.slice(0, -1), { is: 'paragraph', lines: [...last.lines, ...first.lines] }];
}

function charactersIn(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + textOf(part).length, 0);
}

function textOf(part: Part): string {
  switch (part.is) {
    case 'heading':
    case 'command':
      return part.text;
    case 'paragraph':
    case 'note':
      return part.lines.map(lineText).join('\n');
    case 'list':
      return part.items.map(lineText).join('\n');
    case 'table':
    case 'divider':
    case 'buttons':
      return '';
  }
}

function lineText(line: Line): string {
  return line.map((span: Span) => (typeof span === 'string' ? span : span.text)).join('');
}
