import { within } from '../azure/limit.ts';
import type { FleetPort } from '../jobs/ports.ts';
import type { Fleet, FleetCluster } from '../model/fleet.ts';
import { parseClusterId } from '../model/resource-id.ts';
import { type AzureSettings, readAzureSettings } from '../settings/settings.ts';
import { fleetPort } from '../wiring/read-fleet.ts';
import { logRequests } from './log-requests.ts';
import { type LiveLine, startLine } from './progress.ts';
import type { ClusterOptions } from './take-snapshot.ts';
import type { Terminal } from './terminal.ts';

/*
 * Loaded only when a command goes through Azure: a check by kubeconfig neither waits for these modules nor asks Azure.
 */

/** The fleet as a command of the terminal uses it. */
export interface FleetAtHand {
  readonly settings: AzureSettings;
  readonly fleet: FleetPort;
  readonly line: LiveLine | undefined;
  /** Milliseconds of the budget that are left. */
  msLeft(): number;
}

/** Gives a command the fleet and a live line, and ends both with it. Throws SettingsError. */
export async function withFleet<T>(
  { budget, debug }: Pick<ClusterOptions, 'budget' | 'debug'>,
  terminal: Terminal,
  first: string,
  use: (atHand: FleetAtHand) => Promise<T>,
): Promise<T> {
  const settings = readAzureSettings(terminal.env);
  const fleet = fleetPort(settings, terminal.env, terminal.now);
  const end = performance.now() + budget;
  const stopLog = debug === true ? logRequests(terminal) : undefined;
  const line = startLine(terminal, first);
  try {
    return await use({ settings, fleet, line, msLeft: () => Math.max(1, end - performance.now()) });
  } finally {
    line?.stop();
    stopLog?.();
  }
}

/** Lists the fleet within the budget; what takes longer is a problem of the list. */
export async function listWithin({ fleet, msLeft }: FleetAtHand, terminal: Terminal): Promise<Fleet> {
  const ms = msLeft();
  try {
    return await within(ms, () => fleet.list());
  } catch {
    const waited = Math.ceil(ms / 1_000);
    const problems = [`Azure did not list the clusters within ${waited} s: allow more with --budget.`];
    return { clusters: [], problems, listedAt: terminal.now().toISOString() };
  }
}

/** A sentence for what people have to do when nothing could be listed. */
export function signInAdvice(env: NodeJS.ProcessEnv): { readonly todo: string; readonly command?: string } {
  // There a managed identity signs in, and nobody types.
  if (env['IDENTITY_ENDPOINT'] !== undefined) return { todo: 'See that the identity may read clusters.' };
  return {
    todo: 'If you are not signed in to Azure, sign in; or name a context of your kubeconfig with --context.',
    command: 'az login',
  };
}

/** Names that tell the clusters apart: two of one name are called by group, or subscription and group. */
export function titlesOf(clusters: readonly FleetCluster[]): ReadonlyMap<FleetCluster, string> {
  const steps = ({ name, resourceId }: FleetCluster): string[] => {
    const id = parseClusterId(resourceId);
    if (id === undefined) return [name];
    const inGroup = `${id.resourceGroup}/${id.name}`;
    return [name, inGroup, `${id.subscription}/${inGroup}`];
  };
  const taken = Map.groupBy(clusters.flatMap(steps), (title) => title.toLowerCase());
  const title = (cluster: FleetCluster): string => {
    const ways = steps(cluster);
    return ways.find((way) => taken.get(way.toLowerCase())?.length === 1) ?? cluster.resourceId;
  };
  return new Map(clusters.map((cluster) => [cluster, title(cluster)]));
}
