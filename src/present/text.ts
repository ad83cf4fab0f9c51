import { areas } from '../model/check.ts';
import { nameOf } from '../model/object-ref.ts';
import type { Finding, Report, Result } from '../model/report.ts';
import type { ReadRecord } from '../model/snapshot.ts';
import { credentialLines } from './credential-lines.ts';
import { assurance, explanation, leftAndRight, prose, remedyLines } from './lines.ts';
import { clusterLine, type Layout, marks, type Tone } from './terminal.ts';
import { count, findingsOf, headline, seconds } from './words.ts';

/** Everything: each check with its outcome, area by area, every finding and command, and what was read. */
export function renderText(report: Report, layout: Layout): string {
  const sections = areas
    .map((area) => ({ area, results: report.results.filter((result) => result.area === area) }))
    .filter(({ results }) => results.length > 0)
    .map(({ area, results }) => [
      layout.paint('strong', area),
      ...results.flatMap((result, index) => resultLines(result, results[index + 1], layout)),
    ]);
  const { judged, total } = report.coverage;
  const top = [
    layout.paint('quiet', clusterLine(report).join(' · ')),
    layout.paint(report.state, headline(report)),
    layout.paint('quiet', `${judged} of ${count(total, 'check')} judged in ${seconds(report.durationMs)}.`),
  ];
  const hasCommands = findingsOf(report).some(({ finding }) => finding.remedies.length > 0);
  const blocks = [
    top,
    hasCommands ? credentialLines(report, layout) : [],
    ...sections,
    readLines(report.reads, layout),
  ];
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Where several checks in a row do not apply for one reason, the reason stands once, below the last. */
function resultLines(result: Result, next: Result | undefined, layout: Layout): string[] {
  const { outcome } = result;
  switch (outcome.is) {
    case 'passed':
      return [titleLine(result, 'passed', layout)];
    case 'notApplicable':
      return [
        titleLine(result, 'quiet', layout),
        ...(whyNot(next) === outcome.because
          ? []
          : prose(`does not apply: ${outcome.because}`, 4, layout, 'quiet')),
      ];
    case 'unknown':
      return [
        titleLine(result, 'unknown', layout),
        ...outcome.because.flatMap(({ detail }) => prose(`unknown: ${detail}`, 4, layout)),
      ];
    case 'broken':
      return [
        titleLine(result, 'unknown', layout),
        ...prose(`broken, a mistake in osm-doctor: ${outcome.error}`, 4, layout),
      ];
    case 'failed':
      return [
        titleLine(result, result.severity, layout),
        ...explanation(result, 4, layout),
        ...outcome.findings.flatMap((finding) => findingLines(finding, layout)),
        ...(outcome.unseen ?? []).flatMap(({ detail }) => prose(`not all was seen: ${detail}`, 4, layout)),
      ];
  }
}

function whyNot(result: Result | undefined): string | undefined {
  return result?.outcome.is === 'notApplicable' ? result.outcome.because : undefined;
}

function titleLine({ outcome, title, failTitle, id }: Result, tone: Tone, layout: Layout): string {
  const sentence = outcome.is === 'failed' ? failTitle : title;
  const [worst] = outcome.is === 'failed' ? outcome.findings : [];
  const mark = worst === undefined ? marks[outcome.is] : marks[worst.severity];
  return leftAndRight(`  ${mark} ${sentence}`, id, layout, worst?.severity ?? tone);
}

function findingLines(finding: Finding, layout: Layout): string[] {
  return [
    ...prose(`${finding.severity}: ${nameOf(finding.on)}`, 4, layout, 'strong'),
    ...prose(finding.says, 6, layout),
    ...finding.remedies.flatMap((remedy) => [
      ...remedyLines(remedy, 6, layout),
      ...assurance(remedy, 6, layout),
    ]),
  ];
}

function readLines(reads: readonly ReadRecord[], layout: Layout): string[] {
  const rows = reads.map(({ input, requests, items, bytes, ms, problem }) => {
    const cost = `${count(requests, 'request')}, ${count(items, 'item')}, ${kilobytes(bytes)}, ${ms} ms`;
    return `  ${input.padEnd(24)} ${problem === undefined ? cost : problem.reason}`;
  });
  return [layout.paint('strong', 'what was read'), ...rows];
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} kB`;
}
