import type { Alert, Explained, ExplainingFinding } from '../model/alert.ts';
import { type Area, severities } from '../model/check.ts';
import { optional } from '../model/json.ts';
import { nameOf } from '../model/object-ref.ts';
import type { Finding, Report, Result } from '../model/report.ts';
import { type Topic, topicsOf } from './alert-topics.ts';
import { type NamedObjects, namedObjects, nameFor, namespaceFor } from './named-objects.ts';

/**
 * Which findings of a report explain an alert: those on an object that it names, then those in a namespace that it is
 * about, then those in an area where the cause of its subject may lie; within each the worst first. Notes (`info`)
 * explain nothing.
 */
export function findingsOfAlert(alert: Alert, report: Report): Explained {
  const named = namedObjects(alert);
  const topics = topicsOf(alert);
  const found = report.results.flatMap((result) =>
    result.outcome.is === 'failed' ? result.outcome.findings.map((finding) => ({ result, finding })) : [],
  );
  const faults = found.filter(({ finding }) => finding.severity !== 'info');
  const explaining = faults
    .flatMap(({ result, finding }) => explain(result, finding, named, topics) ?? [])
    .sort((a, b) => rank(a) - rank(b));
  const others = faults.length - explaining.length;
  const unseen = blindness(report, new Set(topics.flatMap(({ areas }) => areas)));
  const says = verdict(report, explaining.length, others, unseen !== undefined);
  return { explaining, others, says, ...optional('unseen', unseen) };
}

const strengths: readonly ExplainingFinding['by'][] = ['object', 'namespace', 'area'];

function rank({ by, finding }: ExplainingFinding): number {
  return strengths.indexOf(by) * severities.length + severities.indexOf(finding.severity);
}

function explain(
  { id, failTitle, area }: Result,
  finding: Finding,
  named: NamedObjects,
  topics: readonly Topic[],
): ExplainingFinding | undefined {
  const result = { id, failTitle };
  const name = nameFor(finding.on, named);
  if (name !== undefined) {
    const because =
      name === finding.on.name
        ? 'The alert names this object.'
        : `The alert names ${name}, which belongs to ${nameOf(finding.on)}.`;
    return { finding, result, by: 'object', because };
  }
  const namespace = namespaceFor(finding.on, named);
  if (namespace !== undefined) {
    return { finding, result, by: 'namespace', because: `The alert is about the namespace ${namespace}.` };
  }
  const topic = topics.find(({ areas }) => areas.includes(area));
  if (topic === undefined) return undefined;
  return {
    finding,
    result,
    by: 'area',
    because: `The alert speaks of ${topic.name}; findings in ${area} can cause that.`,
  };
}

function verdict(report: Report, explaining: number, others: number, blind: boolean): string {
  const at = `${report.takenAt.slice(11, 16)} UTC`;
  if (explaining === 1) return 'One finding may explain the alert.';
  if (explaining > 1) return `${explaining} findings may explain the alert.`;
  if (others > 0) return 'None of the findings explains this alert.';
  if (blind) return `Nothing was found at ${at}.`;
  return `The mesh was judged healthy at ${at}: look elsewhere for the cause.`;
}

/** What could not be looked at, where the cause may lie: in the areas of the alert's subject, or anywhere. */
function blindness({ results }: Report, areas: ReadonlySet<Area>): string | undefined {
  const blind = results.filter(
    ({ outcome }) => outcome.is === 'unknown' || outcome.is === 'broken' || isPartial(outcome),
  );
  const likely = blind.filter(({ area }) => areas.has(area));
  const [first] = likely.length > 0 ? likely : blind;
  if (first === undefined) return undefined;
  const number = likely.length > 0 ? likely.length : blind.length;
  const which = number === 1 ? `${first.id} could not look` : `${number} checks could not look`;
  return `${which}, so the cause may stand there: ${reason(first)}`;
}

function isPartial(outcome: Result['outcome']): boolean {
  return outcome.is === 'failed' && (outcome.unseen ?? []).length > 0;
}

function reason({ id, outcome }: Result): string {
  const problems =
    outcome.is === 'unknown' ? outcome.because : outcome.is === 'failed' ? (outcome.unseen ?? []) : [];
  return problems[0]?.detail ?? `${id} broke, which is a mistake in osm-doctor.`;
}
