import { remedyBuilder } from '../commands/remedy-builder.ts';
import { neededInputs } from '../engine/needed-inputs.ts';
import { runChecks } from '../engine/run-checks.ts';
import type { Check, Severity } from '../model/check.ts';
import type { Remedy, RemedyIntent } from '../model/remedy.ts';
import type { Report } from '../model/report.ts';
import type { ClusterSnapshot } from '../model/snapshot.ts';
import { renderJson } from '../present/json.ts';
import { renderShort } from '../present/short.ts';
import { renderText } from '../present/text.ts';
import { toolVersion } from '../version.ts';
import { closedReport, tellClosed } from './closed.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { checksFor } from './options.ts';
import { refuseDryRunOf } from './refuse-dry-run.ts';
import { readSnapshot } from './snapshot-file.ts';
import { type ClusterOptions, type Taken, takeSnapshot } from './take-snapshot.ts';
import { columnsOf, paintFor, type Terminal } from './terminal.ts';
import { unreadable } from './unreadable.ts';
import { UsageError } from './usage-error.ts';

/** Forms of a report. */
export const outputs = ['short', 'text', 'json'] as const;

/** Options of `osm-doctor check`. */
export interface CheckOptions extends ClusterOptions {
  readonly only?: readonly string[];
  readonly output: (typeof outputs)[number];
  readonly failOn: Severity;
  readonly snapshot?: string;
  readonly since?: string;
  readonly all?: true;
  readonly dryRun?: true;
  readonly color: boolean;
}

/** `osm-doctor check`: reads, judges, writes the report to stdout and returns the exit code. */
export async function check(
  clusterName: string | undefined,
  options: CheckOptions,
  terminal: Terminal,
): Promise<number> {
  if (options.all === true) {
    const { checkAll } = await import('./check-all.ts');
    return checkAll(clusterName, options, terminal);
  }
  if (options.dryRun === true) refuseDryRunOf(clusterName);
  const checks = checksFor(options.only);
  const came = await snapshotFor(clusterName, options, neededInputs(checks), terminal);
  if (came.is === 'closed') return reportClosed(came, checks, options, terminal);
  const taken = came.snapshot;
  const snapshot = options.since === undefined ? taken : comparedWith(taken, readSnapshot(options.since));
  const build = remedyBuilder(snapshot);
  const intents = new Map<Remedy, RemedyIntent>();
  const judged = runChecks(snapshot, checks, (intent) => {
    const remedy = build(intent);
    intents.set(remedy, intent);
    return remedy;
  });
  const report = options.dryRun === true ? await prove(judged, intents, options, terminal) : judged;
  const apiServer = snapshot.inputs.apiServer;
  if (!apiServer.ok && options.output !== 'json') {
    terminal.stderr.write(unreadable(snapshot.cluster, apiServer.problem));
  } else {
    terminal.stdout.write(render(report, options, terminal));
  }
  return exitCodeOf(report, options.failOn);
}

/** Which cluster could not be opened and why, on stderr; with -o json a report on stdout too, in which all is unknown. */
function reportClosed(
  closed: Taken & { is: 'closed' },
  checks: readonly Check[],
  options: CheckOptions,
  terminal: Terminal,
): number {
  terminal.stderr.write(tellClosed(closed.problem));
  if (options.output === 'json') {
    const report = closedReport(closed, checks, options.namespace, terminal.now());
    terminal.stdout.write(renderJson(report, toolVersion));
  }
  return exitCodes.unreadable;
}

/** Tries the remedies on the cluster itself, which a saved snapshot does not have. */
async function prove(
  report: Report,
  intents: ReadonlyMap<Remedy, RemedyIntent>,
  options: CheckOptions,
  terminal: Terminal,
): Promise<Report> {
  if (options.snapshot !== undefined) {
    throw new UsageError('--dry-run asks the cluster: it does not go with --snapshot.');
  }
  const [{ withDryRuns }, { proveReport }] = await Promise.all([
    import('./dry-runs.ts'),
    import('../commands/prove-report.ts'),
  ]);
  return withDryRuns(options, terminal, (attempt) => proveReport(report, intents, attempt));
}

async function snapshotFor(
  clusterName: string | undefined,
  options: CheckOptions,
  inputs: ReturnType<typeof neededInputs>,
  terminal: Terminal,
): Promise<Taken> {
  if (options.snapshot === undefined) return takeSnapshot(clusterName, options, inputs, terminal);
  const live = clusterName ?? options.kubeconfig ?? options.context ?? options.namespace;
  if (live !== undefined) {
    throw new UsageError('--snapshot judges a file: it does not go with a cluster, context or namespace.');
  }
  return { is: 'read', snapshot: readSnapshot(options.snapshot) };
}

/** Puts what an earlier snapshot of the same cluster held beside what is there now. */
function comparedWith(now: ClusterSnapshot, earlier: ClusterSnapshot): ClusterSnapshot {
  const [was, is] = [earlier.cluster, now.cluster];
  if (was.uid !== undefined && is.uid !== undefined && was.uid !== is.uid) {
    throw new UsageError(`The snapshot given by --since is of another cluster (${was.name}).`);
  }
  return { ...now, inputs: { ...now.inputs, earlierMeshConfigs: earlier.inputs.meshConfigs } };
}

function render(report: Report, { output, color }: CheckOptions, terminal: Terminal): string {
  if (output === 'json') return renderJson(report, toolVersion);
  const layout = { paint: paintFor(terminal, { color }), columns: columnsOf(terminal) };
  return output === 'text' ? renderText(report, layout) : renderShort(report, layout);
}
