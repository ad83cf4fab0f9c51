import { nameOf } from '../model/object-ref.ts';
import type { Finding, Report } from '../model/report.ts';
import { credentialLines } from './credential-lines.ts';
import { type Group, groupFindings } from './group-findings.ts';
import { explanation, leftAndRight, prose, remedyLines } from './lines.ts';
import { clusterLine, type Layout, marks } from './terminal.ts';
import { blindSpots, count, findingsOf, headline, seconds } from './words.ts';

/** Objects shown for each check; the rest is counted and stands in the text report. */
const objectsShown = 5;
/** Commands shown for each object, in the order to type them. */
const commandsShown = 2;

/** The default report: problems only, worst first, one block a check with its objects and their commands. */
export function renderShort(report: Report, layout: Layout): string {
  const { paint } = layout;
  const groups = groupFindings(report).filter(({ severity }) => severity !== 'info');
  const blocks = [
    [paint('quiet', clusterLine(report).join(' · ')), paint(report.state, headline(report))],
    hasCommands(groups) ? credentialLines(report, layout) : [],
    ...groups.map((group) => groupLines(group, layout)),
    blindLines(report, layout),
    closingLines(report, groups.length, layout),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function hasCommands(groups: readonly Group[]): boolean {
  return groups.some(({ findings }) => findings.some(({ remedies }) => remedies.length > 0));
}

function groupLines({ severity, result, findings }: Group, layout: Layout): string[] {
  const title = `${marks[severity]} ${severity.toUpperCase()}  ${result.failTitle}`;
  const shown = findings.slice(0, objectsShown);
  const rest = findings.length - shown.length;
  return [
    leftAndRight(title, result.id, layout, severity),
    ...explanation(result, 2, layout),
    ...shown.flatMap((finding, index) => findingLines(finding, shown[index - 1], layout)),
    ...(rest > 0 ? prose(`and ${rest} more: see them all with -o text --only ${result.id}`, 2, layout) : []),
  ];
}

function findingLines(finding: Finding, before: Finding | undefined, layout: Layout): string[] {
  const { on, says, remedies } = finding;
  const same = remedies.length > 0 && commandsOf(finding) === commandsOf(before);
  return [
    ...prose(nameOf(on), 2, layout, 'strong'),
    ...prose(says, 4, layout),
    ...(same
      ? prose('→ the same as above', 4, layout)
      : remedies.slice(0, commandsShown).flatMap((remedy) => remedyLines(remedy, 4, layout))),
  ];
}

function commandsOf(finding: Finding | undefined): string {
  return JSON.stringify(finding?.remedies.map(({ command }) => command));
}

function blindLines(report: Report, layout: Layout): string[] {
  const spots = blindSpots(report);
  const broken = report.results.filter(({ outcome }) => outcome.is === 'broken');
  const { unknown } = report.counts;
  return [
    ...(unknown > 0 ? [layout.paint('unknown', `? UNKNOWN  ${count(unknown, 'check')} could not look`)] : []),
    ...spots.flatMap(({ problem, ids }) => prose(`${problem.detail} Blind: ${ids.join(', ')}.`, 2, layout)),
    ...broken.flatMap(({ id, outcome }) =>
      prose(
        `${id} broke: ${outcome.is === 'broken' ? outcome.error : ''}. That is a mistake in osm-doctor; please report it.`,
        2,
        layout,
      ),
    ),
  ];
}

/** Of a long report the end is what a terminal shows: the answer stands there once more. */
function closingLines(report: Report, groups: number, layout: Layout): string[] {
  const { passed, failed, notApplicable, unknown, broken } = report.counts;
  const notes = findingsOf(report).filter(({ finding }) => finding.severity === 'info').length;
  const parts = [
    `${passed} passed`,
    `${failed} failed`,
    ...(notApplicable > 0 ? [`${notApplicable} ${notApplicable === 1 ? 'does' : 'do'} not apply`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(broken > 0 ? [`${broken} broken`] : []),
    seconds(report.durationMs),
  ];
  return [
    ...(groups > 2 ? [layout.paint(report.state, headline(report))] : []),
    layout.paint('quiet', `${parts.join(' · ')}.`),
    ...(notes > 0 ? [layout.paint('quiet', `${count(notes, 'note')}: see with -o text.`)] : []),
  ];
}
