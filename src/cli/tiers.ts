import { type Check, type Tier, tiers } from '../model/check.ts';
import type { ControlPlaneAnswers } from '../model/deep.ts';
import { rights, showRule } from '../model/rights.ts';
import { type ClusterSnapshot, inputsOfTiers, type Reading } from '../model/snapshot.ts';
import { UsageError } from './usage-error.ts';

/** Options by which a person agrees to more than reading lists. */
export interface TierOptions {
  readonly deep?: true;
  readonly probe?: true;
}

/** What the option of a tier is for, and the right that it needs: for the help. */
export const tierHelp: Readonly<Record<Tier, string>> = {
  deep: `opt-in: ask the pods of the control plane for their health and metrics; needs the right to ${rightOf('deep')}`,
  probe: `opt-in: try whether a pod can be made, in a dry run that keeps nothing; needs the right to ${rightOf('probe')}`,
};

/** The tiers that are on. */
export function tiersOf(options: TierOptions): Tier[] {
  return tiers.filter((tier) => options[tier] === true);
}

/** A tier asks the cluster, which a file does not have; and who asks for checks of a tier alone should turn it on. */
export function refuseTiers(
  checks: readonly Check[],
  options: TierOptions & { readonly snapshot?: string },
): void {
  const on = tiersOf(options);
  if (options.snapshot !== undefined) {
    if (on.length === 0) return;
    throw new UsageError(
      `--${on[0]} asks the cluster: it does not go with --snapshot. What the file holds is judged without it.`,
    );
  }
  const off = checks.map(({ tier }) => tier).find((tier) => tier !== undefined && !on.includes(tier));
  const isAllOff = checks.every(({ tier }) => tier !== undefined && !on.includes(tier));
  if (off === undefined || !isAllOff) return;
  const ids = checks.map(({ id }) => id).join(', ');
  const many = checks.length > 1;
  throw new UsageError(
    `${ids} ${many ? 'run' : 'runs'} only on request: add --${off}.\nIt needs the right to ${rightOf(off)}.`,
  );
}

function rightOf(tier: Tier): string {
  return inputsOfTiers[tier].flatMap((input) => rights[input].map(showRule)).join(' and ');
}

/** What the control plane answered in the earlier snapshot, or that it was not asked then. */
export function earlierAnswers({
  inputs: { controlPlaneAnswers },
}: ClusterSnapshot): Reading<readonly ControlPlaneAnswers[]> {
  if (controlPlaneAnswers.ok || controlPlaneAnswers.problem.reason !== 'notAsked') return controlPlaneAnswers;
  const detail = 'The earlier snapshot (--since) was taken without --deep.';
  return { ok: false, problem: { reason: 'notAsked', detail } };
}
