import { type Severity, severities } from '../model/check.ts';
import type { ComparedFinding, Comparison } from '../model/comparison.ts';
import { nameOf } from '../model/object-ref.ts';
import type { Finding, Report, Result } from '../model/report.ts';
import { identityOf } from './fingerprint.ts';

/** What changed from the earlier report to the later one; each list worst first. */
export function compareReports(before: Report, now: Report): Comparison {
  const were = byFingerprint(faultsOf(before));
  const are = byFingerprint(faultsOf(now));
  const gone = [...were.values()].filter(({ fingerprint }) => !are.has(fingerprint));
  const came = [...are.values()].filter(({ fingerprint }) => !were.has(fingerprint));
  const turned = identityOf(before.cluster) === identityOf(now.cluster) ? turnedInto(gone, came) : noTurns;
  const severityWas = ({ fingerprint }: ComparedFinding) =>
    (were.get(fingerprint) ?? turned.into.get(fingerprint))?.severity;
  const stayed = [...are.values()].filter((finding) => severityWas(finding) !== undefined);
  const gotWorse = (finding: ComparedFinding) =>
    rank(finding.severity) < rank(severityWas(finding) ?? finding.severity);
  const left = gone.filter(({ fingerprint }) => !turned.from.has(fingerprint));
  const lookedAgain = checksThatLookedAgain(before, now);
  return {
    since: before.takenAt,
    stateWas: before.state,
    appeared: came.filter(({ fingerprint }) => !turned.into.has(fingerprint)),
    // Also when a note of the same check is left on the object: it is no fault, and nothing else would tell of the change.
    fixed: left.filter(({ id }) => lookedAgain.has(id)),
    worse: stayed.filter(gotWorse),
    still: stayed.filter((finding) => !gotWorse(finding)),
    unseen: left.filter(({ id }) => !lookedAgain.has(id)),
  };
}

/** Findings that go on under another name, such as `expired` after `endsSoon`. */
interface Turned {
  /** Fingerprints of those that are gone by name only. */
  readonly from: ReadonlySet<string>;
  /** By the new fingerprint, what it was before. */
  readonly into: ReadonlyMap<string, ComparedFinding>;
}

const noTurns: Turned = { from: new Set(), into: new Map() };

/**
 * Pairs what is gone with what came by the same check on the same object, worst with worst. When fewer came than are
 * gone, none of these is called fixed: the new one may hide it. When more came, the rest is new.
 */
function turnedInto(gone: readonly ComparedFinding[], came: readonly ComparedFinding[]): Turned {
  const goneFrom = Map.groupBy(gone, subjectOf);
  const pairs = [...Map.groupBy(came, subjectOf)].flatMap(([subject, here]) =>
    (goneFrom.get(subject) ?? []).map((was, index) => ({ was, is: here[index] })),
  );
  return {
    from: new Set(pairs.map(({ was }) => was.fingerprint)),
    into: new Map(pairs.flatMap(({ was, is }) => (is === undefined ? [] : [[is.fingerprint, was] as const]))),
  };
}

function subjectOf({ id, on }: ComparedFinding): string {
  return `${id} ${nameOf(on)}`;
}

function byFingerprint(faults: readonly ComparedFinding[]): Map<string, ComparedFinding> {
  return new Map(faults.map((fault) => [fault.fingerprint, fault]));
}

/** The findings above info, one for each fingerprint, worst first. */
export function faultsOf(report: Report): ComparedFinding[] {
  const faults = new Map<string, ComparedFinding>();
  for (const fault of report.results.flatMap(faultsOfResult)) {
    const other = faults.get(fault.fingerprint);
    if (other === undefined || rank(fault.severity) < rank(other.severity)) {
      faults.set(fault.fingerprint, fault);
    }
  }
  return [...faults.values()].sort(worstFirst);
}

function faultsOfResult({ id, failTitle, outcome }: Result): ComparedFinding[] {
  if (outcome.is !== 'failed') return [];
  const reduced = ({ severity, on, says, fingerprint }: Finding): ComparedFinding => ({
    id,
    failTitle,
    severity,
    on,
    says,
    fingerprint,
  });
  return outcome.findings.filter(({ severity }) => severity !== 'info').map(reduced);
}

const rank = (severity: Severity): number => severities.indexOf(severity);

/** By severity, then by id and object, so that equal reports give equal text. */
function worstFirst(a: ComparedFinding, b: ComparedFinding): number {
  return rank(a.severity) - rank(b.severity) || inOrder(a.id, b.id) || inOrder(nameOf(a.on), nameOf(b.on));
}

function inOrder(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

/** The checks of the later report whose silence about a finding proves that it is gone. */
function checksThatLookedAgain(before: Report, now: Report): Set<string> {
  // One namespace says nothing of the others.
  const narrower = now.namespace !== undefined && now.namespace !== before.namespace;
  if (narrower) return new Set();
  const looked = now.results.filter((result) => lookedAtAll(result, now));
  return new Set(looked.map(({ id }) => id));
}

function lookedAtAll({ outcome }: Result, now: Report): boolean {
  switch (outcome.is) {
    case 'passed':
      return true;
    case 'failed':
      return outcome.unseen === undefined;
    // What was uninstalled is gone with its faults. But checks also do not apply when the API server did not answer:
    // only a run whose every read came says that there is nothing to judge.
    case 'notApplicable':
      return now.reads.every(({ ok, problem }) => ok || problem?.reason === 'notInstalled');
    case 'unknown':
    case 'broken':
      return false;
  }
}
