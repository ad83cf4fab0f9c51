import { remedyBuilder } from '../commands/remedy-builder.ts';
import { neededInputs } from '../engine/needed-inputs.ts';
import { runChecks } from '../engine/run-checks.ts';
import type { Check, Severity } from '../model/check.ts';
import type { AccessProblem } from '../model/fleet.ts';
import type { ObjectRef, Remedy, RemedyIntent } from '../model/remedy.ts';
import type { Report } from '../model/report.ts';
import type { ClusterSnapshot } from '../model/snapshot.ts';
import { renderJson } from '../present/json.ts';
import { renderShort } from '../present/short.ts';
import { renderText } from '../present/text.ts';
import { toolVersion } from '../version.ts';
import { checkPages } from './check-pages.ts';
import { closedReport, tellClosed } from './closed.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { checksFor } from './options.ts';
import { isShown, type Output } from './outputs.ts';
import { refuseDryRunOf } from './refuse-dry-run.ts';
import { readSnapshot } from './snapshot-file.ts';
import { type ClusterOptions, type Taken, takeSnapshot } from './take-snapshot.ts';
import { columnsOf, paintFor, type Terminal } from './terminal.ts';
import { earlierAnswers, refuseTiers, type TierOptions, tiersOf } from './tiers.ts';
import { unreadable } from './unreadable.ts';
import { UsageError } from './usage-error.ts';

/** Options of `osm-doctor check`. */
export interface CheckOptions extends ClusterOptions, TierOptions {
  readonly only?: readonly string[];
  readonly output: Output;
  readonly failOn: Severity;
  readonly snapshot?: string;
  readonly since?: string;
  readonly backup?: string;
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
  refuseTiers(checks, options);
  const backup = await backupOf(options);
  const came = await snapshotFor(clusterName, options, neededInputs(checks, tiersOf(options)), terminal);
  if (came.is === 'closed') return reportClosed(came, checks, options, terminal);
  const snapshot = besideFiles(came.snapshot, options, backup);
  const build = remedyBuilder(snapshot);
  const intents = new Map<Remedy, RemedyIntent>();
  const judged = runChecks(snapshot, checks, (intent) => {
    const remedy = build(intent);
    intents.set(remedy, intent);
    return remedy;
  });
  const report = options.dryRun === true ? await prove(judged, intents, options, terminal) : judged;
  const apiServer = snapshot.inputs.apiServer;
  if (!apiServer.ok && isShown(options.output)) {
    terminal.stderr.write(unreadable(snapshot.cluster, apiServer.problem));
  } else {
    terminal.stdout.write(await render(report, checks, options, terminal));
  }
  return exitCodeOf(report, options.failOn);
}

/**
 * Which cluster could not be opened and why, on stderr; in a form for a file a report on stdout too, in which all is
 * unknown.
 */
async function reportClosed(
  closed: Taken & { is: 'closed' },
  checks: readonly Check[],
  options: CheckOptions,
  terminal: Terminal,
): Promise<number> {
  terminal.stderr.write(tellClosed(closed.problem));
  if (!isShown(options.output)) {
    const report = closedReport(closed, checks, options.namespace, terminal.now());
    terminal.stdout.write(await render(report, checks, options, terminal, closed.problem));
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

/** What a backup holds, where one was given: read first, so that nobody waits for a cluster to hear of a wrong file. */
async function backupOf({ backup }: CheckOptions): Promise<readonly ObjectRef[] | undefined> {
  if (backup === undefined) return undefined;
  const { readBackup } = await import('./backup-file.ts');
  return readBackup(backup);
}

/** What the options name to compare with, put beside what is on the cluster. */
function besideFiles(
  taken: ClusterSnapshot,
  { since }: CheckOptions,
  backup: readonly ObjectRef[] | undefined,
): ClusterSnapshot {
  const compared = since === undefined ? taken : comparedWith(taken, readSnapshot(since));
  if (backup === undefined) return compared;
  return { ...compared, inputs: { ...compared.inputs, backup: { ok: true, value: backup } } };
}

/** Puts what an earlier snapshot of the same cluster held beside what is there now. */
function comparedWith(now: ClusterSnapshot, earlier: ClusterSnapshot): ClusterSnapshot {
  const [was, is] = [earlier.cluster, now.cluster];
  if (was.uid !== undefined && is.uid !== undefined && was.uid !== is.uid) {
    throw new UsageError(`The snapshot given by --since is of another cluster (${was.name}).`);
  }
  const earlierMeshConfigs = earlier.inputs.meshConfigs;
  const earlierControlPlaneAnswers = earlierAnswers(earlier);
  return { ...now, inputs: { ...now.inputs, earlierMeshConfigs, earlierControlPlaneAnswers } };
}

async function render(
  report: Report,
  checks: readonly Check[],
  { output, color, failOn }: CheckOptions,
  terminal: Terminal,
  closed?: AccessProblem,
): Promise<string> {
  if (output === 'json') return renderJson(report, toolVersion);
  if (!isShown(output)) {
    const { renderDocument } = await import('./render-document.ts');
    return renderDocument(output, report, { checks, failOn, ...checkPages(terminal) }, closed);
  }
  const layout = { paint: paintFor(terminal, { color }), columns: columnsOf(terminal) };
  return output === 'text' ? renderText(report, layout) : renderShort(report, layout);
}
