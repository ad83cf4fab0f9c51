import { severities } from '../model/check.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Line, Part, Span } from '../model/message.ts';
import type { Remedy } from '../model/remedy.ts';
import type { Finding, Report } from '../model/report.ts';
import { type Group, groupFindings } from './group-findings.ts';
import { checkCommand, code, data, flow, joined, objectSpan, quiet, strong } from './message-parts.ts';
import { proofWords, risks } from './remedy-words.ts';
import { count, countSeverities } from './words.ts';

type Piece = Line | { readonly type: string };

/** Findings that a message tells in full. */
const mostFindings = 5;

/** The worst findings with their commands, and what else was found, counted. */
export function worstFindings(report: Report, changes: Comparison | undefined): Part[] {
  const groups = groupFindings(report).filter(({ severity }) => severity !== 'info');
  const shown = pick(groups);
  const cluster = report.cluster.name;
  return [
    ...groups.flatMap((group) => {
      const findings = group.findings.filter((finding) => shown.has(finding));
      return findings.length === 0 ? [] : flow(groupPieces(group, findings, cluster, changes));
    }),
    ...flow(restLines(groups, shown)),
  ];
}

/** Among findings of one severity each check comes first with one, so that one check does not hide another. */
function pick(groups: readonly Group[]): Set<Finding> {
  const turns = groups.flatMap(({ findings }, place) =>
    findings.slice(0, mostFindings).map((finding, turn) => ({ finding, place, turn })),
  );
  const rank = ({ severity }: Finding) => severities.indexOf(severity);
  turns.sort((a, b) => rank(a.finding) - rank(b.finding) || a.turn - b.turn || a.place - b.place);
  return new Set(turns.slice(0, mostFindings).map(({ finding }) => finding));
}

function groupPieces(
  { severity, result, findings }: Group,
  shown: readonly Finding[],
  cluster: string,
  changes: Comparison | undefined,
): Piece[] {
  const rest = findings.length - shown.length;
  return [
    [strong(`${severity.toUpperCase()}: ${result.failTitle}`), ' ', code(result.id)],
    ...shown.flatMap((finding, place) => findingPieces(finding, shown[place - 1], changes)),
    ...(rest > 0 ? [[`… and ${count(rest, 'more object')}: `, code(checkCommand(cluster, result.id))]] : []),
  ];
}

function findingPieces(
  finding: Finding,
  before: Finding | undefined,
  changes: Comparison | undefined,
): Piece[] {
  const same = before !== undefined && commandsOf(finding) === commandsOf(before);
  return [
    [objectSpan(finding.on), ...novelty(finding, changes)],
    [data(finding.says)],
    ...(same ? [['→ the same as above']] : remedyPieces(finding.remedies)),
  ];
}

function commandsOf({ remedies }: Finding): string {
  return JSON.stringify(remedies.map(({ command }) => command));
}

function novelty({ fingerprint }: Finding, changes: Comparison | undefined): Span[] {
  const isOf = (list: Comparison['appeared'] = []) => list.some((other) => other.fingerprint === fingerprint);
  if (isOf(changes?.appeared)) return [' · new'];
  return isOf(changes?.worse) ? [' · worse than before'] : [];
}

/** A look and a mend, in the order to type them: more would bury the next finding. */
function remedyPieces(remedies: readonly Remedy[]): Piece[] {
  const mend = remedies.find(({ risk }) => risk !== 'readOnly');
  const looks = remedies.filter(({ risk }) => risk === 'readOnly').slice(0, mend === undefined ? 2 : 1);
  const shown = remedies.filter((remedy) => remedy === mend || looks.includes(remedy));
  const rest = remedies.length - shown.length;
  return [
    ...shown.flatMap(onePieces),
    ...(rest > 0 ? [[quiet(`Show all has ${count(rest, 'more command')} for this.`)]] : []),
  ];
}

/** One command: what it does, what is known of it, and the way back. For `flow`. */
export function onePieces(remedy: Remedy): Piece[] {
  const proof = proofWords(remedy);
  return [
    [`→ ${data(remedy.does)}${risks[remedy.risk]}:`],
    { type: remedy.command },
    ...(proof === undefined ? [] : [[quiet(data(proof))]]),
    ...(remedy.undo === undefined ? [] : [['← To take it back:'], { type: remedy.undo }]),
  ];
}

function restLines(groups: readonly Group[], shown: ReadonlySet<Finding>): Line[] {
  const hidden = groups.filter(({ findings }) => !findings.some((finding) => shown.has(finding)));
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
