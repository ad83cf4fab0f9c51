import { areas } from '../../model/check.ts';
import type { AccessProblem } from '../../model/fleet.ts';
import { nameOf } from '../../model/object-ref.ts';
import type { Remedy } from '../../model/remedy.ts';
import type { Finding, Report, Result } from '../../model/report.ts';
import { credentialsFor } from '../credentials.ts';
import { minuteOf } from '../dates.ts';
import { explainedWords, groupFindings } from '../group-findings.ts';
import { proofWords, risks } from '../remedy-words.ts';
import { marks } from '../terminal.ts';
import { count, coverageWords, headline } from '../words.ts';
import { type Chapter, type ReportDocument, unlisted } from './document.ts';
import { bullets, codeOf, fenced, table, textOf } from './markdown-text.ts';
import { unseenIn } from './unseen.ts';
import { doubtWords, usualDoubt } from './usual-doubt.ts';

type Lines = readonly string[];

/** A document in Markdown, for a comment on a pull request or the record of an incident. */
export function renderMarkdown(document: ReportDocument): string {
  const { is, chapters, takenAt, toolVersion } = document;
  const whole = is === 'fleet' ? fleetLines(document) : [];
  return [
    ...whole,
    ...chapters.flatMap((chapter) => chapterLines(chapter, is === 'fleet' ? '##' : '#')),
    `osm-doctor ${toolVersion}, as of ${codeOf(minuteOf(takenAt))}. Nothing was changed.`,
    '',
  ].join('\n');
}

function fleetLines(document: ReportDocument): Lines {
  const { chapters } = document;
  const rows = chapters.map(({ title, report, closed }) => {
    const first = groupFindings(report).find(({ severity }) => severity !== 'info');
    const worst = first === undefined ? '' : `${first.result.id} ${textOf(first.result.failTitle)}`;
    const says = closed === undefined ? worst : textOf(closed.says);
    const state = closed === undefined ? report.state : 'not read';
    return [codeOf(title), `**${state}**`, textOf(coverageWords(report)), says];
  });
  const missing = unlisted(document);
  return [
    `# Open Service Mesh on ${count(chapters.length, 'cluster')}`,
    '',
    ...(missing.length === 0 ? [] : ['**Not every cluster was seen.**', '', ...bullets(missing.map(textOf))]),
    ...(rows.length === 0 ? [] : table(['cluster', 'state', 'judged', 'worst'], rows)),
  ];
}

function chapterLines({ title, report, closed }: Chapter, level: string): Lines {
  if (closed !== undefined) return [`${level} ${codeOf(title)}: NOT READ`, '', ...closedLines(closed)];
  const below = `${level}#`;
  return [
    `${level} ${codeOf(title)}: ${textOf(headline(report))}`,
    '',
    ...factLines(report),
    ...unseenLines(report, below),
    ...findingsLines(report, below),
    ...outcomeLines(report, below),
  ];
}

function closedLines({ says, todo, command, manifest }: AccessProblem): Lines {
  return [
    `${textOf(says)} ${textOf(todo)} Nothing is known of its mesh.`,
    '',
    ...(command === undefined ? [] : fenced(command, 'sh')),
    ...(manifest === undefined ? [] : fenced(manifest.trimEnd(), 'yaml')),
  ];
}

function factLines(report: Report): Lines {
  const { cluster, namespace, takenAt } = report;
  const facts = [
    ...(namespace === undefined ? [] : [`namespace ${codeOf(namespace)} alone`]),
    cluster.osmVersion === undefined ? 'OSM version unknown' : `OSM ${codeOf(cluster.osmVersion)}`,
    ...(cluster.kubernetesVersion === undefined ? [] : [`Kubernetes ${codeOf(cluster.kubernetesVersion)}`]),
    codeOf(minuteOf(takenAt)),
    textOf(coverageWords(report)),
  ];
  return [facts.join(' · '), ''];
}

