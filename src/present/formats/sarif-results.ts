import { optional } from '../../model/json.ts';
import { nameOf } from '../../model/object-ref.ts';
import type { Remedy } from '../../model/remedy.ts';
import type { Finding, Report, Result } from '../../model/report.ts';
import { ruleOnOneLine, showRule } from '../../model/rights.ts';
import type { ReadProblem } from '../../model/snapshot.ts';
import { explainedWords } from '../group-findings.ts';
import { risks } from '../remedy-words.ts';
import type { Chapter } from './document.ts';
import { canBeCopied, legible } from './legible.ts';
import { placeOf } from './sarif-places.ts';
import { levels } from './sarif-rules.ts';
import { isAsItIs, messageText } from './sarif-text.ts';

/**
 * Results of a cluster: a `fail` for each finding, an `open` for each check that could not look or saw only a part.
 * What passed or does not apply is no result: GitHub shows every one as an alert, whatever its kind (PSRule issue 955).
 */
export function resultsOf({ title, report }: Chapter, indexOf: (id: string) => number): object[] {
  return report.results.flatMap((result) => {
    const rule = { ruleId: result.id, ruleIndex: indexOf(result.id) };
    return [
      ...findingsOf(result).map((finding) => ({ ...rule, ...failure(finding, result, title) })),
      ...doubtsOf(result).map((doubt) => ({ ...rule, ...open(doubt, result, title) })),
    ];
  });
}

function findingsOf({ outcome }: Result): readonly Finding[] {
  return outcome.is === 'failed' ? outcome.findings : [];
}

function failure(
  { severity, on, says, fingerprint, problem, remedies }: Finding,
  result: Result,
  cluster: string,
): object {
  const explained = explainedWords(result);
  const steps = [...(explained === undefined ? [] : [explained]), ...remedies.map(stepText)];
  return {
    kind: 'fail',
    level: levels[severity],
    message: { text: [messageText(`${nameOf(on)}: ${says}`), ...steps].join('\n\n') },
    locations: [placeOf(cluster, on)],
    partialFingerprints: { 'osmDoctor/v1': fingerprint },
    properties: { severity, problem, remedies: remedies.map(remedyValue) },
  };
}

/** A command with braces would not be the same in a message; it stands in the properties, as all do. */
function stepText({ does, risk, command }: Remedy): string {
  const copyable = canBeCopied(command) && isAsItIs(command);
  const shown = copyable ? `:\n${command}` : ': the command is among the properties of this result.';
  return `${messageText(`${does}${risks[risk]}`)}${shown}`;
}

function remedyValue({ does, risk, command, undo, takesEffect, proof }: Remedy): object {
  return { does, risk, command, ...optional('undo', undo), takesEffect, proof };
}

interface Doubt {
  readonly says: string;
  readonly problems: readonly ReadProblem[];
}

function doubtsOf({ outcome }: Result): Doubt[] {
  switch (outcome.is) {
    case 'unknown':
      return [{ says: 'This could not be judged', problems: outcome.because }];
    case 'broken':
      return [
        { says: `This could not be judged, by a mistake in osm-doctor: ${outcome.error}`, problems: [] },
      ];
    case 'failed':
      return outcome.unseen === undefined
        ? []
        : [{ says: 'Not all was seen: there may be more', problems: outcome.unseen }];
    case 'passed':
    case 'notApplicable':
      return [];
  }
}

function open({ says, problems }: Doubt, { id, title, outcome }: Result, cluster: string): object {
  const told = [says, ...problems.map(problemText)].join(' ');
  return {
    kind: 'open',
    // Of any kind but `fail` the level shall be none (3.27.10).
    level: 'none',
    message: { text: messageText(`Unknown whether ${lowerFirst(title)}. ${told}`) },
    locations: [placeOf(cluster)],
    partialFingerprints: { 'osmDoctor/v1': `${id}/${outcome.is}` },
    properties: {
      outcome: outcome.is,
      missingRights: problems.flatMap(({ rule }) => (rule === undefined ? [] : [showRule(rule)])),
    },
  };
}

function problemText({ detail, rule }: ReadProblem): string {
  return rule === undefined ? detail : `${detail} Missing rule: ${ruleOnOneLine(rule)}`;
}

/** `The API server answers` inside a sentence; names such as `OSM` keep their capitals. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z ]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** Notifications of a run: what could not be read, and, as notes, which checks do not apply. */
export function notificationsOf(chapter: Chapter, indexOf: (id: string) => number): object[] {
  const { report, closed, verdict } = chapter;
  const blind = closed === undefined && verdict === 'unreadable';
  return [
    ...(blind ? [notification('error', 'nothingJudged', 'Nothing about the mesh could be judged.')] : []),
    ...(closed === undefined ? [] : [notification('error', 'notOpened', `${closed.says} ${closed.todo}`)]),
    ...readNotifications(report),
    ...report.results.flatMap((result) => checkNotifications(result, indexOf(result.id))),
  ];
}

function readNotifications({ reads }: Report): object[] {
  return reads.flatMap(({ input, problem }) =>
    problem === undefined || problem.reason === 'notInstalled'
      ? []
      : [notification('error', problem.reason, `${input}: ${problemText(problem)}`)],
  );
}

function checkNotifications({ id, outcome }: Result, index: number): object[] {
  const rule = { associatedRule: { id, index } };
  if (outcome.is === 'notApplicable') {
    return [
      { ...notification('note', 'notApplicable', `${id} does not apply: ${outcome.because}`), ...rule },
    ];
  }
  if (outcome.is !== 'broken') return [];
  return [{ ...notification('error', 'broken', `${id} broke: ${outcome.error}`), ...rule }];
}

/** A notification of SARIF. */
export function notification(level: 'error' | 'warning' | 'note', id: string, says: string): object {
  return { level, descriptor: { id: legible(id) }, message: { text: messageText(says) } };
}
