import { readdirSync } from 'node:fs';
import { checks } from '../../../src/checks/index.ts';
import { closedReport } from '../../../src/cli/closed.ts';
import { exitCodeOf, verdictOf } from '../../../src/cli/exit-codes.ts';
import { countOutcomes, coverageOf, stateOf } from '../../../src/engine/state.ts';
import type { Severity } from '../../../src/model/check.ts';
import type { AccessProblem } from '../../../src/model/fleet.ts';
import type { Finding, Outcome, Report, Result } from '../../../src/model/report.ts';
import type { InputName } from '../../../src/model/snapshot.ts';
import type { Chapter, ReportDocument } from '../../../src/present/formats/document.ts';
import { seenIn, withoutRight } from '../../checks/seen-in.ts';
import { judge } from '../../cli/judge-cluster.ts';
import { inAzure } from '../fleet-reports.ts';

/** Every cluster of test/clusters. */
const clusterNames: readonly string[] = readdirSync(new URL('../../clusters', import.meta.url))
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace(/\.yaml$/, ''));

const whole = new Map<string, Report>();

function judged(cluster: string): Report {
  const report = whole.get(cluster) ?? judge(inAzure(seenIn({ name: '', cluster }), 'prod-cluster'));
  whole.set(cluster, report);
  return report;
}

/** A cluster that could not be opened. */
const parked: AccessProblem = {
  reason: 'stopped',
  says: 'parked is stopped.',
  todo: 'Start it and try again.',
  command: 'az aks start --name parked --resource-group mesh',
  manifest: 'kind: ClusterRole\nmetadata:\n  name: osm-doctor\n',
  passing: false,
};

/** The report of a run that was refused these reads. */
function without(cluster: string, ...inputs: readonly InputName[]): Report {
  const seen = inAzure(seenIn({ name: '', cluster }), 'prod-cluster');
  return judge(inputs.reduce(withoutRight, seen));
}

/** Reports of every kind: each cluster whole; one without some rights, one without any, one of a namespace, one closed. */
export const reports: Readonly<Record<string, () => Report>> = {
  ...Object.fromEntries(clusterNames.map((cluster) => [cluster, () => judged(cluster)])),
  healthy: () => healthy(),
  'a failure': () => withOutcome({ is: 'failed', findings: findings(3) }),
  'without pods': () => without('healthy-1.2.4', 'pods'),
  'broken, without pods and CRDs': () => without('badly-broken', 'pods', 'crds'),
  'without a list that only notes need': () => without('healthy-1.2.4', 'retries'),
  'a list in part': () => judge(seenIn({ name: '', cluster: 'half-configured', incomplete: ['namespaces'] })),
  'one namespace': () => judge(seenIn({ name: '', cluster: 'half-configured', namespace: 'checkout' })),
  'no API server': () => without('healthy-1.2.4', 'apiServer'),
  closed: () =>
    closedReport({ cluster: { name: 'parked' }, problem: parked }, checks, undefined, new Date(0)),
  'nothing applies': () => ({ ...withResults(healthy().results.map(inapplicable)) }),
};

function inapplicable(result: Result): Result {
  return { ...result, outcome: { is: 'notApplicable', because: 'Nothing of it is here.' } };
}

/** A report in which nothing is wrong, whatever the catalogue thinks of the cluster: these tests are not about that. */
function healthy(): Report {
  const results = judged('healthy-1.2.4').results.map((result): Result => {
    const { outcome } = result;
    const isNote = outcome.is === 'failed' && outcome.findings.every(({ severity }) => severity === 'info');
    const isWell = outcome.is === 'passed' || outcome.is === 'notApplicable' || isNote;
    return isWell ? result : { ...result, outcome: { is: 'passed' } };
  });
  return withResults(results);
}

/** A report with these results and what follows from them. */
export function withResults(results: readonly Result[], more: Partial<Report> = {}): Report {
  return {
    ...judged('healthy-1.2.4'),
    state: stateOf(results),
    coverage: coverageOf(results),
    counts: countOutcomes(results),
    results,
    ...more,
  };
}

/** The healthy report in which one check ended otherwise. */
export function withOutcome(outcome: Outcome, id = 'OSM5006'): Report {
  return withResults(healthy().results.map((one): Result => (one.id === id ? { ...one, outcome } : one)));
}

/** So many findings, with a command and its way back each. */
export function findings(number: number, more: Partial<Finding> = {}): Finding[] {
  return Array.from({ length: number }, (_, place) => ({
    problem: 'odd',
    severity: 'error',
    on: { kind: 'Deployment', namespace: 'shop', name: `app-${place}` },
    says: `app-${place} is odd.`,
    fingerprint: `f${place}`,
    remedies: [
      {
        does: 'Mend it',
        risk: 'restartsPods',
        command: `kubectl rollout restart deployment app-${place} -n shop`,
        undo: `kubectl rollout undo deployment app-${place} -n shop`,
        takesEffect: 'atOnce',
        proof: { by: 'none', because: 'It was not tried.' },
      },
    ],
    ...more,
  }));
}

/** A chapter as the command line would make it. */
function chapterOf(report: Report, failOn: Severity = 'error', title = report.cluster.name): Chapter {
  return { title, report, verdict: verdictOf(exitCodeOf(report, failOn)) };
}

/** A document about one cluster. */
export function documentOf(report: Report, failOn: Severity = 'error'): ReportDocument {
  const chapter = chapterOf(report, failOn);
  return {
    toolVersion: '1.2.3',
    takenAt: report.takenAt,
    is: 'cluster',
    chapters: [chapter],
    verdict: chapter.verdict,
    problems: [],
    rules: checks.filter(({ id }) => report.results.some((result) => result.id === id)),
    failOn,
  };
}

/** A document about a fleet of these chapters. */
export function fleetOf(chapters: readonly Chapter[], problems: readonly string[] = []): ReportDocument {
  const bad =
    chapters.length === 0 || problems.length > 0 || chapters.some(({ verdict }) => verdict !== 'clean');
  return {
    ...documentOf(healthy()),
    is: 'fleet',
    chapters,
    problems,
    verdict: bad ? 'unreadable' : 'clean',
  };
}

/** A fleet with a cluster of every standing, and a subscription that was not listed. */
export function mixedFleet(): ReportDocument {
  const closed = reports['closed']?.() ?? judged('nothing-here');
  return fleetOf(
    [
      chapterOf(judged('badly-broken'), 'error', 'mesh/prod'),
      { ...chapterOf(closed, 'error', 'parked'), closed: parked },
      chapterOf(without('healthy-1.2.4', 'pods'), 'error', 'blind'),
      chapterOf(judged('half-configured'), 'error', 'half'),
      chapterOf(healthy(), 'error', 'well'),
    ],
    ['The clusters of subscription 5b0 could not be listed.'],
  );
}
