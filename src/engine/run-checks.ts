import type { Check, Problem, Sources } from '../model/check.ts';
import { severities, tiers } from '../model/check.ts';
import type { OpenFinding, Run } from '../model/facts.ts';
import { optional } from '../model/json.ts';
import type { Remedy, RemedyIntent } from '../model/remedy.ts';
import type { Outcome, Report, Result } from '../model/report.ts';
import type { ClusterSnapshot, ReadProblem } from '../model/snapshot.ts';
import { showVersion } from '../osm/versions.ts';
import { explainResults } from './explain-results.ts';
import { fingerprintOf } from './fingerprint.ts';
import { measure } from './measure.ts';
import { neededInputs } from './needed-inputs.ts';
import { isAbsent, type Resolve, type Resolved, resolver } from './resolve.ts';
import { countOutcomes, coverageOf, stateOf } from './state.ts';

/** Turns an intent into a command for the cluster that is judged. */
export type BuildRemedy = (intent: RemedyIntent) => Remedy;

/** Judges a snapshot: pure, never throws, hides nothing. Judged as of the snapshot's own time. */
export function runChecks(
  snapshot: ClusterSnapshot,
  checks: readonly Check[],
  buildRemedy: BuildRemedy,
): Report {
  const { namespace } = snapshot.asked;
  const done = new Map<Check, Result>();
  const openFindings = (): OpenFinding[] => [...done.values()].flatMap(findingsOf);
  const resolve = resolver(snapshot, { run: runOf(snapshot, checks), openFindings });
  const now = new Date(snapshot.takenAt);
  // Checks that look at the others' findings come after them; the report keeps the order of the catalogue.
  for (const check of [...checks].sort((a, b) => Number(looksAtOthers(a)) - Number(looksAtOthers(b)))) {
    const { id, name, area, severity, title, failTitle } = check;
    const outcome = judge(check, resolve, now, (problem) => ({
      problem: problem.what,
      severity: problem.severity ?? severity,
      on: problem.on,
      says: problem.says,
      fingerprint: fingerprintOf(snapshot.cluster, id, problem),
      remedies: (problem.mend ?? []).map(buildRemedy),
    }));
    done.set(check, { id, name, area, severity, title, failTitle, outcome });
  }
  const results = explainResults(
    checks.flatMap((check) => done.get(check) ?? []),
    checks,
  );
  return {
    cluster: { ...snapshot.cluster, ...orNothing(() => versions(resolve)) },
    ...optional('namespace', namespace),
    takenAt: snapshot.takenAt,
    durationMs: snapshot.durationMs,
    state: stateOf(results),
    coverage: coverageOf(results),
    counts: countOutcomes(results),
    reads: snapshot.reads,
    measurements: orNothing(() => measure(resolve, now)),
    results,
  };
}

function looksAtOthers({ reads }: Check): boolean {
  return reads.includes('openFindings');
}

function findingsOf({ id, outcome }: Result): OpenFinding[] {
  if (outcome.is !== 'failed') return [];
  return outcome.findings.map(({ severity, says }) => ({ id, severity, says }));
}

/** What only adorns a report must not cost it: a fact that throws is told by the checks that need it. */
function orNothing<T extends object>(compute: () => T): T | Record<string, never> {
  try {
    return compute();
  } catch {
    return {};
  }
}

/** Of the run itself, checks see only the reads that the selected checks needed. */
function runOf(snapshot: ClusterSnapshot, checks: readonly Check[]): Run {
  const needed = neededInputs(checks, tiers);
  const problems = [...needed].flatMap((input) => {
    const reading = snapshot.inputs[input];
    return reading.ok ? [] : [reading.problem];
  });
  return {
    reads: snapshot.reads.filter(({ input }) => needed.has(input)),
    problems: distinct(problems),
    budgetMs: snapshot.asked.budgetMs,
    clusterName: snapshot.cluster.name,
    ...optional('namespace', snapshot.asked.namespace),
  };
}

type ToFinding = (problem: Problem) => Extract<Outcome, { is: 'failed' }>['findings'][number];

function judge(check: Check, resolve: Resolve, now: Date, toFinding: ToFinding): Outcome {
  try {
    const sources = check.reads.map((name) => ({
      name,
      source: orNone(resolve(name), check.ifInstalled?.includes(name) === true),
    }));
    const notApplicable = sources.find(({ source }) => source.is === 'notApplicable')?.source;
    if (notApplicable?.is === 'notApplicable') {
      return { is: 'notApplicable', because: notApplicable.because };
    }
    const unseen = distinct(sources.flatMap(({ source }) => problemsOf(source)));
    const judgeable = sources.every(
      ({ name, source }) =>
        source.is === 'known' || (source.is === 'partial' && check.itemwise?.includes(name) === true),
    );
    if (!judgeable) return { is: 'unknown', because: unseen };
    const seen = Object.fromEntries(
      sources.map(({ name, source }) => [name, 'value' in source ? source.value : undefined]),
    );
    return conclude(check.run(seen as unknown as Sources, now), unseen, toFinding);
  } catch (error) {
    return {
      is: 'broken',
      error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    };
  }
}

/** Discovery is proof: of a kind that is not there, there are no objects. */
function orNone(source: Resolved<unknown>, ifInstalled: boolean): Resolved<unknown> {
  return ifInstalled && isAbsent(source, 'notInstalled') ? { is: 'known', value: [] } : source;
}

function conclude(
  verdict: ReturnType<Check['run']>,
  unseen: readonly ReadProblem[],
  toFinding: ToFinding,
): Outcome {
  if ('unknown' in verdict) {
    return { is: 'unknown', because: [...unseen, { reason: 'incomplete', detail: verdict.unknown }] };
  }
  if ('notApplicable' in verdict) {
    if (unseen.length > 0) return { is: 'unknown', because: unseen };
    return { is: 'notApplicable', because: verdict.notApplicable };
  }
  if (verdict.length > 0) {
    const findings = verdict.map(toFinding).sort(bySeverity);
    return unseen.length === 0 ? { is: 'failed', findings } : { is: 'failed', findings, unseen };
  }
  return unseen.length === 0 ? { is: 'passed' } : { is: 'unknown', because: unseen };
}

function problemsOf(source: Resolved<unknown>): readonly ReadProblem[] {
  if (source.is === 'missing') return source.because;
  return source.is === 'partial' ? [source.because] : [];
}

function bySeverity(a: { severity: Check['severity'] }, b: { severity: Check['severity'] }): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity);
}

function distinct(problems: readonly ReadProblem[]): ReadProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function versions(resolve: Resolve): { kubernetesVersion?: string; osmVersion?: string } {
  const apiServer = resolve('apiServer');
  const release = resolve('osmRelease');
  return {
    ...(apiServer.is === 'known' ? { kubernetesVersion: apiServer.value.gitVersion } : {}),
    ...(release.is === 'known' ? { osmVersion: showVersion(release.value.version) } : {}),
  };
}
