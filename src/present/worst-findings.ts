import { severities } from '../model/check.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Line, Part, Span } from '../model/message.ts';
import type { Remedy } from '../model/remedy.ts';
import type { Finding, Report } from '../model/report.ts';
import { isToldAsBlind } from './blind-parts.ts';
import { explainedWords, type Group, groupFindings } from './group-findings.ts';
import {
  checkCommand,
  code,
  data,
  flow,
  joined,
  objectSpan,
  type Piece,
  quiet,
  strong,
} from './message-parts.ts';
import { isMend } from './remedy-words.ts';
import { tellCommands } from './tell-commands.ts';
import { count, countSeverities } from './words.ts';

/** Findings that a message tells in full. */
const mostFindings = 5;

/** From so many checks on, a list says what is wrong before anything is told in full. */
const fewestListed = 3;

/** The worst findings: `list` is what is wrong at a glance, `details` each with its object and its command. */
export interface WorstFindings {
  readonly list: readonly Part[];
  readonly details: readonly Part[];
}

/** The worst findings with their commands, and what else was found, counted. */
export function worstFindings(report: Report, changes: Comparison | undefined): WorstFindings {
  const told = groupFindings(report).filter(({ severity }) => severity !== 'info');
  const groups = told.filter(({ result }) => !isToldAsBlind(result, report));
  const picked = pick(groups);
  const shown = groups
    .map((group) => ({ group, findings: group.findings.filter((finding) => picked.has(finding)) }))
    .filter(({ findings }) => findings.length > 0);
  const choose = shown.length < fewestListed ? chooseOfFew : chooseOfMany;
  const remedies = [...picked].flatMap((finding) => choose(finding.remedies));
  const tell = tellCommands(report, remedies);
  const rest = restLines(groups.filter((group) => !shown.some((one) => one.group === group)));
  const pieces = shown.map(({ group, findings }) => [
    titleLine(group),
    ...explainedLines(group),
    ...findings.flatMap((finding): Piece[] => [
      ...findingLines(finding, changes),
      ...tell(choose(finding.remedies)),
    ]),
    ...restOfGroup(group, findings, report),
  ]);
  const all = [...picked].reduce((sum, finding) => sum + finding.remedies.length, 0);
  const details = [...pieces, moreLines(all - remedies.length)].flatMap(flow);
  if (shown.length < fewestListed) return { list: [], details: [...details, ...flow(rest)] };
  return { list: [{ is: 'list', items: [...shown.map(({ group }) => listLine(group)), ...rest] }], details };
}

/** Among findings of one rank each check comes first with one, so that one check does not hide another. */
function pick(groups: readonly Group[]): Set<Finding> {
  const ranks = ranksOf(groups);
  const turns = groups.flatMap((group, place) =>
    group.findings.slice(0, mostFindings).map((finding, turn) => ({
      finding,
      place,
      turn,
      rank: (turn === 0 ? ranks.get(group) : undefined) ?? severities.indexOf(group.severity),
    })),
  );
  turns.sort((a, b) => a.rank - b.rank || a.turn - b.turn || a.place - b.place);
  return new Set(turns.slice(0, mostFindings).map(({ finding }) => finding));
}

/** By severity; but a cause is as grave as what it explains, else "mend that first" would speak of what is not told. */
function ranksOf(groups: readonly Group[]): ReadonlyMap<Group, number> {
  const ranks = new Map<Group, number>();
  // Causes stand first, so that from behind each group comes after all that it explains.
  for (const group of groups.toReversed()) {
    const explained = groups.filter(({ result }) => result.explainedBy?.includes(group.result.id) === true);
    const rank = Math.min(
      severities.indexOf(group.severity),
      ...explained.map((other) => ranks.get(other) ?? severities.indexOf(other.severity)),
    );
    ranks.set(group, rank);
  }
  return ranks;
}

function titleLine({ severity, result }: Group): Line {
  return [strong(`${severity.toUpperCase()}: ${result.failTitle}`), ' ', code(result.id)];
}

function explainedLines({ result }: Group): Line[] {
  const words = explainedWords(result);
  return words === undefined ? [] : [[strong(words)]];
}

function listLine({ severity, result, findings }: Group): Line {
  const objects = findings.length === 1 ? '' : ` (${findings.length} objects)`;
  return [strong(severity.toUpperCase()), ` ${result.failTitle}${objects} `, code(result.id)];
}

function findingLines({ on, says, fingerprint }: Finding, changes: Comparison | undefined): Line[] {
  return [[objectSpan(on), ...novelty(fingerprint, changes)], [data(says)]];
}

function novelty(fingerprint: string, changes: Comparison | undefined): Span[] {
  const isOf = (list: Comparison['appeared'] = []) => list.some((other) => other.fingerprint === fingerprint);
  if (isOf(changes?.appeared)) return [' · new'];
  return isOf(changes?.worse) ? [' · worse than before'] : [];
}

/** The mend comes first, then a look for whoever is in doubt; without a mend so many looks. */
function choose(remedies: readonly Remedy[], mostLooks: number): Remedy[] {
  const mend = remedies.find(isMend);
  const looks = remedies.filter((remedy) => !isMend(remedy));
  if (mend === undefined) return looks.slice(0, mostLooks);
  const doubtful = looks
    .slice(0, 1)
    .map((look) => ({ ...look, does: `If in doubt, look first. ${look.does}` }));
  return [mend, ...doubtful];
}

const chooseOfFew = (remedies: readonly Remedy[]) => choose(remedies, 2);

/** Of many findings each has less: else the looks of the first would stand before the first mend. */
const chooseOfMany = (remedies: readonly Remedy[]) => choose(remedies, 1);

function moreLines(rest: number): Line[] {
  return rest > 0 ? [[quiet(`Show all has ${count(rest, 'more command')} for what is told here.`)]] : [];
}

function restOfGroup({ result, findings }: Group, shown: readonly Finding[], { cluster }: Report): Line[] {
  const rest = findings.length - shown.length;
  return rest > 0
    ? [[`… and ${count(rest, 'more object')}: `, code(checkCommand(cluster.name, result.id))]]
    : [];
}

function restLines(hidden: readonly Group[]): Line[] {
  if (hidden.length === 0) return [];
  const ids = [...new Set(hidden.map(({ result }) => result.id))];
  const found = hidden.flatMap(({ findings }) => findings);
  return [
    [
      strong(`Not shown: ${countSeverities(found)}`),
      ' of ',
      ...joined(ids.slice(0, 12).map(code)),
      ids.length > 12 ? ` and ${count(ids.length - 12, 'more check')}` : '',
      ': Show all lists them.',
    ],
  ];
}
