import { azAks } from '../../azure/az-command.ts';
import type { Principal } from '../../azure/credential.ts';
import { inParallel } from '../../azure/in-parallel.ts';
import { checks } from '../../checks/index.ts';
import { neededInputs } from '../../engine/needed-inputs.ts';
import type { FleetPort } from '../../jobs/ports.ts';
import type { Tier } from '../../model/check.ts';
import type { AccessProblem, FleetCluster } from '../../model/fleet.ts';
import { optional } from '../../model/json.ts';
import { showRule } from '../../model/rights.ts';
import { mergeRules } from '../../model/role.ts';
import type { SelfCheckStep } from '../../model/self-check.ts';
import { type ClusterSnapshot, inputsOfTiers, type ReadProblem } from '../../model/snapshot.ts';
import type { Settings } from '../../settings/settings.ts';
import { notTried, seenFromElsewhere } from './steps.ts';

/** Clusters read at once, as `check --all` does. */
const atOnce = 4;

/** Below so many milliseconds opening a cluster is not begun. */
const leastMs = 2_000;

/** What the clusters are read with. */
export interface ClustersLook {
  readonly settings: Settings;
  readonly port: Pick<FleetPort, 'read'>;
  readonly principal: Principal | undefined;
  /** Whether it is the identity of the app that reads. */
  readonly managed: boolean;
  /** Milliseconds that are left for all of them. */
  msLeft(): number;
}

/** Reads each cluster as a check would, tiers included: what is missing for that, and whether it ends in time. */
export async function lookAtClusters(
  look: ClustersLook,
  clusters: readonly FleetCluster[],
): Promise<SelfCheckStep[]> {
  const steps = new Map<FleetCluster, SelfCheckStep>();
  await inParallel(clusters, atOnce, async (cluster) => {
    steps.set(cluster, await stepFor(look, cluster));
  });
  return clusters.flatMap((cluster) => steps.get(cluster) ?? []);
}

async function stepFor(look: ClustersLook, cluster: FleetCluster): Promise<SelfCheckStep> {
  const { settings, port, principal, managed } = look;
  const { OSM_TIERS: tiers, OSM_READ_BUDGET: seconds } = settings;
  const budgetMs = Math.min(seconds * 1_000, look.msLeft());
  if (budgetMs < leastMs) return notTried('cluster', cluster.name, 'the time was up.');
  const reading = await port.read(cluster, { inputs: neededInputs(checks, tiers), budgetMs });
  if (reading.is === 'closed') {
    const step = closedStep(cluster, reading.problem);
    return managed || !ofWhoAsks.includes(reading.problem.reason) ? step : seenFromElsewhere(step);
  }
  const step = readStep(cluster, reading.snapshot, principal, tiers);
  return managed || step.outcome !== 'failed' ? step : seenFromElsewhere(step);
}

/** Ways to be kept out that depend on who asks, and from where. */
const ofWhoAsks: readonly AccessProblem['reason'][] = [
  'notVisible',
  'noClusterUserRole',
  'noKubernetesRights',
  'tokenRefused',
  'privateUnreachable',
  'ipRanges',
  'unreachable',
];

function closedStep({ name }: FleetCluster, problem: AccessProblem): SelfCheckStep {
  const { reason, says, todo, command, manifest } = problem;
  // Of these the installation is not to blame; whether it can read the cluster is not known.
  const mayPass = ['stopped', 'notReady', 'throttled', 'azureFailed'].includes(reason);
  return {
    area: 'cluster',
    of: name,
    outcome: mayPass ? 'unknown' : 'failed',
    says,
    todo,
    ...optional('command', command),
    ...optional('manifest', manifest),
  };
}

function readStep(
  { name, resourceId }: FleetCluster,
  { inputs, durationMs }: ClusterSnapshot,
  principal: Principal | undefined,
  tiers: readonly Tier[],
): SelfCheckStep {
  const head = { area: 'cluster', of: name } as const;
  const readings = Object.values(inputs);
  const problems = readings.flatMap((reading) => (reading.ok ? [] : [reading.problem]));
  const tried = problems.filter(({ reason }) => reason !== 'notAsked' && reason !== 'notInstalled');
  const absent = problems.filter(({ reason }) => reason === 'notInstalled').length;
  const came = readings.filter(({ ok }) => ok).length;
  const untried =
    absent === 0
      ? ''
      : ` ${absent === 1 ? 'One kind is' : `${absent} kinds are`} not installed there, so the right to read ${absent === 1 ? 'it' : 'them'} was not tried.`;
  const refused = tried.filter(({ rule }) => rule !== undefined);
  if (refused.length > 0) {
    const missing = mergeRules(refused.flatMap(({ rule }) => rule ?? []))
      .map(showRule)
      .join('; ');
    return {
      ...head,
      outcome: 'failed',
      says: `It opens, but of ${came + tried.length} reads ${refused.length} ${refused.length === 1 ? 'is' : 'are'} forbidden. Missing: ${missing}.${untried}`,
      todo: 'Let an administrator of the cluster apply the role anew; what depends on these reads is unknown until then.',
      command: `${azAks('get-credentials', resourceId)}\n${permissionsLine(inputs, principal, tiers)}`,
    };
  }
  const [first] = tried;
  if (first !== undefined) return partlyStep(head, came, tried);
  const seconds = (durationMs / 1_000).toFixed(1);
  return {
    ...head,
    outcome: 'passed',
    says: `Read as a check reads it: all ${came} reads came, in ${seconds} s.${untried}`,
  };
}

/** Something is not known of it, without a Kubernetes right being missing: Azure's own facts, or time. */
function partlyStep(
  head: Pick<SelfCheckStep, 'area' | 'of'>,
  came: number,
  tried: readonly ReadProblem[],
): SelfCheckStep {
  const has = (wanted: ReadProblem['reason']) => tried.some(({ reason }) => reason === wanted);
  const todo = [
    ...(has('forbidden')
      ? ['Give the identity what is named there; only the checks that need it are unknown without it.']
      : []),
    ...(has('timedOut') ? ['Allow more time with OSM_READ_BUDGET.'] : []),
  ];
  return {
    ...head,
    outcome: 'unknown',
    says: `It opens, and ${came} reads came; ${tried.length} did not. ${[...new Set(tried.map(({ detail }) => detail))].join(' ')}`,
    todo: todo.length === 0 ? 'Run this again in some minutes.' : todo.join(' '),
  };
}

function permissionsLine(
  inputs: ClusterSnapshot['inputs'],
  principal: Principal | undefined,
  tiers: readonly Tier[],
): string {
  const refused = tiers.filter((tier) =>
    inputsOfTiers[tier].some((input) => {
      const reading = inputs[input];
      return !reading.ok && reading.problem.reason === 'forbidden';
    }),
  );
  const more = refused.map((tier) => ` --tier ${tier}`).join('');
  return `osm-doctor permissions --object-id ${principal?.objectId ?? 'OBJECT-ID'}${more} | kubectl apply -f -`;
}