function unseenLines(report: Report, level: string): Lines {
  const unseen = unseenIn(report);
  if (unseen === undefined) return [];
  return [
    `${level} ${unseen.says}`,
    '',
    'What would have been found there is not known.',
    '',
    ...bullets([
      ...unseen.causes.map(({ detail, right, ids }) => {
        const lacks = right === undefined ? '' : ` Missing right: ${codeOf(right)}.`;
        return `${textOf(detail)}${lacks} Blind: ${ids.map(textOf).join(', ')}.`;
      }),
      ...unseen.broken.map(
        ({ id, error }) =>
          `${textOf(id)} broke: ${textOf(error)} That is a mistake in osm-doctor; please report it.`,
      ),
    ]),
    ...(unseen.rules.length === 0
      ? []
      : [
          'To add under `rules:` of the ClusterRole that this identity has (each only reads):',
          '',
          ...fenced(unseen.rules.join('\n'), 'yaml'),
        ]),
  ];
}

function findingsLines(report: Report, level: string): Lines {
  const groups = groupFindings(report);
  if (groups.length === 0) return [];
  const pointing = groups.some(({ findings }) => findings.some(({ remedies }) => remedies.length > 0));
  const doubt = usualDoubt(groups.flatMap(({ findings }) => findings.flatMap(({ remedies }) => remedies)));
  // What was told is not told again.
  const told = new Set(doubt === undefined ? [] : [doubt]);
  return [
    `${level} Findings`,
    '',
    ...(pointing ? credentialsFor(report).flatMap(pointingLines) : []),
    ...(doubt === undefined ? [] : [textOf(doubtWords(doubt)), '']),
    ...groups.flatMap(({ severity, result, findings }) => [
      `${level}# ${severity === 'info' ? 'note' : `${marks[severity]} ${severity}`}: ${textOf(result.failTitle)} (${textOf(result.id)})`,
      '',
      ...paragraph(explainedWords(result)),
      ...findings.flatMap((finding) => findingLines(finding, told)),
    ]),
  ];
}

function paragraph(words: string | undefined): Lines {
  return words === undefined ? [] : [`**${textOf(words)}**`, ''];
}

function pointingLines(piece: ReturnType<typeof credentialsFor>[number]): Lines {
  return 'type' in piece ? fenced(piece.type, 'sh') : [textOf(piece.join('')), ''];
}

function findingLines({ on, says, remedies }: Finding, told: Set<string>): Lines {
  return [
    `**${codeOf(nameOf(on))}** ${textOf(says)}`,
    '',
    ...remedies.flatMap((one) => remedyLines(one, told)),
  ];
}

/** A command that stands above is not written again. */
function remedyLines(remedy: Remedy, told: Set<string>): Lines {
  const { does, risk, command, undo } = remedy;
  const step = `→ ${textOf(`${does}${risks[risk]}`)}`;
  if (told.has(command) && told.has(undo ?? command)) return [`${step}: the same command as above.`, ''];
  told.add(command).add(undo ?? command);
  const proof = proofWords(remedy);
  return [
    `${step}:`,
    '',
    ...fenced(command, 'sh'),
    ...(proof === undefined || told.has(proof) ? [] : [textOf(proof), '']),
    ...(undo === undefined ? [] : ['← To take it back:', '', ...fenced(undo, 'sh')]),
  ];
}

/** How many checks ended in which way, area by area, and why some do not apply. */
function outcomeLines({ results }: Report, level: string): Lines {
  const rows = areas
    .map((area) => ({ area, here: results.filter((result) => result.area === area) }))
    .filter(({ here }) => here.length > 0)
    .map(({ area, here }) => [area, ...outcomes.map((is) => String(here.filter(endedAs(is)).length))]);
  const reasons = Map.groupBy(results.filter(endedAs('notApplicable')), whyNot);
  return [
    `${level} Checks`,
    '',
    ...table(['area', 'failed', 'unknown', 'broken', 'does not apply', 'passed'], rows),
    ...bullets(
      [...reasons].map(
        ([why, here]) => `${here.map(({ id }) => textOf(id)).join(', ')} did not apply: ${textOf(why)}`,
      ),
    ),
  ];
}

const outcomes = ['failed', 'unknown', 'broken', 'notApplicable', 'passed'] as const;

function endedAs(is: Result['outcome']['is']): (result: Result) => boolean {
  return ({ outcome }) => outcome.is === is;
}

function whyNot({ outcome }: Result): string {
  return outcome.is === 'notApplicable' ? outcome.because : '';
}
