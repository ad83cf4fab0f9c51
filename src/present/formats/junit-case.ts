import { type Severity, severities } from '../../model/check.ts';
import { nameOf } from '../../model/object-ref.ts';
import type { Remedy } from '../../model/remedy.ts';
import type { Finding, Outcome, Result } from '../../model/report.ts';
import { ruleOnOneLine } from '../../model/rights.ts';
import type { ReadProblem } from '../../model/snapshot.ts';
import { explainedWords } from '../group-findings.ts';
import { proofWords, risks } from '../remedy-words.ts';
import { countSeverities } from '../words.ts';
import { canBeCopied, legible, notShown } from './legible.ts';

/** How a test case of JUnit ends: red is `failure` (something is wrong) or `error` (it could not be judged). */
export type CaseEnd =
  | { readonly is: 'passed'; readonly output: readonly string[] }
  | { readonly is: 'skipped'; readonly message: string }
  | {
      readonly is: 'failure' | 'error';
      readonly type: string;
      readonly message: string;
      readonly lines: readonly string[];
    };

/**
 * How the case of a check ends. What lies below `--fail-on` turns nothing red and stands in the output; what was not
 * seen is always red, as the exit code has it.
 */
export function endOf(
  result: Pick<Result, 'outcome' | 'failTitle' | 'explainedBy'>,
  failOn: Severity,
): CaseEnd {
  const { outcome } = result;
  switch (outcome.is) {
    case 'passed':
      return { is: 'passed', output: [] };
    case 'notApplicable':
      return { is: 'skipped', message: `does not apply: ${outcome.because}` };
    case 'unknown':
      return couldNotLook(outcome.because);
    case 'broken': {
      const message = `broken, a mistake in osm-doctor: ${outcome.error}`;
      return { is: 'error', type: 'broken', message, lines: ['Please report it.'] };
    }
    case 'failed':
      return endOfFailed(outcome, result, failOn);
  }
}

function endOfFailed(
  { findings, unseen }: Outcome & { is: 'failed' },
  result: Pick<Result, 'failTitle' | 'explainedBy'>,
  failOn: Severity,
): CaseEnd {
  const explained = explainedWords(result);
  const lines = [...(explained === undefined ? [] : [explained]), ...findings.flatMap(findingLines)];
  const worst = severities.find((severity) => findings.some((finding) => finding.severity === severity));
  if (worst !== undefined && severities.indexOf(worst) <= severities.indexOf(failOn)) {
    const message = `${result.failTitle}: ${countSeverities(findings)}`;
    return { is: 'failure', type: worst, message, lines: [...lines, ...unseenLines(unseen ?? [])] };
  }
  if (unseen === undefined) return { is: 'passed', output: lines };
  const { message } = couldNotLook(unseen);
  const told = [...unseenLines(unseen), ...lines];
  return { is: 'error', type: 'incomplete', message: `not all was seen: ${message}`, lines: told };
}

function couldNotLook(because: readonly ReadProblem[]): CaseEnd & { is: 'error' } {
  const details = because.map(({ detail }) => detail).join(' ');
  const message = details === '' ? 'could not look' : details;
  return { is: 'error', type: because[0]?.reason ?? 'unknown', message, lines: unseenLines(because) };
}

function unseenLines(problems: readonly ReadProblem[]): string[] {
  return problems.flatMap(({ detail, rule }) => [
    `unknown: ${legible(detail)}`,
    ...(rule === undefined ? [] : [`  missing rule: ${legible(ruleOnOneLine(rule))}`]),
  ]);
}

/** No line begins with text of the cluster: there it could be an order to whoever shows the log. */
function findingLines({ severity, on, says, remedies }: Finding): string[] {
  return [
    `${severity}: ${legible(nameOf(on))}: ${legible(says)}`,
    ...remedies.flatMap(remedyLines).map((line) => `  ${line}`),
  ];
}

function remedyLines(remedy: Remedy): string[] {
  const { does, risk, command, undo } = remedy;
  const proof = proofWords(remedy);
  return [
    `-> ${legible(does)}${risks[risk]}`,
    `   ${canBeCopied(command) ? command : notShown}`,
    ...(undo === undefined ? [] : [`<- Undo: ${canBeCopied(undo) ? undo : notShown}`]),
    ...(proof === undefined ? [] : [`   ${legible(proof)}`]),
  ];
}
