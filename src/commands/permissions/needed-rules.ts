import { neededInputs } from '../../engine/needed-inputs.ts';
import type { Check, Tier } from '../../model/check.ts';
import { rights } from '../../model/rights.ts';
import { mergeRules } from '../../model/role.ts';
import { type InputName, inputsOfTiers, type RbacRule } from '../../model/snapshot.ts';

/** A right, and what needs it. */
export interface NeededRule {
  readonly rule: RbacRule;
  /** Inputs that are read with it; none for what only dry runs do. */
  readonly inputs: readonly InputName[];
  /** Ids of checks. */
  readonly by: readonly string[];
}

/** What these checks need: of a tier what it adds, without one what all others need; a rule for each resource. */
export function neededRules(among: readonly Check[], tier: Tier | undefined): NeededRule[] {
  const tiers = tier === undefined ? [] : [tier];
  const ofTier = new Set<InputName>(tier === undefined ? [] : inputsOfTiers[tier]);
  const needed = among
    .filter((check) => check.tier === tier)
    .flatMap((check) =>
      [...neededInputs([check], tiers)]
        .filter((input) => tier === undefined || ofTier.has(input))
        .flatMap((input) => rights[input].map((rule) => ({ rule, input, id: check.id }))),
    );
  const byResource = Map.groupBy(needed, ({ rule }) => `${rule.apiGroups[0]} ${rule.resources[0]}`);
  return [...byResource]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, uses]) => {
      const by = [...new Set(uses.map(({ id }) => id))].sort();
      const inputs = [...new Set(uses.map(({ input }) => input))].sort();
      return mergeRules(uses.map(({ rule }) => rule)).map((rule) => ({ rule, inputs, by }));
    });
}
