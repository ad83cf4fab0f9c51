import { checks } from '../checks/index.ts';
import { remedyBuilder } from '../commands/remedy-builder.ts';
import { neededInputs } from '../engine/needed-inputs.ts';
import { runChecks } from '../engine/run-checks.ts';
import { selectChecks } from '../engine/select-checks.ts';
import type { Check } from '../model/check.ts';
import type { AccessProblem, FleetCluster } from '../model/fleet.ts';
import type { Report } from '../model/report.ts';
import type { InputName } from '../model/snapshot.ts';
import type { JobRun } from './ports.ts';

/** A cluster of the fleet, judged, or why it could not be opened. */
export type Judged =
  | { readonly is: 'judged'; readonly report: Report }
  | { readonly is: 'closed'; readonly problem: AccessProblem };

/** Which checks, and where: all of them over the whole cluster unless said otherwise. */
export interface Wish {
  readonly checks?: readonly Check[];
  readonly namespace?: string;
  /** Told what is still being read. */
  onRead?(open: readonly InputName[]): void;
}

/** Reads a cluster and runs the checks on it. */
export async function judgeCluster(
  { ports, options }: JobRun,
  cluster: FleetCluster,
  wish: Wish = {},
): Promise<Judged> {
  const selected = wish.checks ?? checks;
  const reading = await ports.fleet.read(cluster, {
    inputs: neededInputs(selected, options.tiers),
    budgetMs: options.budgetMs,
    ...(wish.namespace === undefined ? {} : { namespace: wish.namespace }),
    ...(wish.onRead === undefined ? {} : { onRead: wish.onRead }),
  });
  if (reading.is === 'closed') return reading;
  const { snapshot } = reading;
  return { is: 'judged', report: runChecks(snapshot, selected, remedyBuilder(snapshot)) };
}

/** Words that select nothing were refused when the command was typed; should they come, everything is judged. */
export function wishOf({
  only = [],
  namespace,
}: {
  readonly only?: readonly string[];
  readonly namespace?: string;
}): Wish {
  const selection = selectChecks(checks, only);
  return {
    ...(only.length > 0 && selection.is === 'checks' ? { checks: selection.checks } : {}),
    ...(namespace === undefined ? {} : { namespace }),
  };
}
