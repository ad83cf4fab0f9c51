import { inParallel } from '../azure/in-parallel.ts';
import { remedyBuilder } from '../commands/remedy-builder.ts';
import { neededInputs } from '../engine/needed-inputs.ts';
import { runChecks } from '../engine/run-checks.ts';
import type { Check } from '../model/check.ts';
import type { FleetCluster } from '../model/fleet.ts';
import { optional } from '../model/json.ts';
import { toolVersion } from '../version.ts';
import type { CheckOptions } from './check.ts';
import { checkPages } from './check-pages.ts';
import { exitCodeOfAll, exitCodes } from './exit-codes.ts';
import { fleetDocument } from './fleet-document.ts';
import type { JudgedFleet, Member } from './fleet-rows.ts';
import { type FleetAtHand, listWithin, withFleet } from './open-fleet.ts';
import { checksFor } from './options.ts';
import { isShown } from './outputs.ts';
import { renderFleet } from './render-fleet.ts';
import { tellUnlisted } from './tell-unlisted.ts';
import { columnsOf, paintFor, type Terminal, tableColumnsOf } from './terminal.ts';
import { refuseTiers, tiersOf } from './tiers.ts';
import { UsageError } from './usage-error.ts';

/** Clusters read at once: each is some dozen requests, and its lists are in memory until it is judged. */
const atOnce = 4;

/** `osm-doctor check --all`: judges every cluster of the fleet; the budget is for finding them, and for each of them. */
export async function checkAll(
  clusterName: string | undefined,
  options: CheckOptions,
  terminal: Terminal,
): Promise<number> {
  refuseOthers(clusterName, options);
  const checks = checksFor(options.only);
  refuseTiers(checks, options);
  const takenAt = terminal.now().toISOString();
  const { members, problems } = await withFleet(options, terminal, 'Looking for clusters', (atHand) =>
    judgeAll(atHand, checks, options, terminal),
  );
  const judged: JudgedFleet = { takenAt, members, problems };
  if (options.output === 'json') {
    terminal.stdout.write(`${JSON.stringify(fleetDocument(judged, toolVersion), undefined, 2)}\n`);
  } else if (!isShown(options.output)) {
    const { renderFleetDocument } = await import('./render-document.ts');
    terminal.stdout.write(
      renderFleetDocument(options.output, judged, { ...options, checks, ...checkPages(terminal) }),
    );
  } else if (members.length === 0) {
    terminal.stderr.write(tellUnlisted(problems, terminal));
    return exitCodes.unreadable;
  } else {
    const layout = { paint: paintFor(terminal, options), columns: columnsOf(terminal) };
    terminal.stdout.write(renderFleet(judged, options.output, layout, tableColumnsOf(terminal)));
  }
  return exitCodeOfAll(judged, options.failOn);
}

function refuseOthers(clusterName: string | undefined, options: CheckOptions): void {
  const { kubeconfig, context, snapshot, since, backup, dryRun } = options;
  const others = { kubeconfig, context, snapshot, since, backup, 'dry-run': dryRun };
  const [given] = Object.entries(others).find(([, value]) => value !== undefined) ?? [];
  if (given !== undefined) throw new UsageError(`--all goes through Azure: it does not go with --${given}.`);
  if (clusterName !== undefined) {
    throw new UsageError(`--all means every cluster: leave out "${clusterName}", or leave out --all.`);
  }
}

async function judgeAll(
  atHand: FleetAtHand,
  checks: readonly Check[],
  options: CheckOptions,
  terminal: Terminal,
): Promise<Pick<JudgedFleet, 'members' | 'problems'>> {
  const { clusters, problems } = await listWithin(atHand, terminal);
  const members = new Map<FleetCluster, Member>();
  const count = (): void => atHand.line?.say(`Checking ${clusters.length} clusters: ${members.size} done`);
  count();
  await inParallel(clusters, atOnce, async (cluster) => {
    members.set(cluster, await judge(cluster, atHand, checks, options));
    count();
  });
  return { members: clusters.flatMap((cluster) => members.get(cluster) ?? []), problems };
}

async function judge(
  cluster: FleetCluster,
  { fleet }: FleetAtHand,
  checks: readonly Check[],
  { budget, namespace, ...options }: CheckOptions,
): Promise<Member> {
  const inputs = neededInputs(checks, tiersOf(options));
  const reading = await fleet.read(cluster, {
    inputs,
    budgetMs: budget,
    ...optional('namespace', namespace),
  });
  if (reading.is === 'closed') return { ...reading, cluster };
  const { snapshot } = reading;
  return { is: 'judged', cluster, report: runChecks(snapshot, checks, remedyBuilder(snapshot)) };
}
